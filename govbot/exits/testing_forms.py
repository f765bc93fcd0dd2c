"""The forms about tests of exit plans: the result with what has to be mended, and the day of the next one."""

from datetime import date
from functools import partial

from govbot.errors import Refusal
from govbot.exits.models import ExitPlan, ExitTest, Result
from govbot.exits.testing import FollowUp, Held
from govbot.people import service as people
from govbot.playbook.exits import TestKind
from govbot.risks import records
from govbot.slack.blocks import Block, context, divider, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, choice_field, date_field, parsed, person_field, text_field
from govbot.slack.text import clip, day, escape
from govbot.vendors.models import Vendor

RECORD, DATE = "exit_test.record:1", "exit_test.date:1"
MENDED = (1, 2)
LABELS = {
    Result.PASSED: "Passed",
    Result.PARTLY: "Passed in part",
    Result.FAILED: "Failed",
}


def value(plan: ExitPlan, kind: str, ahead: ExitTest | None) -> str:
    """What buttons and forms carry: the plan, the kind, and the test that is ahead."""
    return f"{plan.id} {kind} {ahead.id if ahead else 0}"


def recording(vendor: Vendor, plan: ExitPlan, kind: TestKind, ahead: ExitTest | None, today: date) -> Form:
    fields = [
        section(f"*{kind.title}* of the exit plan of *{escape(clip(vendor.name, 80))}*\n{kind.meaning}."),
        date_field("held_on", "Held on", initial=today),
        choice_field("result", "Result", [(result.value, label) for result, label in LABELS.items()]),
        text_field("report", "Where its report lies", most=1000, hint="A link, or the place."),
        text_field("findings", "What it showed", long=True, optional=True, hint="Needed unless all of it passed."),
        divider(),
        context("What has to be mended becomes an issue, with somebody who mends it and somebody who verifies it."),
    ]
    for number in MENDED:
        fields += _mending(number)
    return Form(RECORD, "Result of a test", fields, submit="Record", value=value(plan, kind.key, ahead))


def _mending(number: int) -> list[Block]:
    return [
        text_field(f"what_{number}", f"To mend {number}", optional=True, most=200),
        person_field(f"who_{number}", f"Who mends {number}", optional=True),
        date_field(f"until_{number}", f"Until when {number}", optional=True),
    ]


def held(call: Call) -> Held:
    """What was filled in; every fault is named on its field."""
    found = parsed({
        "held_on": lambda: _picked(call, "held_on", "Pick the day on which it was held."),
        "result": lambda: Result(_needed(call.text("result"), "Say how it went.")),
        **{f"what_{number}": partial(_follow_up, call, number) for number in MENDED},
    })  # fmt: skip
    return Held(
        on=found["held_on"], result=found["result"], report=call.text("report"), findings=call.text("findings"),
        follow_ups=[wanted for number in MENDED if (wanted := found[f"what_{number}"])],
    )  # fmt: skip


def _follow_up(call: Call, number: int) -> FollowUp | None:
    """Whole or not at all."""
    what, who, until = (f"{part}_{number}" for part in ("what", "who", "until"))
    if not any(call.text(name) for name in (what, who, until)):
        return None
    found = parsed({
        what: lambda: _needed(call.text(what), "Say what is to be mended."),
        who: lambda: people.find_able(call.session, _needed(call.text(who), "Say who mends it.")),
        until: lambda: records.check_ahead(call.today, _picked(call, until, "Say until when."), "issue", until),
    })  # fmt: skip
    return FollowUp(found[what], found[who], found[until])


def _needed(given: str, missing: str) -> str:
    if not given:
        raise Refusal(missing)
    return given


def dating(vendor: Vendor, plan: ExitPlan, kind: TestKind, ahead: ExitTest | None) -> Form:
    now = f"It is due {day(ahead.due)}." if ahead else "No day is chosen yet."
    fields = [
        section(f"*{kind.title}* of the exit plan of *{escape(clip(vendor.name, 80))}*. {now}"),
        date_field("date", "To be held by", initial=ahead.due if ahead else None),
        text_field("reason", "Why that day?", optional=True, most=300),
    ]
    return Form(DATE, "Day of a test", fields, value=value(plan, kind.key, ahead))


def _picked(call: Call, name: str, missing: str) -> date:
    picked = call.date(name)
    if picked is None:
        raise Refusal(missing)
    return picked
