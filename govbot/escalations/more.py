"""What people do less often with an escalation: contain it, what is behind the three dots of its card, a drill."""

from collections.abc import Callable

import click

from govbot.errors import Refusal
from govbot.escalations import (
    announce,
    blocks,
    drills,
    forms,
    handling,
    pressed,
    reading,
    regulatory,
    reporting,
    undoing,
)
from govbot.escalations.models import Escalation
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import moment
from govbot.vendors import finding as vendors
from govbot.vendors.models import Vendor

router = Router()
Ask = Callable[[Call, Escalation, Vendor], Form]


@router.press("escalation.contain:1", reads=True)
def ask_containment(call: Call) -> Reply:
    escalation, vendor = pressed.unfinished(call)
    handling.refuse_contained(call.workspace, call.now, escalation)
    return Reply(form=forms.containing(escalation, vendor))


@router.form("escalation.contain:1")
def contained(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    handling.contain(call.session, call.workspace, call.now, call.actor, escalation, call.text("done"))
    return pressed.answered(
        call, escalation, f"It is contained and climbs no further. {pressed.what_next(call, escalation)}"
    )


@router.press("escalation.more:1", reads=True)
def more(call: Call) -> Reply:
    verb, _, number = call.value.partition(":")
    escalation, vendor = pressed.unfinished(call, number)
    return Reply(form=ASKED[verb](call, escalation, vendor))


def _snoozing(call: Call, escalation: Escalation, vendor: Vendor) -> Form:
    return forms.snoozing(escalation, vendor, handling.snooze_choices(call.workspace, call.now, escalation))


ASKED: dict[str, Ask] = {
    "snooze": _snoozing,
    "reassign": lambda _call, escalation, vendor: forms.reassigning(escalation, vendor),
    "clock": lambda call, escalation, vendor: forms.starting_clock(escalation, vendor, call.now),
    "cancel": lambda _call, escalation, vendor: forms.cancelling(escalation, vendor),
}


@router.form("escalation.snooze:1")
def snoozed(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    span, reason = call.text("span"), call.text("reason")
    handling.snooze(call.session, call.workspace, call.now, call.actor, escalation, span, reason)
    until = moment(escalation.snoozed_until or call.now)
    idle = "" if handling.held_back(call.workspace, escalation) else ", which changes nothing: its clock runs longer"
    told = f"Put off for {span}, until {until}{idle}. {pressed.what_next(call, escalation)}"
    return pressed.answered(call, escalation, told)


@router.form("escalation.reassign:1")
def reassigned(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    to, reason = call.text("person"), call.text("reason")
    handling.reassign(call.session, call.workspace, call.now, call.actor, escalation, to, reason)
    asked = f"<@{to}> is asked to take it.{pressed.later(call, escalation, [to])}"
    return pressed.answered(call, escalation, f"{asked} {pressed.what_next(call, escalation)}")


@router.form("escalation.cancel:1")
def cancelled(call: Call) -> Reply:
    escalation, vendor = pressed.found(call, call.value)
    handling.cancel(call.session, call.workspace, call.now, call.actor, escalation, call.text("reason"))
    return pressed.answered(
        call, escalation, f"{blocks.title(escalation, vendor)} is cancelled; those who were asked see it on its card."
    )


@router.form("escalation.clock:1")
def clock_started(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    key, since = call.text("clock"), call.instant("since")
    reporting.start(call.session, call.workspace, call.now, call.actor, escalation, key, since)
    told = "The clock runs. The owner, the sponsor and the admins are reminded before its time is over."
    return pressed.answered(call, escalation, told)


@router.press("escalation.report:1", reads=True)
def ask_report(call: Call) -> Reply:
    escalation, vendor = pressed.found(call, call.value)
    if not regulatory.running(escalation):
        raise Refusal("No regulatory clock runs any more. Its card says when each was reported.")
    return Reply(form=forms.reporting(escalation, vendor, call.now))


@router.form("escalation.report:1")
def reported(call: Call) -> Reply:
    escalation, _vendor = pressed.found(call, call.value)
    key, at, to = call.text("clock"), call.instant("at"), call.text("to")
    reporting.report(call.session, call.workspace, call.now, call.actor, escalation, key, at, to)
    return pressed.answered(call, escalation, "The clock is stopped, and it is written down when and to whom.")


@router.press("escalation.undo:1")
def undone(call: Call) -> Reply:
    escalation, vendor = pressed.found(call, call.value)
    try:
        undoing.undo(call.session, call.workspace, call.now, call.actor, escalation, seen_step=pressed.seen(call))
    except Refusal as refused:  # it will not be possible later either, so the button goes
        return Reply(text=refused.text, replace=True)
    announce.tell(call.session, call.workspace, call.now, escalation)
    return Reply(text=f"Taken back. {blocks.title(escalation, vendor)} is {escalation.state} now.", replace=True)


@router.word(
    "escalate drill",
    "Try the ladder of a vendor: how long does each level take to answer",
    "/escalate drill <vendor> [S1|S2|S3|S4]",
)
@click.argument("words", nargs=-1, required=True)
def drill(call: Call, words: tuple[str, ...]) -> Reply:
    """With a severity by its real clocks, without one by short ones."""
    typed = reading.read(call.session, words)
    vendor = typed.vendor or vendors.find(call.session, " ".join(words))
    escalation = drills.start(call.session, call.workspace, call.now, call.actor, vendor, typed.severity)
    return pressed.answered(call, escalation, f"{blocks.title(escalation, vendor)} is under way. {escalation.what}")
