"""What may happen to evidence besides a decision: a request gets another date, somebody else sees to it."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.evidence.models import Evidence, Status
from govbot.people import service as people
from govbot.people.models import Person
from govbot.workspace import Workspace

FURTHEST = timedelta(days=366)


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, piece: Evidence, day: date, reason: str
) -> date:
    """Only the date of a request is ours to move; returns the one before."""
    session.refresh(piece, with_for_update=True)
    if piece.status is Status.ACCEPTED:
        raise Refusal(
            "When evidence runs out cannot be moved: it stands on the document. Ask for a new one, or file a bridge"
            " letter.",
            field="date",
        )
    check_open(session, workspace, piece)
    check_day(workspace.today(now), day, "date")
    before, piece.due = piece.due or day, day
    keep(session, now, actor, "evidence.moved", piece, before=before, after=day, why=reason)
    return before


def reassign(session: Session, now: datetime, actor: str, piece: Evidence, person: Person, reason: str) -> None:
    """Somebody sees to it in the owner's place."""
    session.refresh(piece, with_for_update=True)
    if piece.person_id == person.id:
        raise Refusal(f"{quoted(person.name)} has it already.", field="person")
    before = people.by_id(session, piece.person_id).slack_id if piece.person_id else None
    piece.person_id = person.id
    keep(session, now, actor, "evidence.reassigned", piece, before=before, after=person.slack_id, why=reason)


def check_open(session: Session, workspace: Workspace, piece: Evidence) -> None:
    if piece.decided_at:
        who, on = people.by_whom(session, piece.reviewer), workspace.today(piece.decided_at)
        raise Refusal(f"This was {piece.status.label} by {who} on {on:%-d %B %Y} already. Nothing was changed.")
    if piece.replaced_at:
        raise Refusal("A later version of this was filed meanwhile. Decide upon that one.")


def check_day(today: date, day: date, field: str) -> None:
    """By when something is wanted lies ahead, and within reach."""
    if day < today:
        raise Refusal(f"{day:%-d %B %Y} is past. Pick today or a later day.", field=field)
    if day > today + FURTHEST:
        raise Refusal(f"{day:%-d %B %Y} is more than a year away. Pick a day before that.", field=field)


def keep(session: Session, now: datetime, actor: str, action: str, piece: Evidence, **detail: Any) -> Evidence:
    """Written down, with its step in the chain."""
    session.add(piece)
    session.flush()
    what = {"kind": piece.kind, "title": piece.title, "version": piece.version}
    audit.record(session, now, actor, action, piece.subject, about=f"vendor:{piece.vendor_id}", **what, **detail)
    return piece
