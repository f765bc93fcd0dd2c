"""What becomes of a contract's days from a card that shows one; those that follow from it are never moved by hand."""

from datetime import date

from govbot.contracts import finding, gaps
from govbot.contracts import service as contracts
from govbot.contracts.commands import changing
from govbot.contracts.gap_reminders import GAPS
from govbot.contracts.reminders import END, NOTICE
from govbot.people.models import Person
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply
from govbot.vendors import giving

FOLLOWS = "This day cannot be moved: it follows from what the contract says. If that changed, change it here."


def _move(call: Call, thing: Reminder, _to: date, _reason: str) -> Reply:
    return changing(call, finding.by_id(call.session, int(thing.value)), FOLLOWS)


@giving.to_person
def _reassign(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    contract = finding.by_id(call.session, int(thing.value))
    contracts.reassign(call.session, call.now, call.actor, contract, person, reason)


def _move_gaps(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    contract = finding.by_id(call.session, int(thing.value))
    before = gaps.move(call.session, call.workspace, call.now, call.actor, contract, to, reason)
    return giving.moved(call, thing, before, to, reason)


@giving.to_person
def _reassign_gaps(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    contract = finding.by_id(call.session, int(thing.value))
    gaps.reassign(call.session, call.now, call.actor, contract, person, reason)


HANDLINGS = {
    NOTICE: Handling(_move, _reassign),
    END: Handling(_move, _reassign),
    GAPS: Handling(_move_gaps, _reassign_gaps),
}
