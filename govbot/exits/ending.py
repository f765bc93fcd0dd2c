"""A running exit ends: stopped half-way because we stay, or closed with its last task."""

from datetime import datetime

from sqlmodel import Session

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.escalations import settling
from govbot.exits import finding, standing
from govbot.exits.models import ExitPlan
from govbot.plans import service as plans
from govbot.plans.models import Plan
from govbot.reviews import service as reviews
from govbot.vendors import moving, trial
from govbot.vendors.models import RETIRED, Status, Vendor
from govbot.workspace import Workspace


def running(session: Session, vendor: Vendor) -> tuple[ExitPlan, Plan]:
    """What runs, or a refusal."""
    exit_plan = finding.find(session, vendor)
    plan = finding.running(session, exit_plan)
    if exit_plan is None or plan is None:
        raise Refusal(f"No exit from {quoted(vendor.name)} is running. `/exit invoke {vendor.ref}` begins one.")
    return exit_plan, plan


def check_over(session: Session, vendor: Vendor) -> None:
    """Nobody moves a vendor past an exit that runs: it has an end of its own, with what has to be proven there."""
    if finding.running(session, finding.find(session, vendor)):
        raise Refusal(
            f"The exit from {quoted(vendor.name)} is running: it ends with its last task, and needs the certificates"
            f" for that. `/exit task {vendor.ref}` shows what is left; `/exit stop {vendor.ref}` ends it half-way.",
            field="status",
        )


def stop(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, why: str) -> Plan:
    """We stay: its open tasks are silent, and the vendor is live again, with which its plan stands ready as before."""
    exit_plan, plan = running(session, vendor)
    plans.stop(session, workspace, now, actor, plan, why)
    if vendor.status is Status.EXITING:
        # Whoever never worked for us has still to be admitted before it does.
        back = Status.ONBOARDING if trial.on(session, vendor) else Status.LIVE
        moving.move(session, now, actor, vendor, back, f"The exit was stopped: {why}"[: moving.LONGEST_REASON])
    audit.record(session, now, actor, "exit.stopped", exit_plan.subject, about=vendor.subject, why=why)
    return plan


def close(session: Session, workspace: Workspace, now: datetime, actor: str, plan: Plan, vendor: Vendor) -> None:
    """The last task is done, the certificates among them: the vendor has exited, and nothing of it falls due."""
    exit_plan = finding.of(session, vendor)
    if vendor.status not in RETIRED:
        reason = "Exit finished: every task is done, the data is destroyed and access is revoked"
        moving.move(session, now, actor, vendor, Status.EXITED, reason)
        settling.vendor_left(session, now, actor, vendor)
    standing.end(session, workspace, now, actor, exit_plan)
    exit_plan.approved_by = exit_plan.approved_at = exit_plan.next_review = None  # for whoever comes back: anew
    session.add(exit_plan)
    reviews.keep_programme(session, workspace, now, actor, vendor)
    audit.record(session, now, actor, "exit.closed", exit_plan.subject, about=vendor.subject, began=plan.starts)
