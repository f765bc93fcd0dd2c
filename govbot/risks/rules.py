"""What is raised of risks by itself: those above appetite for which nobody has had an answer for long."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, come, rule
from govbot.risks import exposure
from govbot.risks.models import Risk
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace


def above_appetite(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    asked = rule("risk_above_appetite")
    wanted = select(Risk, Vendor).join(Vendor, col(Vendor.id) == col(Risk.vendor_id))
    wanted = wanted.where(col(Risk.closed_at).is_(None), col(Vendor.status).not_in(UNGOVERNED))
    for risk, vendor in session.exec(wanted.order_by(col(Risk.id))).all():
        if asked is None or not asked.holds_for(vendor.tier):
            continue
        since = exposure.since(session, workspace, risk, vendor, today)
        if since and come(asked, workspace, since) <= today:
            what = f"{risk.ref} {risk.title}: above appetite since {since:%-d %B %Y} without a plan"
            yield Case(vendor, Severity(asked.severity), what, f"{exposure.cause(risk)}:{since}")


WATCHES: tuple[Watch, ...] = (above_appetite,)
