"""What becomes of a contract's days from a card that shows one: given to somebody else, but never moved by hand."""

from datetime import date

from govbot.contracts import finding
from govbot.contracts import service as contracts
from govbot.contracts.commands import changing
from govbot.contracts.reminders import END, NOTICE
from govbot.people import service as people
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply
from govbot.vendors import giving

FOLLOWS = "This day cannot be moved: it follows from what the contract says. If that changed, change it here."


def _move(call: Call, thing: Reminder, _to: date, _reason: str) -> Reply:
    return changing(call, finding.by_id(call.session, int(thing.value)), FOLLOWS)


def _reassign(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
    person = people.find_able(call.session, slack_id, field="person")
    contract = finding.by_id(call.session, int(thing.value))
    contracts.reassign(call.session, call.now, call.actor, contract, person, reason)
    return giving.handed_over(call, thing, person, reason)


HANDLINGS = {NOTICE: Handling(_move, _reassign), END: Handling(_move, _reassign)}
