"""When somebody is told of a dated thing, and who."""

from typing import Annotated, Literal

from pydantic import Field

from govbot.playbook.terms import TEN_YEARS, Days, Knowledge, SomeDays

Role = Literal["owner", "backup", "sponsor"]
Ahead = Annotated[tuple[Days, ...], Field(min_length=1)]
Told = Annotated[tuple[Role, ...], Field(min_length=1)]


class Stage(Knowledge):
    """Crossed when the days left are no more than `days`; below 0 it is missed by that many days."""

    days: int
    audience: tuple[Role, ...]


class Snooze(Knowledge):
    longest_days: SomeDays
    times: int = Field(gt=0, le=TEN_YEARS)


class Reminders(Knowledge):
    before: dict[str, Ahead | dict[str, Ahead]]
    missed: dict[SomeDays, Told] = Field(min_length=1)
    ask_vendor: dict[str, Days]
    snooze: Snooze
    most_a_day: int = Field(gt=0, le=1000)

    def stages(self, thing: str, tier: str) -> tuple[Stage, ...]:
        """From the first to the most urgent."""
        before = self.before[thing]
        days = before[tier] if isinstance(before, dict) else before
        ahead = [Stage(days=day, audience=("owner",)) for day in days]
        late = [Stage(days=-day, audience=audience) for day, audience in self.missed.items()]
        return tuple(sorted(ahead + late, key=lambda stage: stage.days, reverse=True))

    def horizon(self, thing: str) -> int:
        """How many days before its date something is first said of such a thing, of any tier."""
        before = self.before[thing]
        return max(day for days in (before.values() if isinstance(before, dict) else [before]) for day in days)
