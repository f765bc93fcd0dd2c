"""How reviews and actions are moved and given to somebody else, from any card that shows one."""

from datetime import date

from govbot.people.models import Person
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.reviews import actions
from govbot.reviews import service as reviews
from govbot.reviews.dating_commands import move_to
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import moved, to_person


def _move_review(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    return move_to(call, reviews.by_id(call.session, int(thing.value)), to, reason)


def _move_action(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    action = actions.by_id(call.session, int(thing.value))
    before = actions.move(call.session, call.workspace, call.now, call.actor, action, to, reason)
    return moved(call, thing, before, to, reason)


@to_person
def _reassign_review(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    review = reviews.by_id(call.session, int(thing.value))
    reviews.reassign(call.session, call.workspace, call.now, call.actor, review, person, reason)


@to_person
def _reassign_action(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    action = actions.by_id(call.session, int(thing.value))
    actions.reassign(call.session, call.workspace, call.now, call.actor, action, person, reason)


HANDLINGS = {
    "review": Handling(_move_review, _reassign_review),
    "action": Handling(_move_action, _reassign_action),
}
