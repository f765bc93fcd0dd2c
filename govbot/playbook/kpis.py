"""What is worth measuring for each function, in which unit, and when a KPI counts as breached."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from govbot.playbook.files import Files
from govbot.playbook.terms import Knowledge, Term, Terms


class Direction(StrEnum):
    """Which values are good: high ones, low ones, or those between two lines."""

    UP = "up"
    DOWN = "down"
    BAND = "band"


class Unit(Term):
    """What a value may be; `sign` follows the number."""

    sign: str
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False


class Units(Terms[Unit]):
    noun: ClassVar[str] = "unit"


class CataloguedKpi(Term):
    """A suggestion; nothing of it is a target until somebody agrees one."""

    functions: tuple[str, ...] = ()  # none: for any vendor
    unit: str
    direction: Direction
    dimension: str
    formula: str
    pairs_with: str | None = None  # the measure of quality that belongs beside this one of speed
    reference: str = ""  # what is usual elsewhere


class Catalogue(Terms[CataloguedKpi]):
    noun: ClassVar[str] = "KPI"

    def of(self, functions: set[str]) -> tuple[CataloguedKpi, ...]:
        """Those of these functions, then those for anybody."""
        own = [kpi for kpi in self.values() if functions & set(kpi.functions)]
        return (*own, *(kpi for kpi in self.values() if not kpi.functions))


class Breach(Knowledge):
    """Red that many periods running, or that many of so many."""

    running: int = Field(gt=0, le=100)
    reds: int = Field(gt=0, le=100)
    of: int = Field(gt=0, le=100)


class Due(Knowledge):
    weekly: int = Field(gt=0, le=365)
    monthly: int = Field(gt=0, le=365)
    quarterly: int = Field(gt=0, le=365)


class Periods(Knowledge):
    due: Due  # business days after the period's end
    chased: int = Field(gt=0, le=120)  # how many of the last periods are asked for
    oldest_years: int = Field(gt=0, le=100)  # nothing older is recorded


class Kpis(Knowledge):
    breach: Breach
    periods: Periods
    units: Units
    catalogue: Catalogue
    files: Files

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        for kpi in self.catalogue.values():
            if kpi.unit not in self.units:
                raise ValueError(f"{kpi.key} names the unit {kpi.unit}, which there is not")
            if kpi.pairs_with and kpi.pairs_with not in self.catalogue:
                raise ValueError(f"{kpi.key} is paired with {kpi.pairs_with}, which there is not")
        return self
