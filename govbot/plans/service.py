"""The rules of a whole plan: it begins from its template, ends when its work is done, or is stopped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from govbot import audit, db, playbook
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans import dating, finding, rolling, templates
from govbot.plans.models import Plan, PlanRole, PlanTask, State
from govbot.plans.rolling import Rolled
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Beginning:
    """What has to be known to begin a plan. Without a target it is where the template's own offsets lead."""

    kind: str  # a key of the playbook's plans
    vendor: Vendor | None
    variant: str
    starts: date  # day D; of a standing plan the contract's start, C
    target: date | None = None  # day T; what lies before it is pressed into the time there is
    manager: Person | None = None
    roles: Mapping[str, Person] = field(default_factory=dict)
    why: str = ""
    state: State = State.RUNNING
    channel: str | None = None
    dates: Mapping[str, date] = field(default_factory=dict)  # in place of an offset's, by code
    without: Collection[str] = ()  # codes of tasks this plan does not have


def begin(session: Session, workspace: Workspace, now: datetime, actor: str, beginning: Beginning) -> Plan:
    """The plan with its dated tasks and roles. Its post is `announce.begun`."""
    template = templates.named(beginning.kind)
    templates.check_variant(template, beginning.variant)
    _check_possible(beginning)
    _check_free(session, workspace, beginning)
    plan = _plan(session, workspace, now, actor, beginning)
    for role, person in beginning.roles.items():
        session.add(PlanRole(plan_id=plan.id, role=role, person_id=person.id))
    db.insert_all(session, PlanTask, _tasks(plan, workspace, beginning))
    rolling.settle(session, workspace, now, plan)
    if plan.target is None and plan.state is State.RUNNING:
        plan.target = rolling.ends(session, workspace, plan, finding.tasks_of(session, plan))
    record(session, now, actor, "begun", plan, variant=plan.variant, starts=plan.starts, target=plan.target,
           why=plan.why, manager=beginning.manager.slack_id if beginning.manager else None)  # fmt: skip
    return plan


def _check_possible(beginning: Beginning) -> None:
    if beginning.target and beginning.target <= beginning.starts:
        raise Refusal(f"It begins on {beginning.starts:%-d %B %Y}. Pick a later day for its end.", field="target")
    strange = [role for role in beginning.roles if role not in playbook.load().plan_roles]
    if strange:
        raise Refusal(f"The playbook knows no role {', '.join(map(quoted, strange[:5]))} of plans.")


def _check_free(session: Session, workspace: Workspace, beginning: Beginning) -> None:
    known = finding.alive(session, beginning.kind, beginning.vendor, beginning.state)
    if known:
        who, on = people.by_whom(session, known.begun_by), workspace.today(known.begun_at)
        raise Refusal(f"This was already begun by {who} on {on:%-d %B %Y}. Nothing was changed.")


def _plan(session: Session, workspace: Workspace, now: datetime, actor: str, beginning: Beginning) -> Plan:
    plan = Plan(
        kind=beginning.kind,
        vendor_id=beginning.vendor.id if beginning.vendor else None,
        state=beginning.state,
        place=place(beginning.kind, beginning.vendor, beginning.state),
        variant=beginning.variant,
        playbook_version=workspace.playbook_version,
        starts=beginning.starts,
        target=beginning.target,
        manager_id=beginning.manager.id if beginning.manager else None,
        channel=beginning.channel,
        begun_at=now,
        begun_by=actor,
        why=beginning.why[:LONGEST_TEXT],
    )
    session.add(plan)
    session.flush()
    return plan


def place(kind: str, vendor: Vendor | None, state: State) -> str:
    """What only one plan that is alive may have: of each kind one that runs, and one that stands ready."""
    return f"{kind}:{vendor.id if vendor else 'workspace'}:{state}"


def _tasks(plan: Plan, workspace: Workspace, beginning: Beginning) -> list[dict[str, Any]]:
    found = dating.dated(
        templates.named(plan.kind), plan.variant, beginning.starts, beginning.target, workspace.calendar,
        beginning.dates,
    )  # fmt: skip
    kept = {each.task.key for each in found if each.task.key not in beginning.without}
    return [
        {
            "plan_id": plan.id, "vendor_id": plan.vendor_id, "code": each.task.key, "position": position,
            "title": each.task.title, "phase": each.task.phase, "role": each.task.role, "offset": str(each.offset),
            "days": each.days, "after": [key for key in each.after if key in kept],
            "every": str(each.task.every or ""), "proof": each.task.proof, "gate": each.task.gate,
            "planned": each.planned, "due": each.planned,
        }
        for position, each in enumerate(found)
        if each.task.key in kept
    ]  # fmt: skip


