"""What is to become of a contract: decided by a named person, for the term that runs."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from govbot import audit
from govbot.contracts import service as contracts
from govbot.contracts import terms
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.errors import Refusal, Refusals
from govbot.people import service as people
from govbot.vendors import periods
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Verdict:
    """`ends_on` belongs to terminate, `new_end` to what both sides have signed already."""

    decision: Decision
    why: str
    noticed_on: date | None = None
    proof: str = ""
    ends_on: date | None = None
    agreed: bool = False  # they agreed, or it is for cause: the notice period does not bind
    new_end: date | None = None


def decide(
    session: Session,
    workspace: Workspace,
    now: datetime,
    actor: str,
    contract: Contract,
    verdict: Verdict,
    *,
    seen: str,
) -> None:
    """For this term; `seen` is the `mark` under which the person saw it, so that two do not overrule each other."""
    session.refresh(contract, with_for_update=True)
    contracts.check_stands(contract)
    if mark(contract) != seen:
        raise Refusal(_overtaken(session, workspace, contract))
    today = workspace.today(now)
    _check(contract, verdict, today)
    before = contract.until
    contract.decision, contract.decided_by, contract.decided_at = verdict.decision, actor, now
    contract.why, contract.proof, contract.noticed_on = verdict.why.strip(), "", None
    if verdict.decision is Decision.TERMINATE:
        contract.noticed_on, contract.proof = verdict.noticed_on or today, verdict.proof.strip()
        contract.until = verdict.ends_on or terms.earliest_end(contracts.terms_of(contract), contract.noticed_on)
    else:
        _goes_on(contract, verdict, today)
    session.add(contract)
    session.flush()
    audit.record(
        session, now, actor, "contract.decided", contract.subject, about=f"vendor:{contract.vendor_id}",
        reference=contract.reference, decision=verdict.decision, why=verdict.why.strip(), term=before,
        until=contract.until, noticed_on=contract.noticed_on, proof=contract.proof, new_end=verdict.new_end,
    )  # fmt: skip


def mark(contract: Contract) -> str:
    """Changes with each decision, and when another term begins."""
    return f"{contract.until}|{contract.decided_at.isoformat() if contract.decided_at else ''}"


def _goes_on(contract: Contract, verdict: Verdict, today: date) -> None:
    """With a new end that was signed a new term begins, which is to be decided in its time."""
    running = terms.running(contracts.terms_of(contract), today)
    if verdict.new_end:
        contract.end = verdict.new_end
        contracts.forget(contract)
        contracts.derive(contract, today)
    else:
        contract.until = running
        contract.notice_by = terms.notice_by(contracts.terms_of(contract), running)


def _check(contract: Contract, verdict: Verdict, today: date) -> None:
    faults = {} if verdict.why.strip() else {"why": "Say why it was decided so."}
    if verdict.decision is Decision.TERMINATE:
        faults |= _faults_of_notice(contract, verdict, today)
    else:
        faults |= _faults_of_end(contract, verdict)
    if faults:
        raise Refusals(faults)


def _faults_of_notice(contract: Contract, verdict: Verdict, today: date) -> dict[str, str]:
    faults = {}
    given = verdict.noticed_on or today
    if not verdict.proof.strip():
        faults["proof"] = "Say how it can be proven that they have the notice: a receipt, a number, a link."
    if verdict.new_end:
        faults["new_end"] = "It is to be terminated. Leave this empty, or decide to renew it."
    if given > today:
        faults["noticed_on"] = "That day is still to come. Write it down once the notice is given."
    elif not verdict.agreed and verdict.ends_on:
        earliest = terms.earliest_end(contracts.terms_of(contract), given)
        if verdict.ends_on < earliest:
            bound = f" of {periods.said(contract.notice)}" if contract.notice else ""
            faults["ends_on"] = (
                f"With the notice{bound} given on {given:%-d %B %Y} it ends on {earliest:%-d %B %Y} at the earliest."
                " Pick that day or a later one, or tick below that the notice does not bind."
            )
    if verdict.ends_on and verdict.ends_on < given and "noticed_on" not in faults:
        faults.setdefault("ends_on", "It cannot end before the notice was given.")
    return faults


def _faults_of_end(contract: Contract, verdict: Verdict) -> dict[str, str]:
    if verdict.new_end is None:
        return {}
    if contract.renewal in (Renewal.AUTO, Renewal.EVERGREEN):
        return {"new_end": "It goes on by itself. Leave this empty, or change how it renews with Change."}
    if contract.end and verdict.new_end <= contract.end:
        return {"new_end": f"It ends on {contract.end:%-d %B %Y} already. Pick a later day."}
    return {}


def _overtaken(session: Session, workspace: Workspace, contract: Contract) -> str:
    if contract.decision is None or contract.decided_at is None:
        return "Another term of it runs now. Press Decide again: it shows how things stand."
    who = people.by_whom(session, contract.decided_by)
    on = workspace.today(contract.decided_at)
    return f"{who} decided meanwhile, on {on:%-d %B %Y}: {contract.decision.label.lower()}. Nothing was changed."
