"""The tasks that keep an exit plan ready: they stand from the first draft until the vendor has exited."""

from datetime import date, datetime

from sqlmodel import Session

from govbot import playbook
from govbot.exits import finding, tests_ahead
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan
from govbot.plans import finding as plans
from govbot.plans import service, tasks
from govbot.plans.models import PlanTask, State
from govbot.plans.service import Beginning
from govbot.playbook import Cadence
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

KIND, VARIANT = "exit", "standing"


def keep(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, exit_plan: ExitPlan
) -> None:
    """The tasks are there from the first draft on; that one is due when the vendor's tier asks for a plan."""
    if stands(session, exit_plan) or finding.running(session, exit_plan):
        return
    today = workspace.today(now)
    due = Standing(vendor, exit_plan, None).needed_by
    drafted = playbook.load().exits.tasks["drafted"]
    beginning = Beginning(
        kind=KIND, vendor=vendor, variant=VARIANT, starts=today, state=State.STANDING,
        dates={drafted: max(due, today)} if due else {}, without=_dated_apart(vendor),
    )  # fmt: skip
    exit_plan.standing_id = service.begin(session, workspace, now, actor, beginning).id
    session.add(exit_plan)
    session.flush()
    tests_ahead.keep(session, workspace, now, [Standing(vendor, exit_plan, None)])


def stands(session: Session, exit_plan: ExitPlan) -> bool:
    """Not once the vendor has exited: whoever comes back is to be left by a plan that begins anew."""
    return exit_plan.standing_id is not None and plans.by_id(session, exit_plan.standing_id).state is State.STANDING


def _dated_apart(vendor: Vendor) -> list[str]:
    """The task to test the plan, where the tests that the tier asks for have dates of their own."""
    book = playbook.load().exits
    return [book.tasks["tested"]] if any(vendor.tier in kind.cadence for kind in book.tests.values()) else []


def approved(session: Session, workspace: Workspace, now: datetime, actor: str, exit_plan: ExitPlan) -> None:
    """The task to draft it is done by that."""
    task = _open_task(session, exit_plan, playbook.load().exits.tasks["drafted"])
    if task:
        _count_from(session, workspace, now, exit_plan)
        on = f"{workspace.today(now):%-d %B %Y}"
        tasks.finish(session, workspace, now, actor, task, shown=f"Exit plan approved in govbot on {on}")
    exit_plan.next_review = _next_review(session, exit_plan)
    session.add(exit_plan)


def _count_from(session: Session, workspace: Workspace, now: datetime, exit_plan: ExitPlan) -> None:
    """A plan that is approved early is looked at early: a year after that, not after the day by which it was due."""
    assert exit_plan.standing_id is not None
    for task in plans.tasks_of(session, plans.by_id(session, exit_plan.standing_id)):
        if task.is_open and task.every:
            first = Cadence.parse(task.every).next(workspace.today(now))
            task.planned = min(task.planned, workspace.calendar.next_business_day(first))
            session.add(task)


def reviewed(session: Session, exit_plan: ExitPlan) -> None:
    """Somebody looked at it again: the next time is the next turn of that task."""
    exit_plan.next_review = _next_review(session, exit_plan)
    session.add(exit_plan)
    session.flush()


def _next_review(session: Session, exit_plan: ExitPlan) -> date | None:
    task = _open_task(session, exit_plan, playbook.load().exits.tasks["reviewed"])
    return task.due if task else None


def _open_task(session: Session, exit_plan: ExitPlan, code: str) -> PlanTask | None:
    if exit_plan.standing_id is None:
        return None
    plan = plans.by_id(session, exit_plan.standing_id)
    if plan.state is not State.STANDING:
        return None
    return next((task for task in plans.tasks_of(session, plan) if task.code == code and task.is_open), None)


def end(session: Session, workspace: Workspace, now: datetime, actor: str, exit_plan: ExitPlan) -> None:
    """Nobody is left to be left. As long as a vendor is exiting its standing tasks are only silent."""
    if exit_plan.standing_id is not None and stands(session, exit_plan):
        standing = plans.by_id(session, exit_plan.standing_id)
        service.stop(session, workspace, now, actor, standing, "The vendor has exited")