def record(session: Session, now: datetime, actor: str, what: str, plan: Plan, **detail: Any) -> None:
    """A step of the audit chain, found with the vendor; what was changed on the row is written first."""
    session.add(plan)
    session.flush()
    audit.record(session, now, actor, f"plan.{what}", plan.subject, about=plan.about, kind=plan.kind, **detail)


def lock_alive(session: Session, workspace: Workspace, plan: Plan) -> None:
    """From here on nobody else changes it; refuses what has ended meanwhile, naming who ended it and when."""
    session.refresh(plan, with_for_update=True)
    check_alive(session, workspace, plan)


def check_alive(session: Session, workspace: Workspace, plan: Plan) -> None:
    if plan.ended_at:
        how = "finished" if plan.state is State.DONE else "stopped"
        who, on = people.by_whom(session, plan.ended_by), workspace.today(plan.ended_at)
        raise Refusal(f"This plan was {how} by {who} on {on:%-d %B %Y}. Nothing was changed.")


def stop(session: Session, workspace: Workspace, now: datetime, actor: str, plan: Plan, why: str) -> None:
    """It ends half-way: its open tasks stay as they are and are silent."""
    lock_alive(session, workspace, plan)
    if not why.strip():
        raise Refusal("Say why it is stopped.", field="why")
    _end(session, now, actor, plan, State.STOPPED, why)


def close(session: Session, workspace: Workspace, now: datetime, actor: str, plan: Plan, why: str = "") -> None:
    """It ends because its work is done. Refused as long as a task is open."""
    lock_alive(session, workspace, plan)
    open_ = [task.code for task in finding.tasks_of(session, plan) if task.is_open]
    if open_:
        raise Refusal(f"Still open: {', '.join(open_[:10])}. Close these first, or say why one of them is not needed.")
    _end(session, now, actor, plan, State.DONE, why)


def _end(session: Session, now: datetime, actor: str, plan: Plan, state: State, why: str) -> None:
    plan.state, plan.place = state, None
    plan.ended_at, plan.ended_by, plan.ended_because = now, actor, why.strip()[:LONGEST_TEXT]
    record(session, now, actor, state.value, plan, why=plan.ended_because)


def retarget(
    session: Session, workspace: Workspace, now: datetime, actor: str, plan: Plan, target: date, why: str
) -> Rolled:  # fmt: skip
    """Another day T was agreed: every open task that counts from it moves as far, but none before today."""
    lock_alive(session, workspace, plan)
    before, today = plan.target, workspace.today(now)
    if before is None or target == before:
        raise Refusal("Pick the new date.", field="date")
    if target < today:
        raise Refusal(f"{target:%-d %B %Y} is past. Pick today or a later day.", field="date")
    if not why.strip():
        raise Refusal("Say why, and who agreed.", field="why")
    plan.target = target
    for task in finding.tasks_of(session, plan):
        if task.is_open and task.offset.startswith("T"):
            task.planned = workspace.calendar.next_business_day(max(task.planned + (target - before), today))
            session.add(task)
    record(session, now, actor, "retargeted", plan, before=before, after=target, why=why[:LONGEST_TEXT])
    return rolling.reroll(session, workspace, now, actor, plan)


def give_role(session: Session, now: datetime, actor: str, plan: Plan, role: str, person: Person | None) -> None:
    """Somebody for a role of one plan; None: whoever it falls to."""
    held = finding.role_of(session, plan, role)
    if (held.person_id if held else None) == (person.id if person else None):
        return
    if held and person:
        return pass_role(session, now, actor, held, person)
    before = people.by_id(session, held.person_id).slack_id if held else None
    if held:
        session.delete(held)
    elif person:
        session.add(PlanRole(plan_id=plan.id, role=role, person_id=person.id))
    after = person.slack_id if person else None
    return record(session, now, actor, "role_given", plan, role=role, before=before, after=after)


def pass_role(session: Session, now: datetime, actor: str, held: PlanRole, person: Person) -> None:
    """A role that somebody holds goes to another one."""
    before = people.by_id(session, held.person_id).slack_id
    held.person_id = person.id
    session.add(held)
    plan = finding.by_id(session, held.plan_id)
    record(session, now, actor, "role_given", plan, role=held.role, before=before, after=person.slack_id)


def give(session: Session, now: datetime, actor: str, plan: Plan, manager: Person, why: str = "") -> None:
    """Somebody else runs it."""
    before = people.by_id(session, plan.manager_id).slack_id if plan.manager_id else None
    if plan.manager_id == manager.id:
        return
    plan.manager_id = manager.id
    record(session, now, actor, "given", plan, before=before, after=manager.slack_id, why=why)
