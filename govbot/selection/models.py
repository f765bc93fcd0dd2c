"""Before a vendor works for us: assessed processes, selections with their candidates, checklists, due diligence."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Verdict(StrEnum):
    OUTSOURCE = "outsource"
    FIX = "fix"
    KEEP = "keep"


class Assessment(db.Scoped, table=True):
    """How ready a process was to be given away, by one person at one time. Earlier ones stay."""

    __tablename__ = "assessment"
    __table_args__ = (sa.Index(None, "workspace_id", "process_key"),)

    id: int = Field(default=None, primary_key=True)
    process: str
    process_key: str  # the name as it is compared
    scores: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)  # criterion: 0 to 2
    signs: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # what is kept in-house at first
    total: int
    best: int  # what a process that meets everything had at that time
    verdict: Verdict = Field(sa_type=db.choices(Verdict))
    note: str = ""
    by: str  # Slack id
    at: datetime


class Selection(db.Scoped, table=True):
    """Several candidates for one function, until a person decides."""

    __tablename__ = "selection"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "name_key"),
        sa.Index(None, "workspace_id", "due"),
    )

    id: int = Field(default=None, primary_key=True)
    name: str
    name_key: str  # the name as it is compared
    function: str  # a key of the playbook's functions
    owner_id: int = Field(foreign_key="person.id", index=True)
    due: date  # decided by
    weights: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)  # criterion: of 100, as it began
    best: int  # the highest score of a criterion, as it began
    opened_at: datetime
    opened_by: str  # Slack id
    decided_at: datetime | None = None
    decided_by: str | None = None  # Slack id
    winner_id: int | None = Field(default=None, foreign_key="vendor.id", ondelete="SET NULL")  # None: nobody was taken
    why: str = ""  # it was decided so
    unscored_why: str = ""  # why what was not scored did not matter

    @property
    def subject(self) -> str:
        return f"selection:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None


class Candidate(db.Scoped, table=True):
    """A prospect in a selection, and how it was scored there."""

    __tablename__ = "candidate"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "selection_id", "vendor_id"),)

    id: int = Field(default=None, primary_key=True)
    selection_id: int = Field(foreign_key="selection.id", index=True, ondelete="CASCADE")
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    scores: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)  # criterion: 0 to the selection's best
    note: str = ""
    scored_by: str | None = None  # Slack id
    scored_at: datetime | None = None
    added_by: str  # Slack id
    added_at: datetime
    dropped_because: str = ""  # it is looked at no more
    dropped_by: str | None = None  # Slack id
    dropped_at: datetime | None = None


class Answer(StrEnum):
    """To an item of the checklist."""

    DONE = "done"
    NOT = "not"
    NA = "n_a"

    @property
    def label(self) -> str:
        return {"done": "Done", "not": "Not done", "n_a": "Not applicable"}[self.value]


class Checked(db.Scoped, table=True):
    """The last answer to one item of a vendor's checklist; those before stand in the audit."""

    __tablename__ = "checked"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "vendor_id", "item"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    item: str  # a key of the playbook's checklist
    answer: Answer = Field(sa_type=db.choices(Answer))
    evidence: str = ""
    by: str  # Slack id
    at: datetime


class State(StrEnum):
    """`missing` has no row, and `expired` is a filed row whose last day has passed."""

    MISSING = "missing"
    FILED = "filed"
    WAIVED = "waived"
    EXPIRED = "expired"


class Diligence(db.Scoped, table=True):
    """One item of a vendor's due-diligence file as it was filed last; what was before stands in the audit."""

    __tablename__ = "diligence"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "vendor_id", "item"),)

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    item: str  # a key of the playbook's items
    waived: bool = False
    evidence: str  # a link, what was seen, or why it does not apply
    dated: date  # the day of the evidence: how long it holds is counted from there
    stated: date | None = None  # the end that stands on the document
    by: str  # Slack id
    at: datetime


class Allowance(db.Scoped, table=True):
    """The exception that was asked for so that a vendor goes live without a complete file."""

    __tablename__ = "diligence_allowance"

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    exception_id: int = Field(foreign_key="exception.id", index=True, ondelete="CASCADE")
