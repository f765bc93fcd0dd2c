"""What falls due here: open tasks of plans that stand or run."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.plans import roles
from govbot.plans.models import ALIVE, Plan, PlanTask, State
from govbot.reminders import stages
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.vendors.models import RETIRED, Status, Tier, Vendor

DONE = Finish("task.done:1", "Done…")
GATE = Finish("task.done:1", "Decide…")
NOT_LEFT = col(Vendor.status) != Status.EXITING
OPEN = (col(PlanTask.done_at).is_(None), col(PlanTask.dropped_at).is_(None))


def _tasks(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    """For whoever does it; a plan of the workspace has no vendor. What stands ready is silent while we leave."""
    wanted = select(PlanTask, Plan, Vendor).join(Plan, col(Plan.id) == col(PlanTask.plan_id))
    wanted = wanted.outerjoin(Vendor, col(Vendor.id) == col(PlanTask.vendor_id))
    wanted = wanted.where(*OPEN, col(Plan.state).in_(ALIVE), which)
    there = sa.and_(col(Vendor.status).not_in(RETIRED), sa.or_(col(Plan.state) == State.RUNNING, NOT_LEFT))
    wanted = wanted.where(sa.or_(col(Vendor.id).is_(None), there))
    rows = session.exec(wanted.order_by(col(PlanTask.due), col(PlanTask.id))).all()
    plans = {plan.id: plan for _, plan, _ in rows}
    cast = roles.cast(session, list(plans.values()), [task for task, _, _ in rows])
    still = {(task.plan_id, task.code) for task, _, _ in rows}
    for task, _, vendor in rows:
        doer = cast.holder(task)
        yield _thing(task, vendor, doer.id if doer else None, _is_held(task, still))


def _is_held(task: PlanTask, still: Collection[tuple[int, str]]) -> bool:
    """Moved by what it waits for, which is still open: that comes before it in any list of what is due."""
    return task.due > (task.by_hand or task.planned) and any((task.plan_id, code) in still for code in task.after)


def _thing(task: PlanTask, vendor: Vendor | None, person_id: int | None, is_held: bool) -> Reminder:
    """One that is held cannot be done: nobody is told anew each week that its day has moved and comes nearer."""
    usual = playbook.load().reminders.stages("task", vendor.tier if vendor else Tier.MEDIUM)
    return Reminder(
        kind="task",
        subject=task.subject,
        title=f"{task.code} {task.title}",
        due=task.due,
        stages=stages.within(usual, 0) if is_held else usual,
        finish=GATE if task.gate else DONE,
        value=str(task.id),
        vendor_id=task.vendor_id,
        vendor=vendor.name if vendor else "",
        person_id=person_id,
    )


KINDS: tuple[Kind, ...] = (Rows("task", PlanTask, _tasks),)
