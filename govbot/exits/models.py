"""How we leave a vendor: the plan's header, its tests, and the triggers that spoke for leaving."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class ExitPlan(db.Scoped, table=True):
    """One for each vendor, whose tasks stand in `standing`, and in `running` once the exit was invoked."""

    __tablename__ = "exit_plan"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "vendor_id"),
        sa.CheckConstraint("cost IS NULL OR cost >= 0", name="cost_not_below_zero"),
        sa.Index(None, "workspace_id", "next_review"),
    )

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    standing_id: int | None = Field(default=None, foreign_key="plan.id", index=True)
    running_id: int | None = Field(default=None, foreign_key="plan.id", index=True)  # the last one that ran
    objectives: str = ""
    scope: str = ""  # what they do for us that has to go on elsewhere
    alternatives: list[dict[str, str | int]] = Field(
        default_factory=db.empty, sa_type=sa.JSON
    )  # best first: name, kind, days
    impact: str = ""  # of leaving
    outage_hours: int | None = None  # the longest that the change may take
    tolerance_hours: int | None = None  # the longest that the business bears
    transition_days: int | None = None  # for how long they help, counted from the exit date
    assistance: str = ""  # what that help is, and what it costs
    cost: Decimal | None = Field(default=None, sa_type=sa.Numeric(18, 2))
    currency: str | None = None  # ISO 4217
    cost_note: str = ""  # dual running, fees, building
    data_formats: str = ""
    destruction: str = ""
    staff: str = ""
    success: str = ""  # criteria
    their_people: str = ""  # who runs it on the vendor's side
    triggers: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)  # thresholds in place of the playbook's
    written_by: str  # Slack id of who changed its substance last
    written_at: datetime
    approved_by: str | None = None  # Slack id
    approved_at: datetime | None = None
    next_review: date | None = None

    @property
    def subject(self) -> str:
        return f"exit:{self.id}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


class Result(StrEnum):
    PASSED = "passed"
    PARTLY = "partly"
    FAILED = "failed"


class ExitTest(db.Scoped, table=True):
    """A test of the plan: one to be held on `due`, or one that was held."""

    __tablename__ = "exit_test"
    __table_args__ = (sa.Index(None, "workspace_id", "due"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    exit_plan_id: int = Field(foreign_key="exit_plan.id", index=True, ondelete="CASCADE")
    kind: str  # a key of the playbook's tests of exit plans
    due: date
    by_hand: bool = False  # somebody chose that day
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)  # in the resilience lead's place
    held_on: date | None = None
    result: Result | None = Field(default=None, sa_type=db.choices(Result), nullable=True)
    findings: str = ""
    report: str = ""  # a link, or where it lies
    recorded_by: str | None = None  # Slack id
    recorded_at: datetime | None = None

    @property
    def subject(self) -> str:
        return f"exit_test:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.held_on is None


class Answer(StrEnum):
    WAITING = "waiting"
    BEGUN = "begun"
    NOT_NOW = "not_now"
    OVER = "over"  # what fired it is gone


class ExitProposal(db.Scoped, table=True):
    """A trigger that fired and what the sponsor said; `cause` makes it fire once."""

    __tablename__ = "exit_proposal"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "vendor_id", "cause"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    trigger: str  # a key of the playbook's triggers
    cause: str  # what exactly: "critical_kpi:kpi:3:2026-10-31"
    what: str  # in a sentence
    fired_at: datetime
    asked_id: int | None = Field(default=None, foreign_key="person.id")  # None: nobody but the admins
    answer: Answer = Field(default=Answer.WAITING, sa_type=db.choices(Answer))
    answered_by: str | None = None  # Slack id
    answered_at: datetime | None = None
    why: str = ""
    until: date | None = None  # not now: until then it is quiet
