"""How these things are moved and given to somebody else, from any card; where that cannot be, what to do instead."""

from datetime import date

from govbot.errors import Refusal
from govbot.people.models import Person
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.risks import approvals, issues, records
from govbot.risks.decision_commands import prolong
from govbot.risks.models import Decision, Issue
from govbot.slack.call import Call, Reply
from govbot.vendors.giving import moved, to_person


def _move(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    entry = records.of_subject(call.session, thing.value)
    if isinstance(entry, Decision):
        return prolong(call, entry, to, reason)
    before = records.move(call.session, call.workspace, call.now, call.actor, entry, to, reason)
    return moved(call, thing, before, to, reason)


def _end_stands(call: Call, thing: Reminder, _to: date, _reason: str) -> Reply:
    ref = records.of_subject(call.session, thing.value).ref
    ask = f"`/vendor exception renew {ref}` asks for it."
    raise Refusal(f"The end of an exception moves only with a new approval: {ask}", field="date")


def _acceptance_stands(call: Call, thing: Reminder, _to: date, _reason: str) -> Reply:
    ref = records.of_subject(call.session, thing.value).ref
    ask = f"`/vendor risk accept {ref}` asks for it."
    raise Refusal(f"How long a risk is borne moves only with a new approval: {ask}", field="date")


def _answer_stands(_call: Call, _thing: Reminder, _to: date, _reason: str) -> Reply:
    raise Refusal("Somebody waits for this answer. Approve or refuse it, or snooze the reminder.", field="date")


@to_person
def _reassign(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    """To another owner; of an issue that is done, to another verifier."""
    entry = records.of_subject(call.session, thing.value)
    where = call.session, call.workspace, call.now, call.actor
    if isinstance(entry, Issue) and entry.done_at:
        issues.pass_on(*where, entry, person, reason)
    else:
        records.reassign(*where, entry, person, reason)


@to_person
def _ask_another(call: Call, thing: Reminder, person: Person, reason: str) -> None:
    approval = approvals.by_id(call.session, int(thing.subject.partition(":")[2]))
    approvals.hand_on(call.session, call.workspace, call.now, call.actor, approval, person)


HANDLINGS = {
    "risk": Handling(_move, _reassign),
    "issue": Handling(_move, _reassign),
    "exception": Handling(_end_stands, _reassign),
    "decision": Handling(_move, _reassign),
    "acceptance": Handling(_acceptance_stands, _reassign),
    "approval": Handling(_answer_stands, _ask_another),
}
