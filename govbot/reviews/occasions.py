"""A review that something gave occasion to: a change with the vendor that it has to look at, soon."""

from datetime import datetime, timedelta

from sqlmodel import Session

from govbot import audit, playbook
from govbot.reviews import changing, programme
from govbot.reviews.models import Review
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace


def arise(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, change: str, reason: str
) -> Review | None:
    """The review that looks at a change (a key of the playbook's) with this reason on its agenda.

    One that stands is brought forward where it would be too late; None where the vendor's status asks for none.
    """
    if vendor.status in UNGOVERNED:
        return None
    term = playbook.load().changes[change]
    soon = workspace.calendar.next_business_day(workspace.today(now) + timedelta(days=term.within_days))
    session.refresh(vendor, with_for_update={"key_share": True})  # one at a time opens it, and adds to its agenda
    standing = next((each for each in programme.open_of(session, vendor) if each.kind == term.review), None)
    review = standing or Review(vendor_id=vendor.id, kind=term.review, due=soon, every="", by_hand=True)
    brought_forward = review.due > soon
    if brought_forward:
        changing.move(session, workspace, now, actor, review, soon, reason)
    review.reasons = [*review.reasons, reason]
    session.add(review)
    session.flush()
    if not brought_forward:
        _record(session, now, actor, "review.opened" if standing is None else "review.occasion", review, reason)
    return review


def _record(session: Session, now: datetime, actor: str, action: str, review: Review, reason: str) -> None:
    about, facts = f"vendor:{review.vendor_id}", {"kind": review.kind, "due": review.due, "reason": reason}
    audit.record(session, now, actor, action, review.subject, about=about, **facts)
