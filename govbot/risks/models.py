"""Risks, issues, exceptions and decisions in one shape, and the approval that some of them need."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Treatment(StrEnum):
    REDUCE = "reduce"
    TRANSFER = "transfer"
    AVOID = "avoid"
    ACCEPT = "accept"


class Entry(db.Scoped):
    """What all four have: a reference, somebody who answers for it, and the next day on which it acts."""

    noun: ClassVar[str]
    prefix: ClassVar[str]

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    ref: str = ""  # RSK-0001
    title: str
    owner_id: int = Field(foreign_key="person.id", index=True)
    due: date
    opened_at: datetime
    opened_by: str  # Slack id
    closed_at: datetime | None = None
    closed_by: str | None = None  # Slack id
    closed_why: str = ""

    @property
    def subject(self) -> str:
        return f"{self.noun}:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def _arguments(*more: Any) -> tuple[Any, ...]:
    return sa.UniqueConstraint("workspace_id", "ref"), sa.Index(None, "workspace_id", "due"), *more


class Risk(Entry, table=True):
    """`due` is when it is looked at again. Likelihood and impact go from 1 to 5."""

    __tablename__ = "risk"
    __table_args__ = _arguments(
        sa.CheckConstraint(
            "likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5"
            " AND residual_likelihood BETWEEN 1 AND 5 AND residual_impact BETWEEN 1 AND 5",
            name="scales",
        )
    )
    noun: ClassVar[str] = "risk"
    prefix: ClassVar[str] = "RSK"

    category: str  # a key of the playbook's categories
    likelihood: int
    impact: int
    residual_likelihood: int
    residual_impact: int
    treatment: Treatment | None = Field(default=None, sa_type=db.choices(Treatment), nullable=True)
    plan: str = ""  # what is done about it
    exposed_since: date | None = None  # since when it is above appetite and nothing is planned, as last written

    @property
    def rating(self) -> str:
        """`4x3`: what an acceptance was given for."""
        return f"{self.residual_likelihood}x{self.residual_impact}"


class Issue(Entry, table=True):
    """`due` is when it is to be mended; once that was said, when somebody else is to have verified it."""

    __tablename__ = "issue"
    __table_args__ = _arguments()
    noun: ClassVar[str] = "issue"
    prefix: ClassVar[str] = "ISS"

    source: str  # a key of the playbook's sources
    cause: str = ""
    correction: str = ""  # what is done so that it does not come back
    done_at: datetime | None = None
    done_by: str | None = None  # Slack id
    verifier_id: int | None = Field(default=None, foreign_key="person.id")
    reopened: int = 0


class PolicyException(Entry, table=True):
    """Something allowed against the rules until `due`, once another one than the asker said yes."""

    __tablename__ = "exception"
    __table_args__ = _arguments()
    noun: ClassVar[str] = "exception"
    prefix: ClassVar[str] = "EXC"

    why: str
    granted_at: datetime | None = None
    about: str = ""  # what it lets stand as it is, such as "contract:5"


class Decision(Entry, table=True):
    """What was decided, by its owner, until `due`."""

    __tablename__ = "decision"
    __table_args__ = _arguments()
    noun: ClassVar[str] = "decision"
    prefix: ClassVar[str] = "DEC"

    why: str
    responsibility: str = ""  # a key of what stays ours
    source: str = ""  # what it came of, "exception:2": that has dates of its own


class Answer(StrEnum):
    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # what was asked for is not wanted any more, or was asked anew
    STALE = "stale"  # the rating it was given for has moved


WAITING = "answer = 'pending'"


class Approval(db.Scoped, table=True):
    """A yes that somebody else than the asker gives, until a day: of an exception, or to bear a risk.

    `due` is when it acts next: the answer is due, the acceptance ends, or it has to be given anew.
    """

    __tablename__ = "approval"
    __table_args__ = (
        db.only_one("uq_approval_waiting", WAITING, "workspace_id", "subject"),
        sa.Index(None, "workspace_id", "due"),
    )

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True, ondelete="CASCADE")
    subject: str = Field(index=True)  # "risk:3", "exception:2"
    asked_by: str  # Slack id
    approver_id: int = Field(foreign_key="person.id", index=True)
    why: str
    until: date
    rating: str = ""  # the residual rating of a risk at that time
    due: date
    asked_at: datetime
    answer: Answer = Field(default=Answer.PENDING, sa_type=db.choices(Answer))
    answered_at: datetime | None = None
    answered_by: str | None = None  # Slack id
    changed_at: datetime  # when it was asked, answered, withdrawn or went stale
    note: str = ""  # why not, or what moved
