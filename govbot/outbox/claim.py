"""Which message of a lane is next, and taking it so that no other worker does."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from govbot import db
from govbot.outbox.models import OPEN, Kind, Lane, OutboxMessage, State
from govbot.outbox.service import PARENT_FAILED
from govbot.workspace import Workspace

LEASE = timedelta(seconds=60)  # longer than all the calls that one message takes, each timing out


@dataclass(frozen=True)
class Job:
    """A claimed message and all that is needed to send it without the database."""

    message: OutboxMessage
    lease_until: datetime
    look: bool  # Slack may have it already
    conversation: str | None = None  # where known: the channel joined, the direct message opened
    parent_ts: str = ""  # of an edit: the message; of a reply: the root of its thread
    note: str = ""


def due_lanes(session: Session, now: datetime) -> list[str]:
    """The lanes that have something to do now, the longest waiting first; none while paused."""
    if _paused(session):
        return []
    closed = select(Lane.lane).where(sa.or_(col(Lane.not_before) > now, col(Lane.paced_until) > now + Lane.BURST))
    waiting = select(OutboxMessage.lane, OutboxMessage.not_before).where(col(OutboxMessage.lane).not_in(closed))
    # Each on the index of what is open: put together, or grouped by the lane, they would read all that was ever sent.
    pending = waiting.where(OutboxMessage.state == State.PENDING, col(OutboxMessage.not_before) <= now)
    held = waiting.where(
        col(OutboxMessage.state).in_((State.SENDING, State.UNKNOWN)), col(OutboxMessage.lease_until) <= now
    )
    found = [*session.exec(pending.order_by(col(OutboxMessage.not_before))), *session.exec(held)]
    return list(dict.fromkeys(lane for lane, _ in sorted(found, key=lambda each: each[1])))


def claim(session: Session, now: datetime, name: str) -> Job | None:
    """The next message of the lane, now held by the caller; None where the lane has to wait."""
    lane = _lock(session, name)
    if lane is None or not lane.is_open(now):
        return None
    while message := _head(session, name, now):
        if message.parent_key is None:
            return _take(session, now, lane, message, None)
        parent = parent_of(session, message)
        if parent.state is State.FAILED:
            message.state, message.error = State.FAILED, PARENT_FAILED
            session.flush()
            continue
        return _take(session, now, lane, message, parent) if parent.state is State.SENT else None
    return None


def parent_of(session: Session, message: OutboxMessage) -> OutboxMessage:
    """What an edit changes; of a reply, the message at the root of its thread."""
    parent = session.exec(select(OutboxMessage).where(OutboxMessage.key == message.parent_key)).one()
    if message.kind is Kind.REPLY and parent.kind is Kind.REPLY:
        return parent_of(session, parent)
    return parent


def _paused(session: Session) -> bool:
    paused = session.exec(select(Workspace.paused).where(Workspace.id == session.info["workspace_id"])).one()
    return paused is not None


def _lock(session: Session, name: str) -> Lane | None:
    """The lane, held for this transaction; None where another worker is at it, or while paused."""
    mine = (
        select(Lane)
        .join(Workspace, col(Workspace.id) == Lane.workspace_id)
        .where(Lane.lane == name, col(Workspace.paused).is_(None))
        .with_for_update(of=Lane, skip_locked=True)
    )
    lane = session.exec(mine).first()
    if lane is not None or _paused(session) or session.exec(select(Lane.id).where(Lane.lane == name)).first():
        return lane
    try:
        with session.begin_nested():
            session.add(Lane(lane=name))
    except IntegrityError:  # another worker made it at the same moment
        return None
    return session.exec(mine).first()


def _head(session: Session, name: str, now: datetime) -> OutboxMessage | None:
    """What is sent or in doubt comes before all that waits; nothing overtakes it."""
    head = session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.lane == name, col(OutboxMessage.state).in_(OPEN))
        .order_by(col(OutboxMessage.state) == State.PENDING, col(OutboxMessage.not_before), col(OutboxMessage.id))
        .limit(1)
    ).first()
    if head is None or (head.lease_until or head.not_before) > now:
        return None
    if db.alone(session):
        return head
    # A handler that is changing its content holds it: the next pass will have the new content.
    return session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.id == head.id, OutboxMessage.state == head.state)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).first()


def _take(session: Session, now: datetime, lane: Lane, message: OutboxMessage, parent: OutboxMessage | None) -> Job:
    # Repeating an edit changes nothing, so there is no need to look.
    look = message.state is not State.PENDING and message.kind is not Kind.EDIT
    if not look:
        lane.spend(now)
    message.state, message.claim, message.lease_until = State.SENDING, uuid4().hex, now + LEASE
    message.first_tried_at = message.first_tried_at or now
    session.flush()
    edited = parent if message.kind is Kind.EDIT else None
    return Job(
        message=message,
        lease_until=message.lease_until,
        look=look,
        conversation=lane.channel,
        parent_ts=(parent.ts if parent else None) or "",
        note=(edited or message).payload.get("note", ""),
    )
