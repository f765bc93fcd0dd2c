"""The verdict that somebody gave on a vendor's score."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Verdict(StrEnum):
    KEEP = "keep"
    IMPROVE = "improve"
    REPLACE = "replace"

    @property
    def label(self) -> str:
        return {"keep": "Keep", "improve": "Keep, if it improves", "replace": "Look for a replacement"}[self.value]


class ScorecardVerdict(db.Scoped, table=True):
    """What somebody decided on a vendor's score of a month. The newest one counts."""

    __tablename__ = "scorecard_verdict"

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    month: date
    score: Decimal | None = Field(default=None, sa_type=sa.Numeric(5, 2))  # as it was then
    coverage: Decimal = Field(sa_type=sa.Numeric(5, 2))
    verdict: Verdict = Field(sa_type=db.choices(Verdict))
    why: str
    by: str  # Slack id
    at: datetime
