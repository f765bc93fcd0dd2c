"""The contract, the services it covers, and what was decided about its term."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Renewal(StrEnum):
    """What happens on the last day of a term."""

    AUTO = "auto"
    MANUAL = "manual"
    EVERGREEN = "evergreen"
    FIXED = "fixed"

    @property
    def label(self) -> str:
        return {
            "auto": "Renews by itself, unless somebody gives notice",
            "manual": "Ends, unless both sides renew it",
            "evergreen": "Runs until somebody gives notice",
            "fixed": "Ends for good",
        }[self.value]


class Decision(StrEnum):
    """What is to become of the contract after its term."""

    RENEW = "renew"
    RENEGOTIATE = "renegotiate"
    TERMINATE = "terminate"

    @property
    def label(self) -> str:
        return {"renew": "Renew as it is", "renegotiate": "Renegotiate", "terminate": "Terminate"}[self.value]


class Contract(db.Scoped, table=True):
    """Periods are ISO 8601 (P90D, P3M), empty for none. `until` and `notice_by` follow from the rest (terms.py)."""

    __tablename__ = "contract"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "vendor_id", "reference_key"),
        sa.CheckConstraint('start IS NULL OR "end" IS NULL OR start <= "end"', name="begins_before_it_ends"),
        sa.CheckConstraint("value IS NULL OR value >= 0", name="value_not_below_zero"),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_below_itself"),
        sa.Index(None, "workspace_id", "until"),
        sa.Index(None, "workspace_id", "notice_by"),
        sa.Index(None, "workspace_id", "clauses_due"),
    )

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    reference: str
    reference_key: str  # the reference as it is compared
    kind: str  # a key of the playbook's kinds of contract
    start: date | None = None  # None: a register did not say
    end: date | None = None  # the last day of the first term; None for one that is evergreen
    renewal: Renewal = Field(sa_type=db.choices(Renewal))
    term: str = ""  # for how long it renews
    notice: str = ""  # the one we give
    notice_theirs: str = ""
    notice_method: str = ""
    notice_address: str = ""
    value: Decimal | None = Field(default=None, sa_type=sa.Numeric(18, 2))
    currency: str | None = None  # ISO 4217
    law: str = ""
    parent_id: int | None = Field(default=None, foreign_key="contract.id", index=True)
    link: str = ""
    notes: str = ""
    clauses: list[str] = Field(default_factory=list, sa_type=sa.JSON)  # keys of the playbook's clauses that it has
    clauses_checked_by: str | None = None  # Slack id; None: nobody has looked yet
    clauses_checked_at: datetime | None = None
    clauses_due: date | None = None  # by when those are to be there that it and all below it are known to lack
    clauses_person_id: int | None = Field(default=None, foreign_key="person.id")  # who sees to that
    until: date | None = None  # the last day of the term that runs now, or the day it was terminated to
    notice_by: date | None = None  # by when this term has to be decided
    person_id: int | None = Field(default=None, foreign_key="person.id")  # who decides it in the owner's place
    decision: Decision | None = Field(default=None, sa_type=db.choices(Decision), nullable=True)  # for this term
    decided_by: str | None = None  # Slack id
    decided_at: datetime | None = None
    why: str = ""
    noticed_on: date | None = None  # when notice was given
    proof: str = ""  # of the notice
    ended_on: date | None = None
    ended_by: str | None = None  # Slack id
    ended_because: str = ""
    imported: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)  # what a register said last

    @property
    def subject(self) -> str:
        return f"contract:{self.id}"

    @property
    def stands(self) -> bool:
        return self.ended_on is None


class Cover(db.Scoped, table=True):
    """A service that a contract covers; a contract without any covers them all."""

    __tablename__ = "contract_service"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "contract_id", "service_id"),)

    id: int = Field(default=None, primary_key=True)
    contract_id: int = Field(foreign_key="contract.id", index=True, ondelete="CASCADE")
    service_id: int = Field(foreign_key="service.id", index=True, ondelete="CASCADE")
