"""A plan's dates brought up to what is known today, and what moved by that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from govbot import audit
from govbot.plans import finding, templates
from govbot.plans.models import Plan, PlanTask
from govbot.plans.schedule import Node, Schedule, schedule
from govbot.workspace import Workspace


class Moved(NamedTuple):
    """A task that has another date now. `held` is the one it waits for, where that is why."""

    task: PlanTask
    before: date
    after: date
    held: PlanTask | None


@dataclass(frozen=True)
class Rolled:
    """What moved, and when the whole ends: before and now. None where nothing is left that could end it."""

    plan: Plan
    moves: tuple[Moved, ...]
    end_before: date | None
    end: date | None

    @property
    def end_moved(self) -> bool:
        return self.end != self.end_before


def nodes(workspace: Workspace, tasks: Sequence[PlanTask]) -> list[Node]:
    """The tasks as the schedule sees them; of those that come again and again, what waits waits for the first turn."""
    return [
        Node(
            code=name(task),
            floor=task.by_hand or task.planned,
            days=task.days,
            after=tuple(task.after),
            done=workspace.today(task.done_at) if task.done_at else None,
            dropped=task.dropped_at is not None,
        )
        for task in tasks
    ]


def name(task: PlanTask) -> str:
    return task.code if task.turn == 1 else f"{task.code}#{task.turn}"


def ends(session: Session, workspace: Workspace, plan: Plan, tasks: Sequence[PlanTask]) -> date | None:
    """The day on which the plan is over, by the task that its template names for that, else by its last one."""
    last = templates.of(session, plan).ends_with
    chosen = [task for task in tasks if task.code == last and task.dropped_at is None]
    chosen = chosen or [task for task in tasks if task.dropped_at is None]
    return max((workspace.today(task.done_at) if task.done_at else task.due for task in chosen), default=None)


def reroll(session: Session, workspace: Workspace, now: datetime, actor: str, plan: Plan) -> Rolled:
    """New dates for what waits, written once: a second call on the same day moves nothing."""
    rolled = settle(session, workspace, now, plan)
    if rolled.moves:
        _record(session, now, actor, rolled)
    return rolled


def settle(session: Session, workspace: Workspace, now: datetime, plan: Plan) -> Rolled:
    """The same without a step in the audit: the dates of a plan that begins are no news."""
    tasks = finding.tasks_of(session, plan)
    before = ends(session, workspace, plan, tasks)
    dates = schedule(nodes(workspace, tasks), workspace.calendar, workspace.today(now))
    moves = tuple(_moves(tasks, dates))
    for moved in moves:
        moved.task.due = moved.after
        session.add(moved.task)
    session.flush()
    return Rolled(plan, moves, before, ends(session, workspace, plan, tasks))


def earliest(workspace: Workspace, now: datetime, tasks: Sequence[PlanTask], task: PlanTask) -> date | None:
    """The first day that what it waits for allows; None where it waits for nothing."""
    found = nodes(workspace, tasks)
    ends = schedule(found, workspace.calendar, workspace.today(now)).ends
    before = [ends[wanted] for wanted in task.after if wanted in ends]
    return workspace.calendar.add_business_days(max(before), task.days) if before else None


def _moves(tasks: Sequence[PlanTask], dates: Schedule) -> list[Moved]:
    by_name = {name(task): task for task in tasks}
    return [
        Moved(task, task.due, dates.due[code], by_name.get(dates.held.get(code, "")))
        for code, task in by_name.items()
        if code in dates.due and dates.due[code] != task.due
    ]


def _record(session: Session, now: datetime, actor: str, rolled: Rolled) -> None:
    moves = [[moved.task.code, moved.before, moved.after] for moved in rolled.moves]
    audit.record(
        session, now, actor, "plan.rescheduled", rolled.plan.subject, about=rolled.plan.about,
        kind=rolled.plan.kind, moves=moves, before=rolled.end_before, after=rolled.end,
    )  # fmt: skip
