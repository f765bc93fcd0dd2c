"""The escalation that a word, a button or a form means."""

from collections.abc import Sequence

from govbot.escalations import announce, blocks, finding, history, hours, steps
from govbot.escalations.models import Escalation
from govbot.escalations.policy import Policy
from govbot.escalations.wording import refuse_over
from govbot.slack.blocks import actions, button, section
from govbot.slack.call import Call, Reply
from govbot.slack.text import mention, moment
from govbot.vendors import finding as vendors
from govbot.vendors.models import Vendor


def found(call: Call, value: str) -> tuple[Escalation, Vendor]:
    """By its number, which may be followed by the level that was seen."""
    escalation = finding.find(call.session, value.partition(":")[0])
    return escalation, vendors.by_id(call.session, escalation.vendor_id)


def unfinished(call: Call, value: str = "") -> tuple[Escalation, Vendor]:
    """Nobody should fill in a form that cannot be accepted any more."""
    escalation, vendor = found(call, value or call.value)
    refuse_over(call.session, call.workspace, call.now, escalation)
    return escalation, vendor


def seen(call: Call) -> int:
    return int(call.value.partition(":")[2])


def answered(call: Call, escalation: Escalation, text: str) -> Reply:
    """What was done is told in Slack, and whoever did it gets an answer, with the way back."""
    announce.tell(call.session, call.workspace, call.now, escalation)
    undo = button("Undo", "escalation.undo:1", f"{escalation.id}:{escalation.step}")
    return Reply(text=text, blocks=[section(text), actions(undo)] if escalation.undo else [])


def what_next(call: Call, escalation: Escalation) -> str:
    return f"What comes next: {blocks.comes_next(escalation, call.workspace.calendar)}."


def asked(call: Call, escalation: Escalation) -> str:
    """Whom it waits for now, and when they are told."""
    people, channel = steps.last_reached(steps.of(call.session, escalation))
    return f"{history.asked(people, channel)}{later(call, escalation, people)}"


def later(call: Call, escalation: Escalation, people: Sequence[str]) -> str:
    """Who of them is told later, because it is not business time where they are."""
    policy, places = Policy.model_validate(escalation.policy), hours.places(call.session, call.workspace, people)
    told = {who: hours.opens(policy, call.workspace, places.get(who, ""), call.now) for who in people}
    late = [
        f" {mention(who)} is told {moment(at)}, in business time there." for who, at in told.items() if at > call.now
    ]
    return "".join(late[: history.MENTIONED])
