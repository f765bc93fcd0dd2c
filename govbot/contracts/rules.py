"""What govbot raises by itself about contracts: a notice deadline that comes near with nothing decided."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from govbot.contracts import service as contracts
from govbot.contracts import terms
from govbot.contracts.models import Contract, Renewal
from govbot.contracts.reminders import STANDING, UNDECIDED
from govbot.escalations import settling
from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.rules import Watch, rule
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def undecided(session: Session, _workspace: Workspace, today: date) -> Iterator[Case]:
    """From so many days before the deadline up to it; after it no notice is in time, and the reminders go on."""
    asked = rule("notice_undecided")
    if asked is None:
        return
    wanted = select(Contract, Vendor).join(Vendor, col(Vendor.id) == col(Contract.vendor_id))
    wanted = wanted.where(*STANDING, UNDECIDED, col(Contract.notice_by) >= today)
    near = col(Contract.notice_by) <= today - timedelta(days=asked.days)
    for contract, vendor in session.exec(wanted.where(near).order_by(col(Contract.notice_by), col(Contract.id))):
        if asked.holds_for(vendor.tier):
            yield Case(vendor, Severity(asked.severity), _what(contract), f"{_cause(contract)}:{contract.notice_by}")


def _what(contract: Contract) -> str:
    """What happens if nobody decides."""
    assert contract.notice_by
    last = contract.until
    if last and contracts.missed(contract):
        last = terms.following(contracts.terms_of(contract), last)
    assert last
    then = "renews by itself after" if contract.renewal is Renewal.AUTO else "ends on"
    return (
        f"Nothing is decided about contract {contract.reference}: notice is due by {contract.notice_by:%-d %B %Y},"
        f" and it {then} {last:%-d %B %Y}"
    )


def settle(session: Session, now: datetime, actor: str, contract: Contract, how: str) -> None:
    """Whatever was raised because nothing was decided about it is over; `how` is a sentence without its end."""
    settling.settled(session, now, actor, _cause(contract), how)


def _cause(contract: Contract) -> str:
    """How the causes begin, one for each deadline."""
    return f"undecided:{contract.subject}"


WATCHES: tuple[Watch, ...] = (undecided,)
