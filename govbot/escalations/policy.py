"""The part of the playbook that one escalation follows from its opening to its end, whatever is edited meanwhile."""

from datetime import time
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from govbot.escalations.models import Severity
from govbot.playbook.escalation import Escalation as Rules
from govbot.playbook.span import Span, SpanInWords


class Policy(BaseModel):
    """Levels are numbers from 1. `climbs` counts from the opening; `roles` says who answers on which level."""

    model_config = ConfigDict(frozen=True)

    hours: Literal["always", "extended", "business"]
    extended_hours: tuple[time, time]
    acknowledge: SpanInWords
    update: SpanInWords
    starts_at: tuple[int, ...]
    climbs: dict[int, SpanInWords]
    roles: dict[int, tuple[str, ...]]
    snooze: SpanInWords | None = None  # how long it may be put off; None: not at all

    @classmethod
    def of(cls, rules: Rules, severity: Severity) -> Self:
        """What the playbook says today."""
        term = rules.severities[severity]
        return cls(
            hours=term.hours,
            extended_hours=(rules.extended_hours.start, rules.extended_hours.end),
            acknowledge=term.acknowledge,
            update=term.update,
            starts_at=tuple(sorted(_number(level) for level in term.starts_at)),
            climbs={_number(level): span for level, span in term.climbs.items()},
            roles={_number(level.key): level.roles for level in rules.levels.values()},
            snooze=term.snooze,
        )

    @classmethod
    def of_drill(cls, rules: Rules, severity: Severity | None) -> Self:
        """Level by level, so that each is measured: by the clocks of that severity, or by short ones."""
        real = cls.of(rules, severity or Severity.S4)
        if severity:
            return real.model_copy(update={"starts_at": (min(real.starts_at),), "snooze": None})
        lowest, step = min(real.roles), rules.drill_step
        above = sorted(level for level in real.roles if level > lowest)
        climbs = {level: Span(time=step.time * number) for number, level in enumerate(above, start=1)}
        short = {"hours": "always", "acknowledge": step, "update": step, "starts_at": (lowest,), "climbs": climbs}
        return real.model_copy(update=short | {"snooze": None})

    @property
    def top(self) -> int:
        return max(self.roles)

    def next_climb(self, level: int) -> tuple[int, Span] | None:
        """The next level the clock leads to, and how long after the opening. None where no clock leads higher."""
        return next(((above, span) for above, span in sorted(self.climbs.items()) if above > level), None)


def _number(level: str) -> int:
    return int(level.removeprefix("L"))
