"""The forms in which a rollout is begun and stopped, and a gate is decided."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from govbot.errors import Refusal
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans.forms import role_fields
from govbot.plans.models import Plan, PlanTask
from govbot.rollouts.gates import Verdict
from govbot.rollouts.service import ROLES, Wish
from govbot.slack.blocks import context, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, choice_field, date_field, parsed, person_field, text_field
from govbot.slack.text import clip, day, escape
from govbot.vendors.models import Status, Vendor

START, GATE, STOP = "rollout.start:1", "rollout.gate:1", "rollout.stop:1"
PASSED, FAILED = "passed", "failed"
LONGEST = 2000


def start(
    vendor: Vendor, today: date, manager: Person | None, gatekeeper: Person | None, before: Mapping[str, Person]
) -> Form:
    """`before` is who held each role in the last rollout."""
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    moves = " It becomes onboarding by that." if vendor.status is Status.PROSPECT else ""
    fields = [
        section(f"{name}: from the start of the project to steady state in 90 days, in three phases.{moves}"),
        date_field("starts", "First day of the project", initial=today),
        person_field("manager", "Who runs it?", initial=slack_id(manager)),
        person_field("gatekeeper", "Who passes the gates?", initial=slack_id(gatekeeper),
                     hint="Readiness, the pilot and the steady state: only this person says yes or no."),
        *role_fields(ROLES, before),
        text_field("why", "What is rolled out?", long=True, optional=True, most=LONGEST),
    ]  # fmt: skip
    return Form(START, "Start a rollout", fields, submit="Start", value=str(vendor.id))


def slack_id(person: Person | None) -> str:
    """Of somebody who can be picked."""
    return person.slack_id if person and person.reachable else ""


def wish(call: Call, roles: Mapping[str, Person]) -> Wish:
    read: dict[str, Callable[[], Any]] = {
        "starts": lambda: picked_day(call, "starts"),
        "manager": lambda: picked(call, "manager", "Say who runs it."),
        "gatekeeper": lambda: picked(call, "gatekeeper", "Say who passes the gates."),
    }
    return Wish(**parsed(read), roles=roles, why=call.text("why")[:LONGEST])


def picked_day(call: Call, field: str) -> date:
    found = call.date(field)
    if found is None:
        raise Refusal("Pick a day.", field=field)
    return found


def picked(call: Call, field: str, missing: str) -> Person:
    """Somebody who may answer in govbot."""
    if not call.text(field):
        raise Refusal(missing, field=field)
    return people.find_able(call.session, call.text(field), field=field)


def gate(task: PlanTask, about: str, again: date) -> Form:
    """`about` says whose plan it is."""
    choices = [(PASSED, "Passed: the next phase begins"), (FAILED, "Not passed: it is looked at again")]
    fields = [
        section(f"*{task.code}* {escape(clip(task.title, 120))} · {escape(about)}\nDue on {day(task.due)}."),
        choice_field("verdict", "What do you decide?", choices),
        text_field("why", "Why?", long=True, most=LONGEST, hint="It is kept with the plan and told in its thread."),
        date_field("again", "Look at it again on", initial=again, optional=True, hint="Only if it is not passed."),
        context("What hangs on it moves with the new date, and everybody is told."),
    ]
    return Form(GATE, "Decide on a gate", fields, submit="Decide", value=str(task.id))


def verdict(call: Call) -> Verdict:
    chosen = call.text("verdict")
    if chosen not in (PASSED, FAILED):
        raise Refusal("Choose one of the two.", field="verdict")
    return Verdict(chosen == PASSED, call.text("why"), call.date("again"))


def stopping(plan: Plan, about: str) -> Form:
    fields = [
        section(f"{escape(about)}: what is open stays as it is, and nothing of it is said any more."),
        text_field("why", "Why is it stopped?", long=True, most=LONGEST),
    ]
    return Form(STOP, "Stop it", fields, submit="Stop", value=str(plan.id))
