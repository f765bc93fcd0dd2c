"""Escalations by what they are known by, and the lock under which one is changed."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.errors import Refusal, quoted
from govbot.escalations.models import WAITING, Escalation
from govbot.vendors.models import Vendor


def find(session: Session, text: str) -> Escalation:
    """An escalation by its number as typed or carried by a button."""
    number = text.strip().removeprefix("#")
    found = None
    if number.isdecimal() and len(number) < 10:  # beyond that no number fits the column
        found = session.exec(select(Escalation).where(Escalation.id == int(number))).first()
    if found is None:
        raise Refusal(f"There is no escalation {quoted(text)}. `/escalate list` shows those that are open.")
    return found


def by_cause(session: Session, cause: str | None) -> Escalation | None:
    if cause is None:
        return None
    return session.exec(select(Escalation).where(Escalation.cause == cause)).first()


def by_causes(session: Session, cause: str) -> list[Escalation]:
    """Those that wait for somebody and were raised for that cause, or for one that begins with it; locked."""
    begins = col(Escalation.cause).startswith(f"{cause}:", autoescape=True)
    raised = select(Escalation).where(sa.or_(col(Escalation.cause) == cause, begins))
    waiting = raised.where(col(Escalation.state).in_(WAITING)).order_by(col(Escalation.id)).with_for_update()
    return list(session.exec(waiting.execution_options(populate_existing=True)))


def unfinished(session: Session, vendor: Vendor | None = None) -> list[tuple[Escalation, Vendor]]:
    """Those that wait for somebody (all, or a vendor's), gravest and highest first. Drills are not among them."""
    return _waiting(session, vendor, drills=False)


def drills(session: Session, vendor: Vendor | None = None) -> list[tuple[Escalation, Vendor]]:
    """Those that are under way."""
    return _waiting(session, vendor, drills=True)


def _waiting(session: Session, vendor: Vendor | None, *, drills: bool) -> list[tuple[Escalation, Vendor]]:
    waiting = (
        select(Escalation, Vendor)
        .join(Vendor, col(Vendor.id) == col(Escalation.vendor_id))
        .where(col(Escalation.state).in_(WAITING), col(Escalation.drill).is_(drills))
        .order_by(col(Escalation.severity), col(Escalation.level).desc(), col(Escalation.opened_at))
    )
    return list(session.exec(waiting.where(Vendor.id == vendor.id) if vendor else waiting))


def lock(session: Session, escalation: Escalation) -> None:
    """As it stands now, and nobody else changes it before we commit (on SQLite nobody else writes at all)."""
    mine = select(Escalation).where(Escalation.id == escalation.id).with_for_update()
    session.exec(mine.execution_options(populate_existing=True)).one()
