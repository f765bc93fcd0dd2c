"""A vendor on trial: it was a prospect and never worked for us since, by whatever way it has gone."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from govbot.audit import AuditEvent
from govbot.vendors.models import AT_WORK, Status, Vendor


def ends(session: Session, vendor: Vendor, status: Status) -> bool:
    """Whether this move is the one that puts it to work."""
    return status in AT_WORK and on(session, vendor)


def on(session: Session, vendor: Vendor) -> bool:
    """One that was added at work, or has worked for us before, is not on trial."""
    if vendor.status is Status.PROSPECT or vendor.status in AT_WORK:
        return vendor.status is Status.PROSPECT
    tried = False
    for before, after in _moves(session, vendor):
        tried = (tried or before == Status.PROSPECT) and after not in AT_WORK
    return tried


def _moves(session: Session, vendor: Vendor) -> Iterator[tuple[str, str]]:
    """From which status to which, in order: moved by a person, or changed by a register."""
    steps = select(AuditEvent).where(
        AuditEvent.subject == vendor.subject, col(AuditEvent.action).in_(("vendor.moved", "vendor.changed"))
    )
    for step in session.exec(steps.order_by(col(AuditEvent.sequence))):
        if step.action == "vendor.moved":
            yield step.detail["before"], step.detail["after"]
        elif "status" in step.detail["changed"]:
            before, after = step.detail["changed"]["status"]
            yield before, after
