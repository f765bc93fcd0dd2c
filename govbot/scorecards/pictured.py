"""What the pictures show, as the queue of messages keeps it until they are drawn."""

from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from govbot.kpis.models import State


class Spot(BaseModel):
    """One period; `value` None where it is missing. `lines` are those of its time."""

    label: str
    value: Decimal | None
    state: State
    lines: dict[str, Any]

    @property
    def height(self) -> float:
        assert self.value is not None
        return float(self.value)


class Trend(BaseModel):
    title: str
    unit: str  # as it is written at the axis
    target: str
    spots: list[Spot]


class Part(BaseModel):
    """A dimension; `score` None where nothing of it was measured, and `note` says why."""

    name: str
    weight: int
    score: Decimal | None
    state: State
    note: str = ""


class Month(BaseModel):
    label: str
    score: Decimal | None
    coverage: Decimal


class Scorecard(BaseModel):
    title: str
    parts: list[Part]
    months: list[Month]
    green_from: int
    amber_from: int


class Cell(BaseModel):
    names: list[str]


class HeatMap(BaseModel):
    """`columns` are states, worst first; `rows` are tiers, the most critical first; each row has a cell a column."""

    title: str
    columns: list[State]
    headings: list[str]
    rows: list[tuple[str, list[Cell]]]
