"""How what falls due here is moved and given to somebody else, from any card."""

from datetime import date

from govbot.errors import Refusal
from govbot.people import service as people
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.selection import finding, service
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import handed_over, moved


def _end_stands(_call: Call, _thing: Reminder, _to: date, _reason: str) -> Reply:
    raise Refusal("When it runs out is counted from the evidence and cannot be moved. File a new one.", field="date")


def _falls_to_the_owner(_call: Call, _thing: Reminder, _slack_id: str, _reason: str) -> Reply:
    raise Refusal(
        "A due-diligence file falls to the vendor's owner. `/vendor owner` names another one.", field="person"
    )


def _move(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    selection = finding.by_id(call.session, int(thing.value))
    before = service.move(call.session, call.workspace, call.now, call.actor, selection, to, reason)
    return moved(call, thing, before, to, reason)


def _reassign(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
    person = people.find_able(call.session, slack_id, field="person")
    selection = finding.by_id(call.session, int(thing.value))
    service.reassign(call.session, call.workspace, call.now, call.actor, selection, person, reason)
    return handed_over(call, thing, person, reason)


HANDLINGS = {
    "selection": Handling(_move, _reassign),
    "diligence": Handling(_end_stands, _falls_to_the_owner),
}
