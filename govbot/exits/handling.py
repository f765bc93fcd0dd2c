"""How tests of exit plans are moved and given to somebody else, from any card."""

from datetime import date

from govbot.exits import testing
from govbot.exits.models import ExitTest
from govbot.exits.reminders import KIND
from govbot.people import service as people
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import handed_over, moved


def _test(call: Call, thing: Reminder) -> ExitTest:
    return testing.by_id(call.session, int(thing.subject.partition(":")[2]))


def _move(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    test = _test(call, thing)
    before = testing.move(call.session, call.workspace, call.now, call.actor, test, to, reason)
    return moved(call, thing, before, to, reason)


def _reassign(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
    person = people.find_able(call.session, slack_id, field="person")
    testing.reassign(call.session, call.now, call.actor, _test(call, thing), person, reason)
    return handed_over(call, thing, person, reason)


HANDLINGS = {KIND: Handling(_move, _reassign)}
