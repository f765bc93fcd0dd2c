"""What the picture of a selection shows, as the queue of messages keeps it until it is drawn."""

from decimal import Decimal

from pydantic import BaseModel


class Bar(BaseModel):
    """A candidate: its points by criterion, None where it is not scored; `total` of 100 where all of them are."""

    name: str
    points: list[Decimal | None]
    total: Decimal | None


class Comparison(BaseModel):
    title: str
    criteria: list[str]
    bars: list[Bar]
