"""An escalation, where it stands on its ladder, and every step it took."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Severity(StrEnum):
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


class State(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CONTAINED = "contained"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


FINISHED = (State.RESOLVED, State.CANCELLED)
WAITING = tuple(state for state in State if state not in FINISHED)


class Happened(StrEnum):
    """What a step was."""

    OPENED = "opened"
    SKIPPED = "skipped"  # a level with nobody who can answer
    CLIMBED = "climbed"
    ASKED = "asked"  # whether anybody is (still) on it
    ASKED_TO_RESOLVE = "asked_to_resolve"  # it was settled, and nobody has resolved it
    ACKNOWLEDGED = "acknowledged"
    UPDATED = "updated"
    SNOOZED = "snoozed"
    CLOCK_STARTED = "clock_started"  # a regulatory one
    WARNED = "warned"  # that a regulatory clock runs out, or has run out
    REPORTED = "reported"
    UNDONE = "undone"  # who took the step before took it back
    SETTLED = "settled"  # what it was raised for is over
    REASSIGNED = "reassigned"  # somebody else was asked to take it
    CONTAINED = "contained"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"
    DRILLED = "drilled"  # a drill is over: what it measured


UNTOLD = "said < step"


class Escalation(db.Scoped, table=True):
    __tablename__ = "escalation"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "cause"),
        sa.Index(None, "workspace_id", "next_step_at"),
        sa.Index(None, "workspace_id", "state"),
        sa.Index(
            "ix_escalation_untold", "workspace_id", sqlite_where=sa.text(UNTOLD), postgresql_where=sa.text(UNTOLD)
        ),
    )

    id: int = Field(default=None, primary_key=True)
    vendor_id: int = Field(foreign_key="vendor.id", index=True)
    drill: bool = False  # a test of the ladder: nothing has happened, and it counts nowhere
    severity: Severity = Field(sa_type=db.choices(Severity))
    level: int  # 1 to 4
    state: State = Field(default=State.OPEN, sa_type=db.choices(State))
    what: str
    source: str = ""  # permalink of the message it was raised from
    raised_by: str  # a Slack user id, or audit.SYSTEM
    cause: str | None = None  # what made govbot raise it, e.g. "review:12:overdue"; raised once for each
    policy: dict[str, Any] = Field(sa_type=sa.JSON)  # policy.Policy as it was when this opened
    opened_at: datetime
    next_step_at: datetime | None = None  # when a clock of it runs out, of the ladder or a regulatory one
    step: int = 0  # counts the steps; who changes the row names the one they saw
    said: int = 0  # the last step that was told in Slack
    heard_at: datetime  # the last sign of life, or the last climb: the update interval runs from here
    asked_at: datetime | None = None  # when govbot last asked since then
    snoozed_until: datetime | None = None  # no clock moves it before; cleared by the next sign of life
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    handed_to: str | None = None  # who is asked to take it from whoever has it; cleared when somebody does
    contained_at: datetime | None = None
    settled_by: str | None = None  # who put right what it was raised for: a Slack user id, or audit.SYSTEM
    settled_at: datetime | None = None  # from then on it climbs no further, and waits to be resolved
    settled_how: str = ""  # what happened, without who and when: "The exit test was run"
    zones: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # whose business hours count: room hours
    regulatory: list[dict[str, Any]] = Field(default_factory=db.empty, sa_type=sa.JSON)  # regulatory.Clock
    undo: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))  # last.Last: the last press
    finished_by: str | None = None
    finished_at: datetime | None = None
    resolution_cause: str = ""
    resolution_done: str = ""

    @property
    def subject(self) -> str:
        """How the audit chain names it."""
        return f"escalation:{self.id}"

    @property
    def finished(self) -> bool:
        return self.state in FINISHED


class EscalationStep(db.Scoped, table=True):
    """One line of its history; never changed afterwards."""

    __tablename__ = "escalation_step"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "escalation_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    escalation_id: int = Field(foreign_key="escalation.id", index=True, ondelete="CASCADE")
    number: int
    at: datetime
    actor: str  # a Slack user id, or audit.SYSTEM
    happened: Happened = Field(sa_type=db.choices(Happened))
    level_before: int
    level_after: int
    reason: str = ""
    reached: list[str] = Field(default_factory=db.empty, sa_type=sa.JSON)  # Slack ids of those asked by this step
    undoes: int | None = None  # the first of the steps before it that this one took back
    channel: str | None = None  # the governance channel, where the step asks all of it
