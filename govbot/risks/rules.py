"""What is raised of risks by itself: those above appetite for which nobody has had an answer for long."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.audit import AuditEvent
from govbot.calendar import DAY
from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, come, rule
from govbot.risks import approvals, service
from govbot.risks.models import Approval, Risk
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace


def above_appetite(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    asked = rule("risk_above_appetite")
    wanted = select(Risk, Vendor).join(Vendor, col(Vendor.id) == col(Risk.vendor_id))
    wanted = wanted.where(col(Risk.closed_at).is_(None), col(Vendor.status).not_in(UNGOVERNED))
    for risk, vendor in session.exec(wanted.order_by(col(Risk.id))).all():
        if asked is None or not asked.holds_for(vendor.tier) or not service.is_above(risk, vendor):
            continue
        held = approvals.standing(session, risk)
        if not service.exposed(risk, vendor, held, today):
            continue
        since = _since(session, workspace, risk, vendor, held)
        if come(asked, workspace, since) <= today:
            what = f"{risk.ref} {risk.title}: above appetite since {since:%-d %B %Y} without a plan"
            yield Case(vendor, Severity(asked.severity), what, f"{service.cause(risk)}:{since}")


def _since(session: Session, workspace: Workspace, risk: Risk, vendor: Vendor, held: Approval | None) -> date:
    """As it was written down; else time itself did it: an acceptance ran out, or the vendor's tier moved."""
    if risk.exposed_since:
        return risk.exposed_since
    tiered = select(sa.func.max(AuditEvent.at)).where(
        AuditEvent.action == "vendor.tiered", AuditEvent.subject == vendor.subject
    )
    moved = session.exec(tiered).one()
    days = [workspace.today(risk.opened_at)]
    days += [held.until + DAY] if held else []
    return max([*days, workspace.today(moved)] if moved else days)


WATCHES: tuple[Watch, ...] = (above_appetite,)
