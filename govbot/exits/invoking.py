"""The standing plan becomes a running exit: planned, stressed, or with a vendor that is gone today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from govbot import audit, playbook
from govbot.errors import Refusal, Refusals, quoted
from govbot.exits import answering, finding, header, notice, standing
from govbot.exits.models import ExitPlan
from govbot.exits.notice import Bond
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans import dating, templates
from govbot.plans import service as plans
from govbot.plans.models import Plan
from govbot.plans.service import Beginning
from govbot.vendors import moving
from govbot.vendors.models import Status, Vendor
from govbot.workspace import Workspace


class Variant(StrEnum):
    PLANNED = "planned"
    STRESSED = "stressed"
    GONE = "gone"


@dataclass(frozen=True)
class Wish:
    """`starts` is day D; `target` is day T, of a planned exit only."""

    variant: Variant
    starts: date
    target: date | None
    why: str
    manager: Person
    unbound: bool = False  # they agreed, or it is for cause: the notice period does not bind
    roles: Mapping[str, Person] = field(default_factory=dict)


def invoke(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, wish: Wish) -> Plan:
    """The plan that runs. Its vendor is exiting from now on: what kept the plan ready is silent."""
    check_free(session, workspace, vendor)
    today = workspace.today(now)
    # Notice is given on a business day.
    bonds = notice.bonds(session, vendor, workspace.calendar.next_business_day(max(wish.starts, today)))
    if faults := _faults(vendor, wish, bonds, today):
        raise Refusals(faults)
    exit_plan = finding.find(session, vendor) or header.write(session, now, actor, vendor, {})
    if vendor.status is not Status.EXITING:
        moving.move(session, now, actor, vendor, Status.EXITING, wish.why[: moving.LONGEST_REASON])
    plan = plans.begin(session, workspace, now, actor, _beginning(workspace, vendor, wish, bonds, today))
    exit_plan.running_id = plan.id
    session.add(exit_plan)
    answering.begun(session, now, actor, vendor)
    audit.record(
        session, now, actor, "exit.invoked", exit_plan.subject, about=vendor.subject, variant=wish.variant,
        starts=wish.starts, target=plan.target, why=wish.why, unbound=wish.unbound,
    )  # fmt: skip
    return plan


def check_free(session: Session, workspace: Workspace, vendor: Vendor) -> ExitPlan | None:
    """It can be left and is not left yet; returns its plan, where it has one."""
    header.check_ours(vendor)
    exit_plan = finding.find(session, vendor)
    running = finding.running(session, exit_plan)
    if running:
        who, on = people.by_whom(session, running.begun_by), workspace.today(running.begun_at)
        raise Refusal(
            f"{who} began the exit from {quoted(vendor.name)} already, on {on:%-d %B %Y}. Nothing was changed."
            f" `/exit task {vendor.ref}` shows how it stands."
        )
    return exit_plan


def _beginning(workspace: Workspace, vendor: Vendor, wish: Wish, bonds: Sequence[Bond], today: date) -> Beginning:
    # Whatever happened days ago, nobody could do anything before it was said: no task is late as it is given.
    starts = wish.starts if wish.variant is Variant.PLANNED else max(wish.starts, today)
    return Beginning(
        kind=standing.KIND, vendor=vendor, variant=wish.variant, starts=starts, target=wish.target,
        manager=wish.manager, roles=wish.roles, why=wish.why,
        dates=_notice_date(workspace, wish, bonds),
    )  # fmt: skip


def _notice_date(workspace: Workspace, wish: Wish, bonds: Sequence[Bond]) -> dict[str, date]:
    """Notice is served when the template says so, or earlier where a contract asks for it."""
    last = notice.notice_by(bonds, wish.target) if wish.target and not wish.unbound else None
    if last is None:
        return {}
    book = playbook.load().exits
    template, code = templates.named(standing.KIND), book.tasks["notice"]
    dated = dating.dated(template, wish.variant, wish.starts, wish.target, workspace.calendar)
    usual = next((each.planned for each in dated if each.task.key == code), last)
    early = max(last - timedelta(days=book.notice_reserve), bonds[0].since)
    return {code: early} if early < usual else {}


def _faults(vendor: Vendor, wish: Wish, bonds: Sequence[Bond], today: date) -> dict[str, str]:
    faults = {} if wish.why.strip() else {"why": "Say why, in a sentence: everybody who takes part reads it."}
    if fault := _fault_of_start(wish, today):
        faults["starts"] = fault
    if wish.variant is Variant.PLANNED:
        fault = _fault_of_target(vendor, wish, bonds)
    else:
        fault = "A stressed exit counts from the day on which it begins. Leave this empty." if wish.target else ""
    return faults | ({"target": fault} if fault else {})


def _fault_of_start(wish: Wish, today: date) -> str:
    earliest = today - timedelta(days=playbook.load().exits.begun_before)
    if wish.starts < earliest:
        return f"It begins on {earliest:%-d %B %Y} at the earliest."
    if wish.variant is not Variant.PLANNED and wish.starts > today:
        return "A stressed exit begins today. For a later day, choose the planned one."
    return ""


def _fault_of_target(vendor: Vendor, wish: Wish, bonds: Sequence[Bond]) -> str:
    """Where the day cannot be met, the first one that can."""
    if wish.target is None:
        return "Pick the day on which somebody else does the work."
    soonest = wish.starts + timedelta(days=playbook.load().exits.planned_at_least)
    bound = notice.earliest(bonds)
    if not wish.unbound and bound is None:
        return (
            "No contract with them is written down, so nobody knows which notice binds. Write it down with"
            f" `/vendor contract add {vendor.ref}`, or tick below that no notice binds."
        )
    if not wish.unbound and bound and wish.target < bound:
        return (
            f"{bonds[0].said()}. Pick {max(bound, soonest):%-d %B %Y} or a later day, or tick below that the notice"
            " does not bind."
        )
    if wish.target < soonest:
        return (
            f"A planned exit takes time: {soonest:%-d %B %Y} is the first day that leaves enough of it. Pick that or a"
            " later one, or choose a stressed exit."
        )
    return ""
