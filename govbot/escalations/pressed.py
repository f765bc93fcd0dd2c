"""The escalation that a word, a button or a form means."""

from govbot.escalations import announce, blocks, finding
from govbot.escalations.models import Escalation
from govbot.escalations.wording import refuse_over
from govbot.slack.blocks import actions, button, section
from govbot.slack.call import Call, Reply
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
