"""What falls due here: open tasks of plans that stand or run."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.plans.models import ALIVE, Plan, PlanTask
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.vendors.models import RETIRED, Tier, Vendor

DONE = Finish("task.done:1", "Done…")
OPEN = (col(PlanTask.done_at).is_(None), col(PlanTask.dropped_at).is_(None))


def _tasks(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    """For who does it; a plan of the workspace has no vendor."""
    wanted = select(PlanTask, Vendor).join(Plan, col(Plan.id) == col(PlanTask.plan_id))
    wanted = wanted.outerjoin(Vendor, col(Vendor.id) == col(PlanTask.vendor_id))
    wanted = wanted.where(*OPEN, col(Plan.state).in_(ALIVE), which)
    wanted = wanted.where(sa.or_(col(Vendor.id).is_(None), col(Vendor.status).not_in(RETIRED)))
    for task, vendor in session.exec(wanted.order_by(col(PlanTask.due), col(PlanTask.id))):
        yield Reminder(
            kind="task",
            subject=task.subject,
            title=f"{task.code} {task.title}",
            due=task.due,
            stages=playbook.load().reminders.stages("task", vendor.tier if vendor else Tier.MEDIUM),
            finish=DONE,
            value=str(task.id),
            vendor_id=task.vendor_id,
            vendor=vendor.name if vendor else "",
            person_id=task.person_id,
        )


KINDS: tuple[Kind, ...] = (Rows("task", PlanTask, _tasks),)
