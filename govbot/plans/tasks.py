"""The rules of one task: closed with its proof, tried and failed, moved, given away, left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans import finding, rolling, service, templates
from govbot.plans.models import Plan, PlanFailure, PlanTask
from govbot.plans.rolling import Rolled
from govbot.playbook import Cadence
from govbot.workspace import Workspace

LONGEST_TEXT = service.LONGEST_TEXT
FURTHEST = 3650  # days: a date beyond that is a slip of the finger


@dataclass(frozen=True)
class Finished:
    """A closed task: what moved by that, its next turn where it comes again, and whether it was the last one."""

    task: PlanTask
    rolled: Rolled
    again: PlanTask | None
    last: bool


def finish(
    session: Session, workspace: Workspace, now: datetime, actor: str, task: PlanTask, *,
    shown: str = "", note: str = "", early: str = "",
) -> Finished:  # fmt: skip
    """Close it. `shown` is its proof; `early` says why it is closed before a task it waits for."""
    plan = lock_open(session, workspace, task)
    if task.proof and not shown.strip():
        raise Refusal(f"{task.code} closes only with its proof: {task.proof}. Paste a link, or say where it lies.",
                      field="shown")  # fmt: skip
    check_turn(session, plan, task, early)
    task.done_at, task.done_by = now, actor
    task.shown, task.note = shown.strip()[:LONGEST_TEXT], note.strip()[:LONGEST_TEXT]
    record(session, now, actor, "done", plan, task, shown=task.shown, note=task.note, early=early.strip(), due=task.due)
    again = _again(session, workspace, now, task)
    rolled = rolling.reroll(session, workspace, now, actor, plan)
    left = any(each.is_open for each in finding.tasks_of(session, plan))
    return Finished(task, rolled, again, not left)


def check_turn(session: Session, plan: Plan, task: PlanTask, early: str = "") -> None:
    """What it waits for is closed first, unless somebody says why not; a gate is passed, and never passed by."""
    waiting = finding.waits_for(finding.tasks_of(session, plan), task)
    gates = [each for each in waiting if each.gate]
    if gates:
        raise Refusal(f"{task.code} waits for a gate: {named(gates)}. It has to be passed first.")
    if waiting and not early.strip():
        raise Refusal(
            f"{task.code} waits for {named(waiting)}. Close that first, or say why this is closed before it.",
            field="early",
        )


def named(tasks: Sequence[PlanTask]) -> str:
    """`X19 “Inventory”, X21 “Access map”` for sentences of refusals."""
    listed = ", ".join(f"{task.code} {quoted(task.title, 60)}" for task in tasks[:3])
    return listed + (f" and {len(tasks) - 3} more" if len(tasks) > 3 else "")


def _again(session: Session, workspace: Workspace, now: datetime, task: PlanTask) -> PlanTask | None:
    """Its next turn, counted from today; that waits for nothing any more."""
    if not task.every:
        return None
    day = workspace.calendar.next_business_day(Cadence.parse(task.every).next(workspace.today(now)))
    kept = task.model_dump(include={
        "plan_id", "vendor_id", "code", "position", "title", "phase", "role", "person_id", "days", "every", "proof",
        "gate",
    })  # fmt: skip
    again = PlanTask(**kept, turn=task.turn + 1, planned=day, due=day)
    session.add(again)
    session.flush()
    return again


def fail(
    session: Session, workspace: Workspace, now: datetime, actor: str, task: PlanTask, why: str, again: date
) -> Rolled:  # fmt: skip
    """It was tried and did not work: it stays open until a new day, and what hangs on it moves."""
    plan = lock_open(session, workspace, task)
    if not why.strip():
        raise Refusal("Say what did not work.", field="why")
    _check_ahead(workspace, now, again, "again")
    why = why.strip()[:LONGEST_TEXT]
    session.add(PlanFailure(task_id=task.id, at=now, by=actor, why=why, again=again))
    before, task.by_hand = task.due, again
    record(session, now, actor, "failed", plan, task, why=why, before=before, after=again)
    return rolling.reroll(session, workspace, now, actor, plan)


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, task: PlanTask, day: date, why: str = ""
) -> Rolled:  # fmt: skip
    """Another date by hand. One before what it waits for is refused, because it could not stand."""
    plan = lock_open(session, workspace, task)
    _check_ahead(workspace, now, day, "date")
    _check_possible(session, workspace, now, plan, task, day)
    before, task.by_hand = task.due, day
    record(session, now, actor, "moved", plan, task, before=before, after=day, why=why[:LONGEST_TEXT])
    return rolling.reroll(session, workspace, now, actor, plan)


def _check_ahead(workspace: Workspace, now: datetime, day: date, field: str) -> None:
    today = workspace.today(now)
    if day < today:
        raise Refusal(f"{day:%-d %B %Y} is past. Pick today or a later day.", field=field)
    if (day - today).days > FURTHEST:
        raise Refusal("That is more than ten years away. Pick an earlier day.", field=field)


def _check_possible(
    session: Session, workspace: Workspace, now: datetime, plan: Plan, task: PlanTask, day: date
) -> None:  # fmt: skip
    tasks = finding.tasks_of(session, plan)
    earliest = rolling.earliest(workspace, now, tasks, task)
    if earliest and day < earliest:
        waiting = named(finding.waits_for(tasks, task)) or "what it waited for"
        raise Refusal(
            f"{task.code} waits for {waiting}, so that {earliest:%-d %B %Y} is the earliest day. Pick that or a later"
            " one, or move what it waits for first.",
            field="date",
        )


def reassign(
    session: Session, workspace: Workspace, now: datetime, actor: str, task: PlanTask, person: Person, why: str = ""
) -> None:  # fmt: skip
    """Somebody does it in place of whoever holds its role."""
    plan = lock_open(session, workspace, task)
    if task.person_id == person.id:
        raise Refusal(f"{quoted(person.name)} has it already.", field="person")
    before = people.by_id(session, task.person_id).slack_id if task.person_id else None
    task.person_id = person.id
    record(session, now, actor, "reassigned", plan, task, before=before, after=person.slack_id, why=why[:LONGEST_TEXT])


def drop(
    session: Session, workspace: Workspace, now: datetime, actor: str, task: PlanTask, because: str
) -> Rolled:  # fmt: skip
    """Not needed in this plan. What waits for it waits for what it waited for itself."""
    plan = lock_open(session, workspace, task)
    template = templates.of(session, plan)
    if task.code in template.closes_with:
        raise Refusal(
            f"{task.code} cannot be left out: no {template.noun} closes without {quoted(task.proof or task.title)}."
        )
    if task.gate:
        raise Refusal(f"{task.code} is a gate: it is passed or not, but never left out.")
    if not because.strip():
        raise Refusal("Say why it is not needed.", field="because")
    task.dropped_at, task.dropped_by = now, actor
    task.dropped_because = because.strip()[:LONGEST_TEXT]
    record(session, now, actor, "dropped", plan, task, why=task.dropped_because)
    return rolling.reroll(session, workspace, now, actor, plan)


def lock_open(session: Session, workspace: Workspace, task: PlanTask) -> Plan:
    """From here on nobody else changes it; refuses what was closed meanwhile, naming who closed it and when."""
    session.refresh(task, with_for_update=True)
    plan = finding.by_id(session, task.plan_id)
    check_open(session, workspace, plan, task)
    return plan


def check_open(session: Session, workspace: Workspace, plan: Plan, task: PlanTask) -> None:
    service.check_alive(session, workspace, plan)
    if not task.is_open:
        at, how = (task.done_at, "closed") if task.done_at else (task.dropped_at, "left out")
        assert at is not None
        who = people.by_whom(session, task.done_by or task.dropped_by)
        when = f"{workspace.today(at):%-d %B %Y}"
        raise Refusal(f"{task.code} was already {how} by {who} on {when}. Nothing was changed.")


def record(session: Session, now: datetime, actor: str, what: str, plan: Plan, task: PlanTask, **detail: Any) -> None:
    """A step of the audit chain, found with the vendor; what was changed on the row is written first."""
    session.add(task)
    session.flush()
    audit.record(
        session, now, actor, f"task.{what}", task.subject, about=plan.about,
        kind=plan.kind, code=task.code, title=task.title, **detail,
    )  # fmt: skip
