"""What somebody promised to do: written down with an owner and a date, done once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reviews.models import Action, Review
from govbot.workspace import Workspace

LONGEST_TITLE = 200


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
    if action.done_at:
        who, on = by_whom(session, action.done_by), workspace.today(action.done_at)
        raise Refusal(f"This was already done by {who} on {on:%-d %B %Y}. Nothing was changed.")
    action.done_at, action.done_by = now, actor
    session.add(action)
    session.flush()
    about = f"vendor:{action.vendor_id}"
    audit.record(session, now, actor, "action.done", action.subject, about=about, title=action.title)


def by_whom(session: Session, slack_id: str | None) -> str:
    """A person inside a sentence, as plain text: a form cannot draw mentions."""
    person = people.by_slack_id(session, slack_id or "")
    return f"@{person.handle}" if person and person.handle else quoted(person.name if person else slack_id or "govbot")
