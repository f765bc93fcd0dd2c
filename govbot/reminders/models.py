"""A dated thing that may have to be said, what was said of it already, and until when it was put off."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import Field, Session

from govbot import db
from govbot.playbook.reminders import Stage
from govbot.workspace import Workspace


class Audience(StrEnum):
    """Who is meant to hear a stage; who really hears it may stand in for them."""

    CHANNEL = "channel"
    OWNER = "owner"
    BACKUP = "backup"
    SPONSOR = "sponsor"


@dataclass(frozen=True)
class Finish:
    """The button that finishes the job: the router's name of the press, and what is written on it."""

    action: str
    label: str


@dataclass(frozen=True)
class Reminder:
    """A thing with a date, as its house hands it to the round. Titles are as people wrote them, not escaped."""

    kind: str  # "review", "action": names the thing to people, and its rules in the playbook
    subject: str  # "review:12"
    title: str
    due: date
    stages: tuple[Stage, ...]
    finish: Finish
    value: str  # what the finishing button carries
    vendor_id: int | None = None
    vendor: str = ""  # its name, for sentences about the thing
    person_id: int | None = None  # who has to do it, where that is not the vendor's owner

    def days_left(self, today: date) -> int:
        return (self.due - today).days


class Kind(Protocol):
    """Things of one kind: `name` is their name in the playbook and begins their subjects ("review:12")."""

    @property
    def name(self) -> str: ...

    def due(self, session: Session, workspace: Workspace, until: date) -> Iterator[Reminder]:
        """What is open and due up to that day, the overdue included."""

    def one(self, session: Session, workspace: Workspace, number: str) -> Reminder | None:
        """The thing "name:number" whatever its date, because a button may be old; None where it is not open."""


@dataclass(frozen=True)
class Rows:
    """A kind whose things are rows of a table: `read` yields those that are open and for which a condition holds."""

    name: str
    table: Any  # with the columns `id` and `due`, the latter indexed
    read: Callable[[Session, sa.ColumnElement[bool]], Iterator[Reminder]]

    def due(self, session: Session, _workspace: Workspace, until: date) -> Iterator[Reminder]:
        return self.read(session, self.table.due <= until)

    def one(self, session: Session, _workspace: Workspace, number: str) -> Reminder | None:
        return next(self.read(session, self.table.id == int(number)), None)


class ReminderLedger(db.Scoped, table=True):
    """One stage of one thing, said to one audience: it is never said to them again."""

    __tablename__ = "reminder_ledger"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "subject", "due", "stage", "audience", "after_snoozes"),
        sa.Index(None, "workspace_id", "message"),
    )

    id: int = Field(default=None, primary_key=True)
    subject: str
    due: date
    stage: int  # days before; below 0 after
    audience: Audience = Field(sa_type=db.choices(Audience))
    after_snoozes: int = 0  # how many snoozes had run out: each lets the stage be said once more
    told: str  # Slack id of the channel or person it went to
    because: str = ""  # why they heard it in somebody's place
    message: str  # the outbox's key
    at: datetime


class Snooze(db.Scoped, table=True):
    """Nothing is said of a thing before `until`. Rows stay: how many there are is limited."""

    __tablename__ = "snooze"
    __table_args__ = (sa.Index(None, "workspace_id", "subject"),)

    id: int = Field(default=None, primary_key=True)
    subject: str
    due: date
    until: date
    reason: str
    by: str  # Slack id
    at: datetime
