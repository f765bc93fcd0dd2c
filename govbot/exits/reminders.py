"""What falls due here: tests of exit plans, of vendors that nobody is leaving."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.exits import tests_ahead
from govbot.exits.models import ExitPlan, ExitTest
from govbot.plans import roles
from govbot.plans.models import Plan
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.vendors.models import RETIRED, Status, Vendor

KIND = "exit_test"
RECORD = Finish("exit_test.record:1", "Record…")


def _tests(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    wanted = select(ExitTest, Vendor, Plan).join(Vendor, col(Vendor.id) == col(ExitTest.vendor_id))
    wanted = wanted.join(ExitPlan, col(ExitPlan.id) == col(ExitTest.exit_plan_id))
    wanted = wanted.outerjoin(Plan, col(Plan.id) == col(ExitPlan.standing_id))
    wanted = wanted.where(col(ExitTest.held_on).is_(None), col(Vendor.status).not_in((*RETIRED, Status.EXITING)), which)
    rows = session.exec(wanted.order_by(col(ExitTest.due), col(ExitTest.id))).all()
    book = playbook.load()
    tester = book.exit.tasks[book.exits.tasks["tested"]].role
    cast = roles.cast(session, list({plan.id: plan for _, _, plan in rows if plan}.values()))
    for test, vendor, plan in rows:
        doer = cast.of_role(plan, tester) if plan else None
        yield Reminder(
            kind=KIND,
            subject=test.subject,
            title=f"Test the exit plan: {tests_ahead.title(test.kind)}",
            due=test.due,
            stages=book.reminders.stages(KIND, vendor.tier),
            finish=RECORD,
            value=f"{test.exit_plan_id} {test.kind} {test.id}",
            vendor_id=vendor.id,
            vendor=vendor.name,
            person_id=test.person_id or (doer.id if doer else None),
        )


KINDS: tuple[Kind, ...] = (Rows(KIND, ExitTest, _tests),)
