"""The gate before a vendor goes live: its due-diligence file is complete, or somebody allowed it without."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from govbot.errors import Refusal, quoted
from govbot.people.models import Person
from govbot.risks import exceptions
from govbot.risks.approvals import Wish
from govbot.risks.models import Approval, PolicyException
from govbot.selection import diligence
from govbot.selection.diligence import Line
from govbot.selection.models import Allowance, State
from govbot.vendors import trial
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

NAMED = 6  # of what is missing, in a refusal


def admitted(session: Session, vendor: Vendor, today: date) -> str:
    """Why it may go live; refused with what is missing, and both ways out."""
    file = diligence.file_of(session, vendor, today)
    lacking = diligence.missing(file)
    if not lacking:
        waived = sum(line.state is State.WAIVED for line in file)
        return f"its due-diligence file is complete{f', {waived} not applicable' if waived else ''}"
    allowed = next((each for each in asked_for(session, vendor) if each.granted_at and each.due >= today), None)
    if allowed:
        return f"{allowed.ref} allows it until {allowed.due:%-d %B %Y} with {len(lacking)} of {len(file)} items missing"
    raise Refusal(f"{_lacks(vendor, file, lacking)} {_ways(session, vendor)}", field="status")


def _lacks(vendor: Vendor, file: Sequence[Line], lacking: Sequence[Line]) -> str:
    named = "; ".join(f"{line.item.title}{' (ran out)' if line.row else ''}" for line in lacking[:NAMED])
    left = f"; and {len(lacking) - NAMED} more" if len(lacking) > NAMED else ""
    return (
        f"{quoted(vendor.name)} goes live with a complete due-diligence file, and {len(lacking)} of {len(file)} items"
        f" are missing: {named}{left}."
    )


def _ways(session: Session, vendor: Vendor) -> str:
    filed = f"File them: `/vendor diligence file {vendor.ref}`."
    waiting = next((each for each in asked_for(session, vendor) if each.granted_at is None), None)
    if waiting:
        return f"{filed} Or wait: {waiting.ref} asks to go live without them, and nobody has answered yet."
    return f"{filed} Or ask somebody to allow it for a time: `/vendor diligence except {vendor.ref}`."


def asked_for(session: Session, vendor: Vendor) -> list[PolicyException]:
    """The open exceptions that were asked for so that it goes live without a complete file; the latest first."""
    wanted = select(PolicyException).join(Allowance, col(Allowance.exception_id) == col(PolicyException.id))
    wanted = wanted.where(Allowance.vendor_id == vendor.id, col(PolicyException.closed_at).is_(None))
    return list(session.exec(wanted.order_by(col(PolicyException.id).desc())))


def ask(
    session: Session, workspace: Workspace, now: datetime, asker: Person, vendor: Vendor, what: str, wish: Wish
) -> tuple[PolicyException, Approval]:
    """An exception like any other, that this gate knows of; one at a time."""
    session.refresh(vendor, with_for_update=True)
    check_askable(session, vendor, workspace.today(now))
    exception, approval = exceptions.ask(session, workspace, now, asker, vendor, what, wish)
    session.add(Allowance(vendor_id=vendor.id, exception_id=exception.id))
    session.flush()
    return exception, approval


def check_askable(session: Session, vendor: Vendor, today: date) -> None:
    """Refused where nothing is missing, or was asked for already."""
    if vendor.retired:
        raise Refusal(f"{quoted(vendor.name)} is {vendor.status.value}. `/vendor status {vendor.ref}` brings it back.")
    if not trial.on(session, vendor):
        raise Refusal(f"{quoted(vendor.name)} works for us already, or did: it needs no exception to go live.")
    if not diligence.missing(diligence.file_of(session, vendor, today)):
        raise Refusal(f"The file of {quoted(vendor.name)} is complete: it needs no exception.")
    known = next((each for each in asked_for(session, vendor) if not each.granted_at or each.due >= today), None)
    if known:
        raise Refusal(f"That was asked for already: `/vendor exception show {known.ref}`.")
