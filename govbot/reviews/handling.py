"""How reviews and actions are moved and given to somebody else, from any card that shows one."""

from datetime import date

from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reminders import blocks as shapes
from govbot.reminders import cards
from govbot.reminders.commands import Handling
from govbot.reminders.models import Reminder
from govbot.reviews import actions
from govbot.reviews import service as reviews
from govbot.reviews.dating_commands import move_to
from govbot.slack.blocks import in_words
from govbot.slack.call import Call, Reply
from govbot.slack.text import clip, day, escape, mention, until
from govbot.vendors import finding


def _move_review(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    return move_to(call, reviews.by_id(call.session, int(thing.value)), to, reason)


def _move_action(call: Call, thing: Reminder, to: date, reason: str) -> Reply:
    action = actions.by_id(call.session, int(thing.value))
    before = actions.move(call.session, call.workspace, call.now, call.actor, action, to, reason)
    note = f"📅 Moved to {day(to)} by {mention(call.actor)}{_because(reason)}"
    cards.note(call.session, call.now, thing.subject, before, note)
    return Reply(text=f"*{escape(action.title)}* is now due on {day(to)} ({until(to, call.today)}).")


def _reassign_review(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
    person = people.find_able(call.session, slack_id, field="person")
    review = reviews.by_id(call.session, int(thing.value))
    reviews.reassign(call.session, call.workspace, call.now, call.actor, review, person, reason)
    return _handed_over(call, thing, person, reason)


def _reassign_action(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
    person = people.find_able(call.session, slack_id, field="person")
    action = actions.by_id(call.session, int(thing.value))
    actions.reassign(call.session, call.workspace, call.now, call.actor, action, person, reason)
    return _handed_over(call, thing, person, reason)


def _handed_over(call: Call, thing: Reminder, person: Person, reason: str) -> Reply:
    """The cards show it, and whoever has it now is told with the button that finishes it."""
    note = f"👤 {mention(call.actor)} gave it to {mention(person.slack_id)}{_because(reason)}"
    cards.note(call.session, call.now, thing.subject, thing.due, note, finished=False)
    if person.slack_id != call.caller.slack_id:
        vendor = finding.by_id(call.session, thing.vendor_id) if thing.vendor_id else None
        of = f" · {escape(clip(vendor.name, 80))}" if vendor else ""
        due = f"due {until(thing.due, call.today)} ({day(thing.due)})"
        line = f"{mention(call.actor)} gave you *{escape(clip(thing.title, 150))}*{of} · {due}{_because(reason)}"
        drawn = shapes.item(thing, line)
        key = f"{cards.given_key(thing.subject, thing.due)}{person.slack_id}:{call.now.timestamp()}"
        outbox.direct(
            call.session, call.now, key=key, slack_id=person.slack_id, text=in_words(drawn), blocks=drawn,
            fallback=call.workspace.governance_channel,
        )  # fmt: skip
    return Reply(text=f"*{escape(thing.title)}* is now with {mention(person.slack_id)}, who has been told.")


def _because(reason: str) -> str:
    return f": {clip(escape(reason), 200)}" if reason else ""


HANDLINGS = {
    "review": Handling(_move_review, _reassign_review),
    "action": Handling(_move_action, _reassign_action),
}
