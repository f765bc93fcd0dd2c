"""A KPI as it was agreed, and the values measured for it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db
from govbot.kpis.periods import Frequency
from govbot.playbook.kpis import Direction

IN_USE = "ended_at IS NULL"
STANDING = "replaced_at IS NULL"
Number = sa.Numeric(18, 4)


class Source(StrEnum):
    """Who measures: figures that the vendor reports lean favourable."""

    VENDOR = "vendor"
    OWN = "own"
    JOINT = "joint"

    @property
    def label(self) -> str:
        return {"vendor": "The vendor", "own": "We do", "joint": "Both together"}[self.value]


class State(StrEnum):
    """Of one period. Thin: the sample was too small to say anything; missing: there is no value."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    THIN = "thin"
    MISSING = "missing"


class Kpi(db.Scoped, table=True):
    __tablename__ = "kpi"
    __table_args__ = (db.only_one("uq_kpi_in_use", IN_USE, "workspace_id", "vendor_id", "name_key"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    service_id: int | None = Field(default=None, foreign_key="service.id", ondelete="SET NULL")
    key: str = ""  # of the playbook's catalogue, where it comes from there
    name: str
    name_key: str  # the name as it is compared
    formula: str = ""
    unit: str  # a key of the playbook's units
    direction: Direction = Field(sa_type=db.choices(Direction))
    lines: dict[str, Any] = Field(sa_type=sa.JSON)  # lines.Lines: target, amber, red
    frequency: Frequency = Field(default=Frequency.MONTHLY, sa_type=db.choices(Frequency))
    since: date  # the first day of the first period it is measured for
    weight: int = 1  # among those of its dimension
    dimension: str  # a key of the playbook's dimensions
    source: Source = Field(default=Source.VENDOR, sa_type=db.choices(Source))
    critical: bool = False
    min_sample: int | None = None
    exclusions: str = ""  # what does not count
    owner_id: int | None = Field(default=None, foreign_key="person.id")  # who brings the values, if not the owner
    credit: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))  # credits.CreditRule
    breached_since: date | None = None  # the period whose red opened the breach that stands
    created_at: datetime
    ended_at: datetime | None = None

    @property
    def subject(self) -> str:
        return f"kpi:{self.id}"


class Measurement(db.Scoped, table=True):
    """The value of one period. A correction is a row of its own; the one before stays, marked as replaced."""

    __tablename__ = "measurement"
    __table_args__ = (db.only_one("uq_measurement_standing", STANDING, "workspace_id", "kpi_id", "start"),)

    id: int = Field(default=None, primary_key=True)
    kpi_id: int = Field(foreign_key="kpi.id", index=True, ondelete="CASCADE")
    start: date  # the first day of its period
    value: Decimal = Field(sa_type=Number)
    sample: int | None = None
    state: State = Field(sa_type=db.choices(State))  # judged by the lines below
    lines: dict[str, Any] = Field(sa_type=sa.JSON)  # as they were agreed when it was first recorded
    recorded_by: str  # Slack id, or the name of whoever imported it
    recorded_at: datetime
    reason: str = ""  # why it replaces the one before
    replaced_at: datetime | None = None
