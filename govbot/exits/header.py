"""What an exit plan says: written and changed by anybody who answers, approved by somebody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from govbot import audit, playbook
from govbot.errors import Refusal, quoted
from govbot.exits import finding
from govbot.exits.models import ExitPlan
from govbot.people import service as people
from govbot.vendors.models import UNGOVERNED, Status, Vendor
from govbot.workspace import Workspace

COLUMNS = (
    "objectives", "scope", "alternatives", "impact", "outage_hours", "tolerance_hours", "transition_days",
    "assistance", "cost", "currency", "cost_note", "data_formats", "destruction", "staff", "success", "their_people",
    "triggers",
)  # fmt: skip


def write(session: Session, now: datetime, actor: str, vendor: Vendor, said: Mapping[str, Any]) -> ExitPlan:
    """Some or all of what it says. What is changed has to be approved again."""
    check_ours(vendor)
    plan = finding.find(session, vendor)
    fresh = plan is None
    plan = plan or ExitPlan(vendor_id=vendor.id, written_by=actor, written_at=now)
    changed = sorted(column for column in COLUMNS if column in said and getattr(plan, column) != said[column])
    if not changed and not fresh:
        return plan
    for column in changed:
        setattr(plan, column, said[column])
    unsaid = plan.is_approved
    plan.written_by, plan.written_at, plan.approved_by, plan.approved_at = actor, now, None, None
    session.add(plan)
    session.flush()
    action = "exit.drafted" if fresh else "exit.written"
    audit.record(session, now, actor, action, plan.subject, about=vendor.subject, changed=changed, unapproved=unsaid)
    return plan


def check_ours(vendor: Vendor) -> None:
    """Nobody leaves a vendor that does not work for us."""
    if vendor.status is Status.PROSPECT:
        raise Refusal(f"{quoted(vendor.name)} is only a prospect. Its exit plan begins once it works for you.")
    if vendor.status in UNGOVERNED:
        raise Refusal(f"{quoted(vendor.name)} is {vendor.status.value} already: there is nothing left to leave.")


def unsaid(plan: ExitPlan) -> list[str]:
    """Which of what the playbook asks for it does not say yet."""
    return [column for column in playbook.load().exits.needed if getattr(plan, column) in ("", None, [])]


def missing(plan: ExitPlan) -> list[str]:
    """The same, as people call it."""
    gaps = unsaid(plan)
    return [called for column, called in playbook.load().exits.needed.items() if column in gaps]


def mark(plan: ExitPlan) -> str:
    """Changes whenever it is written."""
    return plan.written_at.isoformat()


def check_approvable(session: Session, workspace: Workspace, actor: str, plan: ExitPlan, seen: str) -> None:
    """Four eyes, nothing missing, and what is approved is what was read."""
    if plan.is_approved and plan.approved_at:
        on = workspace.today(plan.approved_at)
        who = people.by_whom(session, plan.approved_by)
        raise Refusal(f"{who} approved it already, on {on:%-d %B %Y}. Nothing was changed.")
    if mark(plan) != seen:
        who = people.by_whom(session, plan.written_by)
        raise Refusal(f"{who} changed it meanwhile. Open it again and approve what it says now.")
    if gaps := missing(plan):
        raise Refusal(f"It does not say yet {_listed(gaps)}. Press Edit, fill that in, and have it approved then.")
    if plan.written_by == actor:
        raise Refusal("You wrote it, so somebody else has to approve it. The executive sponsor usually does.")


def approve(session: Session, workspace: Workspace, now: datetime, actor: str, plan: ExitPlan, seen: str) -> None:
    session.refresh(plan, with_for_update=True)
    check_approvable(session, workspace, actor, plan, seen)
    plan.approved_by, plan.approved_at = actor, now
    session.add(plan)
    session.flush()
    audit.record(
        session, now, actor, "exit.approved", plan.subject, about=f"vendor:{plan.vendor_id}",
        written_by=plan.written_by,
    )  # fmt: skip


def _listed(gaps: list[str]) -> str:
    return gaps[0] if len(gaps) == 1 else f"{', '.join(gaps[:-1])} and {gaps[-1]}"
