"""A plan, its tasks, who holds which role in it, and what did not work at the first try."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class State(StrEnum):
    """A standing plan is kept ready; a running one has dates that act."""

    STANDING = "standing"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


ALIVE = (State.STANDING, State.RUNNING)


class Plan(db.Scoped, table=True):
    """`starts` is day D of the template's offsets, `target` its day T; a plan of the workspace has no vendor."""

    __tablename__ = "plan"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "place"),)

    id: int = Field(default=None, primary_key=True)
    kind: str  # a key of the playbook's plans: exit, rollout, programme
    vendor_id: int | None = Field(default=None, foreign_key="vendor.id", index=True, ondelete="CASCADE")
    state: State = Field(sa_type=db.choices(State), index=True)
    place: str | None = None  # kind:vendor while it is alive: two people cannot begin the same one at once
    variant: str = ""  # which of the template's offsets apply: planned, stressed
    playbook_version: int = 0  # what it started with; 0: as shipped
    starts: date | None = None
    target: date | None = None
    manager_id: int | None = Field(default=None, foreign_key="person.id", index=True)  # who runs it
    channel: str | None = None  # Slack id of where it is told; None: the vendor's channel
    card: str = ""  # the outbox's key of its post, whose thread is its history
    begun_at: datetime
    begun_by: str  # Slack id
    why: str = ""  # it was begun
    ended_at: datetime | None = None
    ended_by: str | None = None  # Slack id
    ended_because: str = ""

    @property
    def subject(self) -> str:
        return f"plan:{self.id}"

    @property
    def about(self) -> str:
        """Whose history its steps belong to."""
        return f"vendor:{self.vendor_id}" if self.vendor_id else self.subject

    @property
    def runs(self) -> bool:
        return self.state is State.RUNNING


class PlanRole(db.Scoped, table=True):
    """Who holds a role of the playbook in one plan; a role that is not here falls to the vendor's people."""

    __tablename__ = "plan_role"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "plan_id", "role"),)

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True, ondelete="CASCADE")
    role: str
    person_id: int = Field(foreign_key="person.id", index=True)


class PlanTask(db.Scoped, table=True):
    """`due` follows from the offset, from `by_hand` and from what it waits for (schedule.py)."""

    __tablename__ = "plan_task"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "plan_id", "code", "turn"),
        sa.Index(None, "workspace_id", "due"),
    )

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True, ondelete="CASCADE")
    vendor_id: int | None = Field(default=None, foreign_key="vendor.id", index=True, ondelete="CASCADE")
    code: str  # X29
    turn: int = 1  # of one that comes again and again
    position: int  # in the order of the template
    title: str
    phase: str  # a key of the template's phases
    role: str  # a key of the playbook's roles of plans
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)  # in place of the role's
    offset: str = ""  # T-90, D+5; empty for one that somebody added
    days: int = 1  # business days of work: it lies at least that far behind what it waits for
    after: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # codes of this plan's tasks it waits for
    every: str = ""  # ISO 8601: comes again that long after it was done
    proof: str = ""  # what has to be shown to close it; empty: nothing
    gate: bool = False  # a named person lets the plan pass
    planned: date  # the first date it had
    by_hand: date | None = None  # the date that a person gave it
    due: date
    done_at: datetime | None = None
    done_by: str | None = None  # Slack id
    shown: str = ""  # the proof: a link, or where it lies
    note: str = ""  # what was said when it was closed
    dropped_at: datetime | None = None  # not needed in this plan
    dropped_by: str | None = None  # Slack id
    dropped_because: str = ""

    @property
    def subject(self) -> str:
        return f"task:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None


class PlanFailure(db.Scoped, table=True):
    """A task that was tried and did not work, or a gate that was not passed; it stays open and gets a new date."""

    __tablename__ = "plan_failure"

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="plan_task.id", index=True, ondelete="CASCADE")
    at: datetime
    by: str  # Slack id
    why: str
    again: date
