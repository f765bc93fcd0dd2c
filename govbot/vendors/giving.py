"""A dated thing of a vendor given to somebody else, or moved: its cards show it, and whoever has it now is told."""

from collections.abc import Callable
from datetime import date

from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reminders import blocks as shapes
from govbot.reminders import cards
from govbot.reminders.models import Reminder
from govbot.slack.blocks import in_words
from govbot.slack.call import Call, Reply
from govbot.slack.text import clip, day, escape, mention, until

Give = Callable[[Call, Reminder, Person, str], None]


def handed_over(call: Call, thing: Reminder, person: Person, reason: str) -> Reply:
    """Said with the button that finishes it."""
    note = f"👤 {mention(call.actor)} gave it to {mention(person.slack_id)}{because(reason)}"
    cards.note(call.session, call.now, thing.subject, thing.due, note, finished=False)
    if person.slack_id != call.caller.slack_id:
        due = f"due {until(thing.due, call.today)} ({day(thing.due)})"
        line = f"{mention(call.actor)} gave you {shapes.named(thing)}, {due}{because(reason)}"
        drawn = shapes.item(thing, line)
        key = f"{cards.given_key(thing.subject, thing.due)}{person.slack_id}:{call.now.timestamp()}"
        outbox.direct(
            call.session, call.now, key=key, slack_id=person.slack_id, text=in_words(drawn), blocks=drawn,
            fallback=call.workspace.governance_channel,
        )  # fmt: skip
    return Reply(text=f"{shapes.named(thing)} is now with {mention(person.slack_id)}, who has been told.")


def to_person(give: Give) -> Callable[[Call, Reminder, str, str], Reply]:
    """Of a house's way to give such a thing to somebody, the whole of it: who was picked is found, and told."""

    def hand_over(call: Call, thing: Reminder, slack_id: str, reason: str) -> Reply:
        person = people.find_able(call.session, slack_id, field="person")
        give(call, thing, person, reason)
        return handed_over(call, thing, person, reason)

    return hand_over


def moved(call: Call, thing: Reminder, before: date, to: date, reason: str) -> Reply:
    """From the date `before`, for which its cards were written."""
    note = f"📅 Moved to {day(to)} by {mention(call.actor)}{because(reason)}"
    cards.note(call.session, call.now, thing.subject, before, note)
    return Reply(text=f"{shapes.named(thing)} is now due on {day(to)} ({until(to, call.today)}).")


def because(reason: str) -> str:
    return f": {clip(escape(reason), 200)}" if reason else ""
