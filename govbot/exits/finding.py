"""Exit plans found: a vendor's, and all of them with what runs."""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.errors import Refusal
from govbot.exits.models import ExitPlan
from govbot.plans.models import Plan
from govbot.vendors.models import UNGOVERNED, Status, Vendor


@dataclass(frozen=True)
class Standing:
    """A vendor and how it would be left; `running` is the exit that runs, where one does."""

    vendor: Vendor
    plan: ExitPlan | None
    running: Plan | None

    @property
    def leaving(self) -> bool:
        return self.running is not None or self.vendor.status is Status.EXITING

    @property
    def needed(self) -> bool:
        return playbook.load().exits.needs_plan(self.vendor.tier)

    @property
    def needed_by(self) -> date | None:
        """The day on which there has to be a plan; None where the tier needs none."""
        within = playbook.load().exits.plan_within.get(self.vendor.tier)
        return None if within is None else self.vendor.created_at.date() + timedelta(days=within)


def find(session: Session, vendor: Vendor) -> ExitPlan | None:
    return session.exec(select(ExitPlan).where(ExitPlan.vendor_id == vendor.id)).first()


def of(session: Session, vendor: Vendor) -> ExitPlan:
    """Its exit plan, or a refusal with how one is begun."""
    found = find(session, vendor)
    if found is None:
        raise Refusal(f"{vendor.ref} has no exit plan yet. Begin one with `/exit start {vendor.ref}`.")
    return found


def by_id(session: Session, plan_id: int) -> ExitPlan:
    return session.exec(select(ExitPlan).where(ExitPlan.id == plan_id)).one()


def running(session: Session, exit_plan: ExitPlan | None) -> Plan | None:
    """The exit that runs now."""
    if exit_plan is None or exit_plan.running_id is None:
        return None
    plan = session.get_one(Plan, exit_plan.running_id)
    return plan if plan.runs else None


def all_standing(session: Session) -> list[Standing]:
    """Every vendor of ours that needs a plan, has one or is left: those that are left first, then without a plan."""
    tiers = playbook.load().exits.plan_within
    wanted = select(Vendor, ExitPlan, Plan).outerjoin(ExitPlan, col(ExitPlan.vendor_id) == col(Vendor.id))
    wanted = wanted.outerjoin(Plan, col(Plan.id) == col(ExitPlan.running_id))
    wanted = wanted.where(col(Vendor.status).not_in(UNGOVERNED))
    left = col(Vendor.status) == Status.EXITING
    wanted = wanted.where(sa.or_(col(ExitPlan.id).is_not(None), col(Vendor.tier).in_(tiers), left))
    rows = [
        Standing(vendor, plan, last if last and last.runs else None)
        for vendor, plan, last in session.exec(wanted.order_by(col(Vendor.name_key)))
    ]
    return sorted(rows, key=lambda row: (not row.leaving, row.plan is not None))
