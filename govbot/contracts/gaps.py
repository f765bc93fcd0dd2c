"""Clauses that contracts are known to lack, as one dated thing for all that belong together: mended, or allowed."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from govbot import audit, playbook
from govbot.contracts import clauses, finding
from govbot.contracts import service as contracts
from govbot.contracts.models import Contract
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.playbook.contracts import Clause
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

FURTHEST = timedelta(days=366)


def keep(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor) -> list[Contract]:
    """After a change of a vendor's contracts or tier: what they lack gets its day, what they lack no more loses it.

    Returns the contracts that lack nothing any more.
    """
    among, mended = finding.of(session, vendor), []
    for contract in among:
        lacking = known(contract, among, vendor)
        if lacking and contract.clauses_due is None:
            days = playbook.load().contracts.mend_within[vendor.tier]
            contract.clauses_due = workspace.calendar.next_business_day(workspace.today(now) + timedelta(days=days))
            _record(session, now, actor, "lacking", contract, lacking=len(lacking), due=contract.clauses_due)
        elif contract.clauses_due and not lacking:
            mended.append(contract)
            contract.clauses_due, contract.clauses_person_id = None, None
            _record(session, now, actor, "mended", contract)
    return mended


def known(contract: Contract, among: list[Contract], vendor: Vendor) -> list[Clause]:
    """What a contract and all below it lack, as somebody read them; of the uppermost alone, so that it is said once."""
    if contract.parent_id or not contract.stands or not clauses.read(contract, among):
        return []
    return clauses.missing(contract, among, vendor.tier)


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, contract: Contract, to: date, reason: str
) -> date:  # fmt: skip
    """Returns the day before."""
    session.refresh(contract, with_for_update=True)
    before, today = _open(contract), workspace.today(now)
    if not today <= to <= today + FURTHEST:
        raise Refusal("Pick a day from today on, at most a year away.", field="date")
    contract.clauses_due = to
    _record(session, now, actor, "gaps_moved", contract, before=before, after=to, why=reason)
    return before


def reassign(session: Session, now: datetime, actor: str, contract: Contract, person: Person, reason: str) -> None:
    """Somebody sees to it in the place of whoever owns the contract."""
    session.refresh(contract, with_for_update=True)
    _open(contract)
    if contract.clauses_person_id == person.id:
        raise Refusal(f"{quoted(person.name)} has it already.", field="person")
    held = contract.clauses_person_id
    before, contract.clauses_person_id = people.by_id(session, held).slack_id if held else None, person.id
    _record(session, now, actor, "gaps_given", contract, before=before, after=person.slack_id, why=reason)


def _open(contract: Contract) -> date:
    contracts.check_stands(contract)
    if contract.clauses_due is None:
        raise Refusal(f"No clause of {quoted(contract.reference)} is missing any more. Nothing was changed.")
    return contract.clauses_due


def _record(session: Session, now: datetime, actor: str, what: str, contract: Contract, **detail: object) -> None:
    session.add(contract)
    session.flush()
    audit.record(
        session, now, actor, f"contract.{what}", contract.subject, about=f"vendor:{contract.vendor_id}",
        reference=contract.reference, **detail,
    )  # fmt: skip
