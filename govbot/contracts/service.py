"""Rules of contracts: kept once under one reference, changed and ended with a trace; their dates follow from them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete

from govbot import audit, playbook
from govbot.contracts import checking, finding, terms
from govbot.contracts.checking import Draft
from govbot.contracts.models import Contract, Cover, Decision
from govbot.contracts.terms import Terms
from govbot.errors import Refusal, Refusals, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key
from govbot.workspace import Workspace

UNDECIDED: dict[str, Any] = {
    "decision": None, "decided_by": None, "decided_at": None, "why": "", "noticed_on": None, "proof": "",
}  # fmt: skip


def terms_of(contract: Contract) -> Terms:
    return Terms(contract.end, contract.renewal, contract.term, contract.notice)


def add(session: Session, today: date, now: datetime, actor: str, vendor: Vendor, draft: Draft) -> Contract:
    """A new contract, or every fault of it on its field."""
    _check(draft, finding.others(session, vendor))
    contract = Contract(vendor_id=vendor.id, **_columns(draft))
    derive(contract, today)
    session.add(contract)
    session.flush()
    _cover(session, contract, draft.services)
    about = {"reference": contract.reference, "kind": contract.kind, "until": contract.until}
    audit.record(session, now, actor, "contract.added", contract.subject, about=vendor.subject, **about)
    return contract


def change(
    session: Session, today: date, now: datetime, actor: str, vendor: Vendor, contract: Contract, draft: Draft
) -> dict[str, list[Any]]:
    """Returns what really differs as column: [before, after]. Other dates of its term are to be decided anew."""
    session.refresh(contract)
    check_stands(contract)
    others = finding.others(session, vendor)
    _check(draft, others, contract)
    covered = next(other.services for other in others if other.contract.id == contract.id)
    wanted, before = _columns(draft), terms_of(contract)
    differing = {
        key: [getattr(contract, key), after] for key, after in wanted.items() if getattr(contract, key) != after
    }
    if sorted(covered) != sorted(draft.services):
        differing["services"] = [len(covered) or "all", len(draft.services) or "all"]
        _cover(session, contract, draft.services)
    if not differing:
        return {}
    for key, after in wanted.items():
        setattr(contract, key, after)
    if terms_of(contract) != before:
        derive(contract, today)
    session.add(contract)
    session.flush()
    audit.record(
        session, now, actor, "contract.changed", contract.subject, about=vendor.subject, reference=contract.reference,
        changed=_named(differing, others),
        value=contract.value, currency=contract.currency,  # of which one alone tells no amount
    )  # fmt: skip
    return differing


def _named(differing: Mapping[str, list[Any]], others: Sequence[checking.Other]) -> dict[str, list[Any]]:
    """For the history: the contract above by its reference, and what only serves comparing left out."""
    references = {other.contract.id: other.contract.reference for other in others}
    named = {key: sides for key, sides in differing.items() if key not in ("reference_key", "parent_id")}
    if "parent_id" in differing:
        named["stands below"] = [references.get(above) for above in differing["parent_id"]]
    return named


def derive(contract: Contract, today: date) -> None:
    """What follows from its terms on that day. What was decided for another term does not hold for this one.

    A day of notice that is past already when its terms are written down asks nothing of anybody: the next one counts.
    """
    if contract.decision is Decision.TERMINATE:
        return
    until = terms.running(terms_of(contract), today)
    if contract.decision and until != contract.until:
        forget(contract)
    contract.until = until
    contract.notice_by = terms.next_notice(terms_of(contract), until, today)


def missed(contract: Contract) -> date | None:
    """The day of notice for the term that runs, where that was past when it was written down."""
    by = terms.notice_by(terms_of(contract), contract.until)
    return by if by and contract.decision is None and contract.notice_by and by < contract.notice_by else None


def forget(contract: Contract) -> None:
    """Undecided again; what was decided stays in the history."""
    for column, value in UNDECIDED.items():
        setattr(contract, column, value)


def end(
    session: Session, workspace: Workspace, now: datetime, actor: str, contract: Contract, on: date, why: str
) -> None:
    """It is over: nothing of it falls due any more. What ends later is terminated, by a decision."""
    session.refresh(contract, with_for_update=True)
    check_stands(contract)
    if on > workspace.today(now):
        raise Refusal("That day is still to come. Press Decide to terminate it to that day instead.", field="ended_on")
    if contract.start and on < contract.start:
        raise Refusal(f"It began on {contract.start:%-d %B %Y}. Pick that day or a later one.", field="ended_on")
    contract.ended_on, contract.ended_by, contract.ended_because = on, actor, filled(why, "Say why it ended.")
    session.add(contract)
    session.flush()
    audit.record(
        session, now, actor, "contract.ended", contract.subject, about=f"vendor:{contract.vendor_id}",
        reference=contract.reference, on=on, why=contract.ended_because,
    )  # fmt: skip


def check_clauses(session: Session, now: datetime, actor: str, contract: Contract, has: Collection[str]) -> None:
    """What it has of the playbook's clauses, as somebody read it."""
    session.refresh(contract, with_for_update=True)
    check_stands(contract)
    known = [clause.key for clause in playbook.load().contracts.clauses.values()]
    before, after = contract.clauses, [key for key in known if key in has]
    contract.clauses, contract.clauses_checked_by, contract.clauses_checked_at = after, actor, now
    session.add(contract)
    session.flush()
    audit.record(
        session, now, actor, "contract.clauses", contract.subject, about=f"vendor:{contract.vendor_id}",
        reference=contract.reference, before=before, after=after,
    )  # fmt: skip


def reassign(session: Session, now: datetime, actor: str, contract: Contract, person: Person, reason: str) -> None:
    """Somebody decides about it in the owner's place."""
    session.refresh(contract, with_for_update=True)
    check_stands(contract)
    if contract.person_id == person.id:
        raise Refusal(f"{quoted(person.name)} does it already.", field="person")
    before = people.by_id(session, contract.person_id).slack_id if contract.person_id else None
    contract.person_id = person.id
    session.add(contract)
    session.flush()
    audit.record(
        session, now, actor, "contract.reassigned", contract.subject, about=f"vendor:{contract.vendor_id}",
        reference=contract.reference, before=before, after=person.slack_id, why=reason,
    )  # fmt: skip


def check_stands(contract: Contract) -> None:
    if contract.ended_on:
        raise Refusal(f"{quoted(contract.reference)} ended on {contract.ended_on:%-d %B %Y}. Nothing was changed.")


def filled(text: str, ask: str, field: str = "why") -> str:
    if not text.strip():
        raise Refusal(ask, field=field)
    return text.strip()


def _check(draft: Draft, others: Sequence[checking.Other], myself: Contract | None = None) -> None:
    faults = checking.faults(draft, others, myself)
    if faults:
        raise Refusals(faults)


def _columns(draft: Draft) -> dict[str, Any]:
    columns = asdict(draft)
    del columns["services"]
    return columns | {"reference_key": name_key(draft.reference)}


def _cover(session: Session, contract: Contract, services: Collection[int]) -> None:
    session.exec(delete(Cover).where(col(Cover.contract_id) == contract.id))
    session.add_all([Cover(contract_id=contract.id, service_id=each) for each in sorted(services)])
    session.flush()
