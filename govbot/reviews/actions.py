"""What somebody promised to do: written down with an owner and a date, done once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reviews.models import Action, Review
from govbot.workspace import Workspace

LONGEST_TITLE = 200
FURTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Promise:
    """An action before it is written down."""

    title: str
    owner: Person
    due: date


def promise(session: Session, now: datetime, actor: str, review: Review, wanted: Promise) -> Action:
    action = Action(
        vendor_id=review.vendor_id,
        source=review.subject,
        title=wanted.title,
        owner_id=wanted.owner.id,
        due=wanted.due,
    )
    session.add(action)
    session.flush()
    audit.record(
        session, now, actor, "action.added", action.subject, about=f"vendor:{action.vendor_id}",
        title=action.title, owner=wanted.owner.slack_id, due=action.due, source=action.source,
    )  # fmt: skip
    return action


def by_id(session: Session, action_id: int) -> Action:
    return session.exec(select(Action).where(Action.id == action_id)).one()


def of_review(session: Session, review: Review) -> Sequence[tuple[Action, Person]]:
    """The actions of a review with their owners."""
    wanted = select(Action, Person).join(Person, col(Person.id) == col(Action.owner_id))
    return session.exec(wanted.where(Action.source == review.subject).order_by(col(Action.id))).all()


def open_of(session: Session, vendor_id: int) -> Sequence[tuple[Action, Person]]:
    """What is promised about a vendor and not done, with its owners, the longest overdue first."""
    wanted = select(Action, Person).join(Person, col(Person.id) == col(Action.owner_id))
    wanted = wanted.where(Action.vendor_id == vendor_id, col(Action.done_at).is_(None))
    return session.exec(wanted.order_by(col(Action.due), col(Action.id))).all()


def done(session: Session, workspace: Workspace, now: datetime, actor: str, action: Action) -> None:
    """Close an action; one that is closed already is refused with who did it."""
    session.refresh(action, with_for_update=True)
    check_open(session, workspace, action)
    action.done_at, action.done_by = now, actor
    session.add(action)
    session.flush()
    about = f"vendor:{action.vendor_id}"
    audit.record(session, now, actor, "action.done", action.subject, about=about, title=action.title)


def check_open(session: Session, workspace: Workspace, action: Action) -> None:
    if action.done_at:
        who, on = people.by_whom(session, action.done_by), workspace.today(action.done_at)
        raise Refusal(f"This was already done by {who} on {on:%-d %B %Y}. Nothing was changed.")


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, action: Action, day: date, reason: str
) -> date:
    """Give an action another date; returns the one before."""
    session.refresh(action, with_for_update=True)
    check_open(session, workspace, action)
    check_day(workspace.today(now), day)
    before, action.due = action.due, day
    session.add(action)
    session.flush()
    audit.record(
        session, now, actor, "action.moved", action.subject, about=f"vendor:{action.vendor_id}",
        title=action.title, before=before, after=day, why=reason,
    )  # fmt: skip
    return before


def reassign(
    session: Session, workspace: Workspace, now: datetime, actor: str, action: Action, person: Person, reason: str
) -> None:
    """Give an action to somebody else."""
    session.refresh(action, with_for_update=True)
    check_open(session, workspace, action)
    if action.owner_id == person.id:
        raise Refusal(f"{quoted(person.name)} has it already.", field="person")
    before, action.owner_id = people.by_id(session, action.owner_id), person.id
    session.add(action)
    session.flush()
    audit.record(
        session, now, actor, "action.reassigned", action.subject, about=f"vendor:{action.vendor_id}",
        title=action.title, before=before.slack_id, after=person.slack_id, why=reason,
    )  # fmt: skip


def check_day(today: date, day: date) -> None:
    """A date that somebody sets by hand lies ahead, and within reach."""
    if day < today:
        raise Refusal(f"{day:%-d %B %Y} is past. Pick today or a later day.", field="date")
    if day > today + FURTHEST:
        raise Refusal(f"{day:%-d %B %Y} is more than three years away. Pick a day before that.", field="date")
