"""Whether a risk is more than is borne and nobody has an answer to it, and since when."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, select

from govbot.audit import AuditEvent
from govbot.calendar import DAY
from govbot.escalations import settling
from govbot.risks import approvals, rating, records
from govbot.risks.models import Answer, Approval, Risk
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def is_above(risk: Risk, vendor: Vendor) -> bool:
    return rating.above(rating.score(risk.residual_likelihood, risk.residual_impact), vendor.tier)


def exposed(risk: Risk, vendor: Vendor, held: Approval | None, today: date) -> bool:
    """Above appetite, and nothing is planned about it."""
    given = rating.Accepted(held.rating, held.until) if held and held.answer is Answer.GRANTED else None
    return is_above(risk, vendor) and not rating.answered(risk.treatment, risk.plan, risk.rating, given, today)


def since(session: Session, workspace: Workspace, risk: Risk, vendor: Vendor, today: date) -> date | None:
    """As it was written down; else time itself did it: an acceptance ran out, or the vendor's tier moved.

    None where there is an answer, or none is needed.
    """
    held = approvals.standing(session, risk) if is_above(risk, vendor) else None
    if not exposed(risk, vendor, held, today):
        return None
    if risk.exposed_since:
        return risk.exposed_since
    tiered = select(sa.func.max(AuditEvent.at)).where(
        AuditEvent.action == "vendor.tiered", AuditEvent.subject == vendor.subject
    )
    moved = session.exec(tiered).one()
    days = [workspace.today(risk.opened_at)]
    days += [held.until + DAY] if held else []
    return max([*days, workspace.today(moved)] if moved else days)


def note(
    session: Session, workspace: Workspace, now: datetime, actor: str, risk: Risk, before: date | None, how: str
) -> None:  # fmt: skip
    """After a change: remember the day. `before` is what `since` said before it; `how` settles what was escalated."""
    session.add(risk)
    session.flush()
    vendor, today = records.vendor_of(session, risk), workspace.today(now)
    if exposed(risk, vendor, approvals.standing(session, risk), today):
        risk.exposed_since = before or today
        return
    risk.exposed_since = None
    settle(session, now, actor, risk, how)


def tier_moved(session: Session, now: datetime, actor: str, vendor: Vendor) -> None:
    """What was raised for risks that its tier bears now is over."""
    for risk in records.open_of(session, Risk, vendor):
        if not is_above(risk, vendor):
            risk.exposed_since = None
            session.add(risk)
            settle(session, now, actor, risk, f"{vendor.name} is {vendor.tier} now, and {risk.ref} within its appetite")


def settle(session: Session, now: datetime, actor: str, risk: Risk, how: str) -> None:
    settling.settled(session, now, actor, cause(risk), how)


def cause(risk: Risk) -> str:
    """How the cause of its escalations begins."""
    return f"above:{risk.subject}"
