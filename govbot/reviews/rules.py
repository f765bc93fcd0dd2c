"""What is raised of reviews by itself: those that nobody held for long."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, rule
from govbot.reviews import over
from govbot.reviews.reminders import REVIEWS
from govbot.vendors import finding
from govbot.workspace import Workspace


def overdue(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    asked = rule("review_overdue")
    if asked is None:
        return
    late = list(REVIEWS.due(session, workspace, today - timedelta(days=asked.days)))
    vendors = {vendor.id: vendor for vendor in finding.everyone(session)} if late else {}
    for thing in late:
        vendor = vendors[thing.vendor_id or 0]
        if asked.holds_for(vendor.tier):
            what = f"{thing.title} {-thing.days_left(today)} days overdue: it was due on {thing.due:%-d %B %Y}"
            yield Case(vendor, Severity(asked.severity), what, f"{over.cause(thing.subject)}:{thing.due}")


WATCHES: tuple[Watch, ...] = (overdue,)
