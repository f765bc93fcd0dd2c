"""What the picture of a plan shows, as the queue of messages keeps it until it is drawn."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel


class Standing(StrEnum):
    DONE = "done"
    LATE = "late"
    OPEN = "open"


class Bar(BaseModel):
    """A task: the work of it from `start` to `end`; `planned` is the first date it had."""

    code: str
    title: str
    start: date
    end: date
    planned: date
    standing: Standing
    gate: bool = False
    critical: bool = False  # on the chain that decides the last date
    after: list[str] = []  # codes of bars it waits for


class Phase(BaseModel):
    name: str
    bars: list[Bar]


class Mark(BaseModel):
    """A day with a name: today, the day of exit."""

    name: str
    day: date


class Gantt(BaseModel):
    title: str
    phases: list[Phase]  # in their order; those without a bar are left out
    today: date
    marks: list[Mark]

    @property
    def bars(self) -> list[Bar]:
        return [bar for phase in self.phases for bar in phase.bars]
