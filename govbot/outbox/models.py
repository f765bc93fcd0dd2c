"""The queue of messages to Slack, and the lanes in which their order is kept."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class Kind(StrEnum):
    POST = "post"
    REPLY = "reply"
    EDIT = "edit"
    DIRECT = "direct"


class State(StrEnum):
    PENDING = "pending"  # to be sent
    SENDING = "sending"  # claimed by a worker, until its lease runs out
    SENT = "sent"
    UNKNOWN = "unknown"  # Slack may have it or not: to be looked up before anything else
    FAILED = "failed"  # given up; listed, and sent again when asked to


OPEN = (State.PENDING, State.SENDING, State.UNKNOWN)


class OutboxMessage(db.Scoped, table=True):
    """One message. Within a lane messages leave in the order of (not_before, id)."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "key"),
        sa.Index(None, "workspace_id", "state", "not_before"),
        sa.Index(None, "workspace_id", "lane", "state"),
        sa.Index(None, "workspace_id", "parent_key"),
    )

    id: int = Field(default=None, primary_key=True)
    key: str
    kind: Kind = Field(sa_type=db.choices(Kind))
    lane: str  # the channel or person it was first meant for
    target: str  # channel id, or Slack user id of a direct message
    parent_key: str | None = None  # what is answered in its thread, or edited
    payload: dict[str, Any] = Field(sa_type=sa.JSON)  # {text, blocks, picture, note: said above it after a detour}
    fallback: str | None = None  # channel id, where the target cannot be reached
    not_before: datetime
    state: State = Field(default=State.PENDING, sa_type=db.choices(State))
    # SENDING: whose worker is taken for dead after it. UNKNOWN: when to look it up.
    lease_until: datetime | None = None
    claim: str | None = None  # whoever holds this token may settle it
    attempts: int = 0  # tries that brought no certain answer
    ts: str | None = None
    channel_posted: str | None = None  # where it stands: a direct message stands in a D… channel
    error: str | None = None
    created_at: datetime
    first_tried_at: datetime | None = None
    sent_at: datetime | None = None


class Lane(db.Scoped, table=True):
    """A channel or a person: its pace, and the conversation behind it."""

    __tablename__ = "lane"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "lane"),)

    BURST: ClassVar = timedelta(seconds=4)
    PACE: ClassVar = timedelta(seconds=1)

    id: int = Field(default=None, primary_key=True)
    lane: str
    not_before: datetime | None = None  # Slack asked us to wait until then
    paced_until: datetime | None = None  # what was sent, at one message a second, uses the time up to here
    channel: str | None = None  # the channel once joined, or the D… channel once opened

    def is_open(self, now: datetime) -> bool:
        """Slack allows a message a second, and short bursts."""
        paced = self.paced_until is None or self.paced_until <= now + self.BURST
        return paced and (self.not_before is None or self.not_before <= now)

    def opens_at(self, now: datetime) -> datetime:
        """The earliest instant, not before `now`, at which `is_open`."""
        paced = self.paced_until - self.BURST if self.paced_until else now
        return max(now, paced, self.not_before or now)

    def spend(self, now: datetime) -> None:
        self.paced_until = max(self.paced_until or now, now) + self.PACE
