"""What may happen to an open review besides being held: another date, somebody else, or it is let go."""

from datetime import date, datetime

from sqlmodel import Session

from govbot import audit
from govbot.calendar import DAY
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reviews import actions, over, programme
from govbot.reviews.models import Review
from govbot.vendors import finding
from govbot.workspace import Workspace

LONGEST_REASON = 500


def check_open(session: Session, workspace: Workspace, review: Review) -> None:
    """Refuses what was finished meanwhile, naming who did it and when."""
    if review.completed_at:
        who, on = people.by_whom(session, review.completed_by), workspace.today(review.completed_at)
        raise Refusal(f"This review was already completed by {who} on {on:%-d %B %Y}. Nothing was changed.")
    if review.dropped_at and review.skipped_by:
        who, on = people.by_whom(session, review.skipped_by), workspace.today(review.dropped_at)
        raise Refusal(f"This review was skipped by {who} on {on:%-d %B %Y}. Nothing was changed.")
    if review.dropped_at:
        raise Refusal("This review is not asked for any more: the vendor's tier or status changed.")


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, review: Review, day: date, reason: str = ""
) -> date:
    """Set a date by hand, which survives every other change; returns the one before."""
    session.refresh(review, with_for_update=True)
    check_open(session, workspace, review)
    actions.check_day(workspace.today(now), day)
    before, review.due, review.by_hand = review.due, day, True
    session.add(review)
    session.flush()
    audit.record(
        session, now, actor, "review.moved", review.subject, about=f"vendor:{review.vendor_id}",
        kind=review.kind, before=before, after=day, why=reason,
    )  # fmt: skip
    over.moved(session, now, workspace.today(now), actor, review)
    return before


def skip(
    session: Session, workspace: Workspace, now: datetime, actor: str, review: Review, reason: str
) -> Review | None:
    """Let one review go, for a reason; returns the next one of its kind, counted from the date of the one skipped."""
    session.refresh(review, with_for_update=True)
    check_open(session, workspace, review)
    if not reason.strip():
        raise Refusal("Say in a few words why it is skipped. The channel and the history will show it.", field="reason")
    review.dropped_at, review.skipped_by, review.skip_reason = now, actor, reason[:LONGEST_REASON]
    session.add(review)
    session.flush()
    audit.record(
        session, now, actor, "review.skipped", review.subject, about=f"vendor:{review.vendor_id}",
        kind=review.kind, due=review.due, reason=review.skip_reason,
    )  # fmt: skip
    over.closed(session, now, actor, review, "skipped")
    vendor = finding.by_id(session, review.vendor_id)
    cadence = programme.cadences(session, vendor).get(review.kind)
    if cadence is None:
        return None
    tomorrow = workspace.today(now) + DAY
    return programme.schedule(
        session, workspace, now, actor, vendor, review.kind, cadence, soonest=tomorrow, after=review.due
    )


def reassign(
    session: Session, workspace: Workspace, now: datetime, actor: str, review: Review, person: Person, reason: str
) -> None:
    """Somebody does this one review in the owner's place; the next is the owner's again."""
    session.refresh(review, with_for_update=True)
    check_open(session, workspace, review)
    if review.person_id == person.id:
        raise Refusal(f"{quoted(person.name)} does it already.", field="person")
    before = people.by_id(session, review.person_id).slack_id if review.person_id else None
    review.person_id = person.id
    session.add(review)
    session.flush()
    audit.record(
        session, now, actor, "review.reassigned", review.subject, about=f"vendor:{review.vendor_id}",
        kind=review.kind, before=before, after=person.slack_id, why=reason,
    )  # fmt: skip
