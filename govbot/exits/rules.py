"""What is raised of exits by itself: a test of an exit plan that nobody holds."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, come, rule
from govbot.exits import testing, tests_ahead
from govbot.exits.models import ExitTest
from govbot.vendors.models import UNGOVERNED, Status, Vendor
from govbot.workspace import Workspace


def untested(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    asked = rule("exit_test_overdue")
    wanted = select(ExitTest, Vendor).join(Vendor, col(Vendor.id) == col(ExitTest.vendor_id))
    wanted = wanted.where(col(ExitTest.held_on).is_(None), ExitTest.due < today)
    wanted = wanted.where(col(Vendor.status).not_in((*UNGOVERNED, Status.EXITING)))
    for test, vendor in session.exec(wanted.order_by(col(ExitTest.due), col(ExitTest.id))):
        if asked and asked.holds_for(vendor.tier) and come(asked, workspace, test.due) <= today:
            what = f"The exit plan was to be tested by {test.due:%-d %B %Y}: {tests_ahead.title(test.kind).lower()}"
            yield Case(vendor, Severity(asked.severity), what, f"{testing.cause(test)}:{test.due}")


WATCHES: tuple[Watch, ...] = (untested,)
