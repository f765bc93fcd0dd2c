"""Tasks that somebody adds to a plan by hand, and what waits for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.people.models import Person
from govbot.plans import finding, rolling, service, tasks, templates
from govbot.plans.models import Plan, PlanTask
from govbot.plans.rolling import Rolled
from govbot.plans.schedule import in_order
from govbot.workspace import Workspace

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Extra:
    """A task that the template does not have. `before` are codes of tasks that wait for it."""

    title: str
    phase: str
    due: date
    person: Person
    days: int = 1
    after: Sequence[str] = ()
    before: Sequence[str] = ()
    proof: str = ""


def add(
    session: Session, workspace: Workspace, now: datetime, actor: str, plan: Plan, extra: Extra
) -> tuple[PlanTask, Rolled]:  # fmt: skip
    """It is called A01, A02 and so on."""
    service.lock_alive(session, workspace, plan)
    if not extra.title.strip():
        raise Refusal("Say what is to be done.", field="title")
    if extra.due < workspace.today(now):
        raise Refusal(f"{extra.due:%-d %B %Y} is past. Pick today or a later day.", field="date")
    if extra.phase not in templates.of(session, plan).phases:
        raise Refusal("Pick one of the plan's phases.", field="phase")
    known = finding.tasks_of(session, plan)
    task = _task(plan, extra, known, workspace)
    for code in extra.before:
        _check_codes(known, [code])
    session.add(task)
    session.flush()
    for other in known:
        if other.code in extra.before and other.is_open:
            _rewire(session, [*known, task], other, [*other.after, task.code])
    tasks.record(session, now, actor, "added", plan, task, due=task.due, whom=extra.person.slack_id,
                 after_tasks=task.after, before_tasks=list(extra.before))  # fmt: skip
    return task, rolling.reroll(session, workspace, now, actor, plan)


def _task(plan: Plan, extra: Extra, known: Sequence[PlanTask], workspace: Workspace) -> PlanTask:
    number = sum(task.code.startswith("A") for task in known) + 1
    return PlanTask(
        plan_id=plan.id,
        vendor_id=plan.vendor_id,
        code=f"A{number:02d}",
        position=max((task.position for task in known), default=0) + 1,
        title=" ".join(extra.title.split())[:LONGEST_TITLE],
        phase=extra.phase,
        role="",
        person_id=extra.person.id,
        days=extra.days,
        after=_check_codes(known, extra.after),
        proof=extra.proof.strip()[:LONGEST_TITLE],
        planned=workspace.calendar.next_business_day(extra.due),
        due=workspace.calendar.next_business_day(extra.due),
    )


def rewire(
    session: Session, workspace: Workspace, now: datetime, actor: str, task: PlanTask, after: Sequence[str]
) -> Rolled:  # fmt: skip
    """What it waits for from now on. A circle is refused, and nothing is changed."""
    plan = tasks.lock_open(session, workspace, task)
    known = finding.tasks_of(session, plan)
    before = list(task.after)
    _rewire(session, known, task, after)
    tasks.record(session, now, actor, "rewired", plan, task, before=before, after=task.after)
    return rolling.reroll(session, workspace, now, actor, plan)


def _rewire(session: Session, known: Sequence[PlanTask], task: PlanTask, after: Sequence[str]) -> None:
    wanted = _check_codes(known, after)
    in_order({each.code: wanted if each.id == task.id else each.after for each in known if each.turn == 1})
    task.after = wanted
    session.add(task)


def _check_codes(known: Sequence[PlanTask], codes: Sequence[str]) -> list[str]:
    """Those that the plan has, each once, as it writes them."""
    there = {task.code for task in known}
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    strange = [code for code in wanted if code not in there]
    if strange:
        raise Refusal(f"This plan has no task {', '.join(strange[:5])}. Look at the plan for what they are called.",
                      field="after")  # fmt: skip
    return wanted
