"""Puts messages into the queue, in the transaction of the change that they announce; sends nothing itself."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from govbot import db
from govbot.outbox.models import OPEN, Kind, Lane, OutboxMessage, State
from govbot.outbox.pictures import Picture

Blocks = list[dict[str, Any]]
PARENT_FAILED = "parent_failed"  # what it answers or edits was never posted
UNKNOWABLE = "outcome_unknown"  # Slack may have posted it, and its channel could not be read


class Waiting(NamedTuple):
    """How the queue stands: what is due now and not sent, since when, and what was given up."""

    due: int
    unknown: int
    failed: int
    oldest_due: datetime | None


def post(
    session: Session,
    now: datetime,
    *,
    key: str,
    channel: str,
    text: str,
    blocks: Blocks | None,
    fallback: str | None = None,
    not_before: datetime | None = None,
    picture: Picture | None = None,
) -> OutboxMessage:
    """A message in a channel; `text` is its whole content for those who see neither the blocks nor the picture."""
    elsewhere = fallback if fallback != channel else None
    content = _content(text, blocks, picture)
    return _enqueue(session, now, Kind.POST, key, channel, content, fallback=elsewhere, not_before=not_before)


def direct(
    session: Session,
    now: datetime,
    *,
    key: str,
    slack_id: str,
    text: str,
    blocks: Blocks | None,
    fallback: str | None = None,
    not_before: datetime | None = None,
    picture: Picture | None = None,
) -> OutboxMessage:
    """A direct message to a person; the fallback is a channel."""
    content = _content(text, blocks, picture)
    return _enqueue(session, now, Kind.DIRECT, key, slack_id, content, fallback=fallback, not_before=not_before)


def reply(
    session: Session, now: datetime, *, key: str, parent_key: str, text: str, blocks: Blocks | None = None,
    picture: Picture | None = None,
) -> OutboxMessage:  # fmt: skip
    """A message in the thread of another one, sent after it. LookupError where that one does not exist."""
    parent = _parent(session, parent_key)
    return _enqueue(
        session, now, Kind.REPLY, key, parent.target, _content(text, blocks, picture),
        parent_key=parent_key, fallback=parent.fallback, not_before=max(now, parent.not_before),
    )  # fmt: skip


def edit(session: Session, now: datetime, *, parent_key: str, text: str, blocks: Blocks | None) -> OutboxMessage:
    """Change a message in place. Only the newest content counts: what was not sent yet is replaced.

    LookupError where the message does not exist.
    """
    parent = _parent(session, parent_key)
    waiting = _pending_edit(session, parent_key)
    if waiting is None and parent.state in (State.PENDING, State.FAILED):
        waiting = parent
    if waiting is not None:
        waiting.payload = waiting.payload | _content(text, blocks)
        session.flush()
        return waiting
    key, content = f"edit:{uuid4().hex}", _content(text, blocks)
    return _enqueue(session, now, Kind.EDIT, key, parent.target, content, parent_key=parent_key)


def _content(text: str, blocks: Blocks | None, picture: Picture | None = None) -> dict[str, Any]:
    drawn = {"picture": picture.model_dump(mode="json")} if picture else {}
    return {"text": text, "blocks": blocks or [], **drawn}


def _enqueue(
    session: Session,
    now: datetime,
    kind: Kind,
    key: str,
    target: str,
    payload: dict[str, Any],
    *,
    parent_key: str | None = None,
    fallback: str | None = None,
    not_before: datetime | None = None,
) -> OutboxMessage:
    """The message, in the lane of where it goes; or the one that has its key already, as it is."""
    known = find(session, key)
    if known is not None:
        return known
    message = OutboxMessage(
        key=key, kind=kind, lane=target, target=target, parent_key=parent_key, payload=payload, fallback=fallback,
        not_before=not_before or now, created_at=now,
    )  # fmt: skip
    if db.alone(session):
        session.add(message)
        session.flush()
        return message
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:  # another process wrote the same key at the same moment
        known = find(session, key)
        if known is None:
            raise
        return known
    return message


def _parent(session: Session, key: str) -> OutboxMessage:
    """Locked, so that no worker claims it while its content changes."""
    parent = session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if parent is None:
        raise LookupError(f"no message in the outbox has the key {key}")
    return parent


def _pending_edit(session: Session, parent_key: str) -> OutboxMessage | None:
    return session.exec(
        select(OutboxMessage)
        .where(
            OutboxMessage.parent_key == parent_key,
            OutboxMessage.kind == Kind.EDIT,
            OutboxMessage.state == State.PENDING,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def find(session: Session, key: str) -> OutboxMessage | None:
    """The message with this key, whatever became of it."""
    return session.exec(select(OutboxMessage).where(OutboxMessage.key == key)).first()


def failed(session: Session) -> list[OutboxMessage]:
    """What was given up, oldest first."""
    chosen = select(OutboxMessage).where(OutboxMessage.state == State.FAILED)
    return list(session.exec(chosen.order_by(col(OutboxMessage.id))))


def retry(session: Session, now: datetime, ids: Collection[int] | None = None) -> list[OutboxMessage]:
    """Put failed messages (all, or those with these ids) back into the queue, and say which they were.

    What failed only because they did goes with them. One that Slack may have posted is looked up first.
    """
    chosen = [message for message in failed(session) if ids is None or message.id in ids]
    keys = {message.key for message in chosen}
    chosen += [
        message
        for message in failed(session)
        if message.error == PARENT_FAILED and message.parent_key in keys and message.key not in keys
    ]
    for message in chosen:
        message.state = State.UNKNOWN if message.error == UNKNOWABLE else State.PENDING
        message.lease_until = now if message.state == State.UNKNOWN else None
        message.attempts, message.error = 0, None
    session.flush()
    return chosen


def waiting(session: Session, now: datetime) -> Waiting:
    """The queue in numbers, for `doctor` and the health page."""
    due = sa.and_(col(OutboxMessage.state).in_(OPEN), col(OutboxMessage.not_before) <= now)
    return Waiting(
        due=_count(session, due),
        unknown=_count(session, col(OutboxMessage.state) == State.UNKNOWN),
        failed=_count(session, col(OutboxMessage.state) == State.FAILED),
        oldest_due=session.exec(select(sa.func.min(OutboxMessage.not_before)).where(due)).first(),
    )


def _count(session: Session, condition: sa.ColumnElement[bool]) -> int:
    return session.exec(select(sa.func.count()).select_from(OutboxMessage).where(condition)).one()


def next_due(session: Session, now: datetime) -> datetime | None:
    """When a waiting message may move next, later than `now`; None where none waits for a time."""
    instant = sa.func.coalesce(OutboxMessage.lease_until, OutboxMessage.not_before, type_=UTCDateTime())
    open_ = select(OutboxMessage.lane, instant).where(col(OutboxMessage.state).in_(OPEN))
    heads: dict[str, datetime] = {}
    for lane, at in session.exec(open_):
        heads[lane] = min(at, heads.get(lane, at))
    gates = {gate.lane: gate for gate in session.exec(select(Lane).where(col(Lane.lane).in_(list(heads))))}
    waits = (max(at, gates[lane].opens_at(now)) if lane in gates else at for lane, at in heads.items())
    return min((at for at in waits if at > now), default=None)
