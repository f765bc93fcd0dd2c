"""How evidence is moved and given to somebody else, from any card that shows it."""

from datetime import date

from govbot.errors import Refusal
from govbot.evidence import changing, finding
from govbot.people.models import Person
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import moved, to_person


def _move(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    piece = finding.by_id(call.session, _number(thing))
    before = changing.move(call.session, call.workspace, call.now, call.actor, piece, to, reason)
    return moved(call, thing, before, to, reason)


@to_person
def _reassign(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    piece = finding.by_id(call.session, _number(thing))
    changing.reassign(call.session, call.now, call.actor, piece, person, reason)


def _number(thing: Reminder) -> int:
    """Its button may lead to the version that comes after it."""
    return int(thing.subject.partition(":")[2])


def _move_missing(_call: Call, _thing: Reminder, _to: date, _reason: str) -> Reply:
    raise Refusal("Until when it is wanted follows from the tier. Request it: a request has a date of its own.")


def _reassign_missing(_call: Call, _thing: Reminder, _slack_id: str, _reason: str) -> Reply:
    raise Refusal("Request it first: the request can be given to somebody.", field="person")


HANDLINGS = {
    "evidence": Handling(_move, _reassign),
    "evidence_missing": Handling(_move_missing, _reassign_missing),
}
