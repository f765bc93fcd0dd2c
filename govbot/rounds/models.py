"""The mornings that were: one row for each workspace and local business day."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Round(db.Scoped, table=True):
    """Started but not finished: something stopped it in the middle, and it goes on where it was."""

    __tablename__ = "round"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "day"),)

    id: int = Field(default=None, primary_key=True)
    day: date
    started_at: datetime
    finished_at: datetime | None = None
