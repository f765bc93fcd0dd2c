"""A piece of evidence: asked for, filed, decided upon, and how long it holds. Every filing is a row that stays."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Status(StrEnum):
    """`missing` has no row, and `expired` is an accepted row whose day has passed: nobody has to move either."""

    MISSING = "missing"
    REQUESTED = "requested"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


WAITING = (Status.RECEIVED, Status.IN_REVIEW)  # for somebody's decision
MOVES = {
    Status.REQUESTED: (Status.RECEIVED,),
    Status.RECEIVED: (Status.IN_REVIEW, Status.ACCEPTED, Status.REJECTED),
    Status.IN_REVIEW: (Status.ACCEPTED, Status.REJECTED),
}


class Evidence(db.Scoped, table=True):
    """One version of one thing: the same kind (and title, where it is none of the kinds) of the same vendor."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "vendor_id", "kind", "title", "version"),
        sa.Index(None, "workspace_id", "due"),
    )

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    kind: str  # a key of the playbook's kinds of evidence
    title: str = ""  # what it is, where the kind does not say it
    version: int
    status: Status = Field(sa_type=db.choices(Status))
    due: date | None = None  # requested: wanted by; waiting: decided by; accepted: it holds until
    person_id: int | None = Field(default=None, foreign_key="person.id")  # who sees to it in the owner's place
    replaced_at: datetime | None = None  # a later version took its place
    requested_by: str | None = None  # Slack id
    requested_at: datetime | None = None
    contact: str = ""  # who was asked on the vendor's side
    issuer: str = ""
    scope: str = ""
    period_start: date | None = None
    period_end: date | None = None
    issued: date | None = None
    valid_until: date | None = None  # by the kind's rule, or as the document states it; a bridge moves only `due`
    bridges_id: int | None = Field(default=None, foreign_key="evidence.id")  # what a letter extends
    exceptions: str = ""  # that its issuer noted
    link: str = ""  # where it lies: of the Slack message, or wherever it was filed from
    file_id: str = ""  # Slack's; the file itself stays there
    file_name: str = ""
    sha256: str = Field(default="", index=True)
    filed_by: str | None = None  # Slack id, or the name of whoever imported it
    filed_at: datetime | None = None
    reviewer: str | None = None  # Slack id of who looks, or looked, at it
    decided_at: datetime | None = None
    findings: str = ""  # why it was accepted or rejected

    @property
    def subject(self) -> str:
        return f"evidence:{self.id}"

    def standing(self, today: date) -> Status:
        over = self.status is Status.ACCEPTED and self.due is not None and self.due < today
        return Status.EXPIRED if over else self.status
