"""Regulatory clocks of an escalation: when each ends, and when somebody is to be told. Pure functions of its row."""

import calendar as months
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from govbot import calendar
from govbot.calendar import Calendar
from govbot.escalations.models import Escalation, State
from govbot.playbook.escalation import RegulatoryClock


class Clock(BaseModel):
    """One clock, from its start to the report that stops it."""

    model_config = ConfigDict(frozen=True)

    key: str  # of the playbook's clock
    title: str
    started_by: str
    started_at: datetime
    ends_at: datetime
    tell_at: tuple[datetime, ...]  # ascending; the last is the end
    told: int = 0  # how many of these instants were told
    reported_by: str = ""
    reported_at: datetime | None = None
    reported_to: str = ""

    @classmethod
    def of(cls, rule: RegulatoryClock, workspace: Calendar, by: str, start: datetime) -> Self:
        end = ends(rule, workspace, start)
        before = [end - timedelta(days=span.days) - span.time for span in rule.remind]
        tell_at = (*sorted(instant for instant in before if instant > start), end)
        return cls(key=rule.key, title=rule.title, started_by=by, started_at=start, ends_at=end, tell_at=tell_at)

    def passed(self, now: datetime) -> int:
        """How many of the instants at which somebody is told lie behind."""
        return sum(instant <= now for instant in self.tell_at)


def ends(rule: RegulatoryClock, workspace: Calendar, start: datetime) -> datetime:
    """Around the clock. A month ends on the same day at the same hour there, or on the last day of a shorter month."""
    if rule.length:
        return start.astimezone(UTC) + timedelta(days=rule.length.days) + rule.length.time
    there = start.astimezone(workspace.zone)
    years, month = divmod(there.month - 1 + rule.months, 12)
    year = there.year + years
    last = months.monthrange(year, month + 1)[1]
    return calendar.at(
        there.date().replace(year=year, month=month + 1, day=min(there.day, last)), there.time(), workspace.zone
    )


def of(escalation: Escalation) -> list[Clock]:
    """All of them, in the order in which they were started."""
    return [Clock.model_validate(row) for row in escalation.regulatory]


def running(escalation: Escalation) -> list[Clock]:
    """Those nobody has reported for, even after the end and after the resolution; a mistake has to be told nobody."""
    if escalation.state is State.CANCELLED:
        return []
    return [clock for clock in of(escalation) if clock.reported_at is None]


def stored(clocks: list[Clock]) -> list[dict[str, Any]]:
    return [clock.model_dump(mode="json") for clock in clocks]


def next_at(escalation: Escalation) -> datetime | None:
    """When somebody is to be told next."""
    waiting = [clock.tell_at[clock.told] for clock in running(escalation) if clock.told < len(clock.tell_at)]
    return min(waiting, default=None)
