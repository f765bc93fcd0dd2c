"""How a vendor's score is made: dimensions with their weights, and from where it is green, amber or red."""

from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

Colour = Literal["green", "amber", "red"]


class Dimension(Term):
    weight: int = Field(gt=0)


class Dimensions(Terms[Dimension]):
    noun: ClassVar[str] = "dimension"


class Scorecard(Knowledge):
    dimensions: Dimensions
    green_from: int = Field(gt=0, le=100)
    amber_from: int = Field(gt=0)
    trend_months: int = Field(gt=1, le=24)

    @model_validator(mode="after")
    def _amber_below_green(self) -> Self:
        if self.amber_from >= self.green_from:
            raise ValueError("amber_from must lie below green_from")
        return self

    def colour(self, score: Decimal) -> Colour:
        if score >= self.green_from:
            return "green"
        return "amber" if score >= self.amber_from else "red"
