"""Rollouts found: of a vendor, by what was typed, and all that are running."""

from sqlmodel import Session

from govbot.errors import Refusal, quoted
from govbot.plans import finding
from govbot.plans.models import Plan, State
from govbot.rollouts.service import KIND
from govbot.vendors.models import Vendor


def latest(session: Session, vendor: Vendor) -> Plan:
    """The one that runs, else the one that was begun last, or a Refusal."""
    plan = finding.latest(session, KIND, vendor)
    if plan is None:
        raise Refusal(f"There is no rollout of {quoted(vendor.name)}. `/vendor rollout start {vendor.ref}` begins one.")
    return plan


def running(session: Session, vendor: Vendor) -> Plan:
    plan = finding.alive(session, KIND, vendor)
    if plan is None:
        raise Refusal(
            f"No rollout of {quoted(vendor.name)} is running. `/vendor rollout start {vendor.ref}` begins one."
        )
    return plan


def all_running(session: Session) -> list[Plan]:
    return [plan for plan in finding.all_alive(session, State.RUNNING) if plan.kind == KIND]
