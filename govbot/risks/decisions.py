"""Rules of decisions: what, why, who, until when; those of approvals are written down by themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.people.models import Person
from govbot.risks import records
from govbot.risks.models import Approval, Decision, Entry, Risk
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

OF_APPROVALS = "approvals_and_exceptions"  # the responsibility that an approval exercises


@dataclass(frozen=True)
class Draft:
    """A decision before it is written down; `responsibility` is a key of what stays ours."""

    what: str
    why: str
    who: Person
    until: date
    responsibility: str = ""


def add(session: Session, now: datetime, actor: str, vendor: Vendor, draft: Draft, source: str = "") -> Decision:
    decision = Decision(
        vendor_id=vendor.id,
        title=draft.what,
        why=draft.why,
        owner_id=draft.who.id,
        due=draft.until,
        opened_at=now,
        opened_by=actor,
        responsibility=draft.responsibility,
        source=source,
    )
    records.add(session, now, actor, decision, why=draft.why)
    return decision


def of_approval(session: Session, now: datetime, approver: Person, entry: Entry, approval: Approval) -> None:
    """A yes is a decision of whoever gave it."""
    verb = "Bear" if isinstance(entry, Risk) else "Allow"
    what = f"{verb} {entry.ref}: {entry.title}"[: records.LONGEST_TITLE]
    known = OF_APPROVALS if OF_APPROVALS in playbook.load().retained else ""
    draft = Draft(what, approval.why, approver, approval.until, known)
    add(session, now, approver.slack_id, records.vendor_of(session, entry), draft, source=entry.subject)


def check_own(session: Session, workspace: Workspace, decision: Decision) -> None:
    """Refuses what lasts as long as something else does."""
    records.check_open(session, workspace, decision)
    if decision.source:
        ref = records.of_subject(session, decision.source).ref
        raise Refusal(f"This is the approval of {ref}, and lasts as long as that. It is renewed or closed there.")


def end(session: Session, now: datetime, entry: Entry, why: str) -> None:
    """What was decided about a thing holds no more."""
    wanted = select(Decision).where(Decision.source == entry.subject, col(Decision.closed_at).is_(None))
    for decision in session.exec(wanted):
        records.shut(session, now, audit.SYSTEM, decision, why)
