"""What was done, by whom, when: append-only, chained by hashes for each workspace, in the change's own transaction."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Field, Session, col, select

from govbot import db

SYSTEM = "govbot"
GENESIS = "0" * 64


class AuditEvent(db.Scoped, table=True):
    """One step. The database itself refuses to change or delete it (see the first migration)."""

    __tablename__ = "audit_event"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "sequence"),)

    id: int = Field(default=None, primary_key=True)
    sequence: int
    at: datetime
    actor: str  # a Slack user id, or SYSTEM
    action: str  # e.g. "review.completed"
    subject: str = Field(index=True)  # e.g. "vendor:12"
    about: str = Field(default="", index=True)  # further subject it belongs to, so that a vendor's history finds it
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    previous_hash: str
    hash: str


class Fault(NamedTuple):
    """A link of the chain that does not hold."""

    sequence: int
    what: str


class Step(NamedTuple):
    """One step before it stands in the chain; `detail` as for `record`."""

    action: str
    subject: str
    detail: dict[str, Any]
    about: str = ""


def record(
    session: Session,
    now: datetime,
    actor: str,
    action: str,
    subject: str,
    *,
    about: str = "",
    **detail: Any,
) -> AuditEvent:
    """Write one step into the chain. `detail` holds JSON values: what changed, from what to what, and why."""
    link = _link(_last(session), now, actor, Step(action, subject, detail, about))
    event = AuditEvent(**link._asdict())
    session.add(event)
    session.flush()
    return event


def record_all(session: Session, now: datetime, actor: str, steps: Iterable[Step]) -> None:
    """Write many steps in their order, with one look at the end of the chain and one insert."""
    links: list[_Link] = []
    last: _Link | AuditEvent | None = _last(session)
    for step in steps:
        last = _link(last, now, actor, step)
        links.append(last)
    db.insert_all(session, AuditEvent, (link._asdict() for link in links))


class _Link(NamedTuple):
    """The columns of an event that is not written yet."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    about: str
    detail: dict[str, Any]
    previous_hash: str
    hash: str


def _last(session: Session) -> AuditEvent | None:
    """The end of the chain, which stays the end until this transaction is over: `db.write` has one writer at a time."""
    return session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence).desc()).limit(1)).first()


def _link(last: AuditEvent | _Link | None, now: datetime, actor: str, step: Step) -> _Link:
    link = _Link(
        sequence=last.sequence + 1 if last else 1,
        at=now,
        actor=actor,
        action=step.action,
        subject=step.subject,
        about=step.about,
        detail=json.loads(json.dumps(step.detail, default=str)),
        previous_hash=last.hash if last else GENESIS,
        hash="",
    )
    return link._replace(hash=_digest(link))


def _digest(event: AuditEvent | _Link) -> str:
    content = [
        event.previous_hash,
        event.sequence,
        event.at.astimezone(UTC).isoformat(),
        event.actor,
        event.action,
        event.subject,
        event.about,
        event.detail,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def history(session: Session, subject: str) -> list[AuditEvent]:
    """Every step of a subject and of what belongs to it, oldest first."""
    concerns = sa.or_(col(AuditEvent.subject) == subject, col(AuditEvent.about) == subject)
    return list(session.exec(select(AuditEvent).where(concerns).order_by(col(AuditEvent.sequence))))


def events(session: Session, since: datetime | None = None) -> Iterator[AuditEvent]:
    """The whole chain from its start, or from an instant on; read in pages, so that its length does not matter."""
    wanted = select(AuditEvent).order_by(col(AuditEvent.sequence)).execution_options(yield_per=500)
    yield from session.exec(wanted.where(col(AuditEvent.at) >= since) if since else wanted)


def count(session: Session) -> int:
    """How many steps the chain has."""
    return session.exec(select(sa.func.count()).select_from(AuditEvent)).one()


def verify(session: Session) -> Iterator[Fault | AuditEvent]:
    """Walk the chain from its start: each event that holds, or the fault found in its place."""
    previous, expected = GENESIS, 1
    for event in events(session):
        if event.sequence != expected:
            yield Fault(expected, f"missing: the chain goes on at {event.sequence}")
        elif event.previous_hash != previous:
            yield Fault(event.sequence, "does not follow the event before it")
        elif event.hash != _digest(event):
            yield Fault(event.sequence, "was altered: its content does not match its hash")
        else:
            yield event
        previous, expected = event.hash, event.sequence + 1
