"""Plans and their tasks found: by id, by vendor, by the code that people type."""

from collections.abc import Sequence
from string import ascii_uppercase

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.errors import Refusal, quoted
from govbot.plans.models import ALIVE, Plan, PlanFailure, PlanRole, PlanTask, State
from govbot.vendors import finding as vendors
from govbot.vendors.models import RETIRED, Vendor


def by_id(session: Session, plan_id: int) -> Plan:
    return session.exec(select(Plan).where(Plan.id == plan_id)).one()


def task_by_id(session: Session, task_id: int) -> PlanTask:
    return session.exec(select(PlanTask).where(PlanTask.id == task_id)).one()


def alive(session: Session, kind: str, vendor: Vendor | None, state: State = State.RUNNING) -> Plan | None:
    """The one plan of a kind that runs (or stands) for a vendor; for the workspace where there is no vendor."""
    of = col(Plan.vendor_id) == vendor.id if vendor else col(Plan.vendor_id).is_(None)
    return session.exec(select(Plan).where(of, Plan.kind == kind, Plan.state == state)).first()


def running(session: Session, kind: str, vendor: Vendor | None) -> Plan:
    """The same, or a Refusal."""
    plan = alive(session, kind, vendor)
    if plan is None:
        of = f" of {quoted(vendor.name)}" if vendor else ""
        raise Refusal(f"No {kind}{of} is running.")
    return plan


def running_of(session: Session, vendor: Vendor) -> list[Plan]:
    """Whatever runs for a vendor, of each kind."""
    wanted = select(Plan).where(Plan.vendor_id == vendor.id, Plan.state == State.RUNNING)
    return list(session.exec(wanted.order_by(col(Plan.id))))


def all_alive(session: Session, *states: State) -> list[Plan]:
    """Of vendors that are not retired, and of the workspace itself."""
    wanted = select(Plan).outerjoin(Vendor, col(Vendor.id) == col(Plan.vendor_id))
    silent = col(Vendor.status).in_(RETIRED)
    wanted = wanted.where(col(Plan.state).in_(states or ALIVE), sa.or_(col(Vendor.id).is_(None), ~silent))
    return list(session.exec(wanted.order_by(col(Plan.id))))


def latest(session: Session, kind: str, vendor: Vendor | None) -> Plan | None:
    """The one that was begun last, whatever became of it; what only stands ready does not count."""
    of = col(Plan.vendor_id) == vendor.id if vendor else col(Plan.vendor_id).is_(None)
    wanted = select(Plan).where(of, Plan.kind == kind, Plan.state != State.STANDING)
    return session.exec(wanted.order_by(col(Plan.id).desc()).limit(1)).first()


def vendor_of(session: Session, plan: Plan) -> Vendor | None:
    return vendors.by_id(session, plan.vendor_id) if plan.vendor_id else None


def tasks_of(session: Session, plan: Plan) -> list[PlanTask]:
    """Every task in the order of the template, also those that are closed or dropped."""
    wanted = select(PlanTask).where(PlanTask.plan_id == plan.id)
    return list(session.exec(wanted.order_by(col(PlanTask.position), col(PlanTask.turn), col(PlanTask.id))))


def task(session: Session, plan: Plan, text: str) -> PlanTask:
    """By its code in any case (X19, x19, 19): of one that comes again and again, the turn that is open."""
    tasks = tasks_of(session, plan)
    typed = text.strip().upper()
    found = [task for task in tasks if task.code == typed]
    found = found or [task for task in tasks if _meant(typed, task.code)]
    if not found:
        raise Refusal(
            f"This plan has no task {quoted(text)}. Its tasks are called {tasks[0].code} to {tasks[-1].code}."
        )
    return next((task for task in found if task.is_open), found[-1])


def _meant(typed: str, code: str) -> bool:
    """19, 019 and X019 are X19, but A19 is not."""
    number, wanted = code.lstrip(ascii_uppercase), typed.lstrip(ascii_uppercase)
    letters = typed.removesuffix(wanted)
    return number.lstrip("0") == wanted.lstrip("0") and letters in ("", code.removesuffix(number))


def waits_for(tasks: Sequence[PlanTask], task: PlanTask) -> list[PlanTask]:
    """The open tasks that have to be closed before this one; what was dropped hands on what it waited for itself."""
    first = {each.code: each for each in reversed(tasks)}
    found: dict[int, PlanTask] = {}
    for code in task.after:
        before = first.get(code)
        if before is None or before.done_at:
            continue
        more = [before] if before.is_open else waits_for(tasks, before)
        found |= {each.id: each for each in more}
    return list(found.values())


def role_of(session: Session, plan: Plan, role: str) -> PlanRole | None:
    return session.exec(select(PlanRole).where(PlanRole.plan_id == plan.id, PlanRole.role == role)).first()


def failures_of(session: Session, task: PlanTask) -> list[PlanFailure]:
    """What did not work, oldest first."""
    wanted = select(PlanFailure).where(PlanFailure.task_id == task.id)
    return list(session.exec(wanted.order_by(col(PlanFailure.id))))
