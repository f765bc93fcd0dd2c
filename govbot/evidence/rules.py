"""What is raised of evidence by itself: what ran out and was neither replaced nor bridged."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, come, rule
from govbot.evidence import finding
from govbot.evidence.models import Evidence, Status
from govbot.playbook.escalation import Rule
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace

RULES = ("evidence_long_expired", "evidence_expired")  # the gravest first: one day raises only one of them


def expired(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    asked = [found for key in RULES if (found := rule(key))]
    wanted = select(Evidence, Vendor).join(Vendor, col(Vendor.id) == col(Evidence.vendor_id))
    wanted = wanted.where(*finding.STANDING, Evidence.status == Status.ACCEPTED, col(Evidence.bridges_id).is_(None))
    wanted = wanted.where(col(Evidence.due) <= today, col(Vendor.status).not_in(UNGOVERNED))
    for piece, vendor in session.exec(wanted.order_by(col(Evidence.due), col(Evidence.id))):
        assert piece.due
        holding = next((each for each in asked if _holds(each, workspace, vendor, piece.due, today)), None)
        if holding:
            what = f"{finding.title(piece)} ran out on {piece.due:%-d %B %Y} and nothing has taken its place"
            cause = f"expired:{piece.subject}:{piece.due}:{holding.severity}"
            yield Case(vendor, Severity(holding.severity), what, cause)


def _holds(each: Rule, workspace: Workspace, vendor: Vendor, due: date, today: date) -> bool:
    """It holds through its last day: that is day 0 of the rule, and the day after it is expired."""
    return each.holds_for(vendor.tier) and due < today and come(each, workspace, due) <= today


WATCHES: tuple[Watch, ...] = (expired,)
