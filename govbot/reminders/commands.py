"""What is beside the button that finishes a dated thing: Snooze, Move, Reassign, Escalate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from govbot.errors import Refusal
from govbot.reminders import blocks, cards, service, snoozing
from govbot.reminders.models import Kind, Reminder
from govbot.slack.blocks import section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, date_field, person_field, text_field
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention

GONE = "This is not open any more: it was finished or dropped meanwhile. `/vendor due` shows what is."


@dataclass(frozen=True)
class Handling:
    """How a kind of dated thing gets another date, or another person (a Slack id), for a reason."""

    move: Callable[[Call, Reminder, date, str], Reply]
    reassign: Callable[[Call, Reminder, str, str], Reply]


Escalate = Callable[[Call, Reminder], Form]
MOVE, REASSIGN = "reminder.move:1", "reminder.reassign:1"


def router(kinds: tuple[Kind, ...], handlings: Mapping[str, Handling], escalate: Escalate) -> Router:
    """Given every kind of dated thing and how each is handled, because a button says only which thing it is about."""
    routes = _snoozing(kinds)

    @routes.press(blocks.MORE, reads=True)
    def more(call: Call) -> Reply:
        choice, _, subject = call.value.partition(" ")
        thing = _open(call, kinds, subject)
        if choice == blocks.ESCALATE:
            return Reply(form=escalate(call, thing))
        return Reply(form=_moving(thing) if choice == blocks.MOVE else _reassigning(thing))

    @routes.form(MOVE)
    def move(call: Call) -> Reply:
        thing, to = _open(call, kinds, call.value), call.date("date")
        if to is None or to == thing.due:
            raise Refusal("Pick the new date.", field="date")
        return handlings[thing.kind].move(call, thing, to, call.text("reason"))

    @routes.form(REASSIGN)
    def reassign(call: Call) -> Reply:
        thing = _open(call, kinds, call.value)
        return handlings[thing.kind].reassign(call, thing, call.text("person"), call.text("reason"))

    return routes


def _snoozing(kinds: tuple[Kind, ...]) -> Router:
    routes = Router()

    @routes.press(blocks.SNOOZE, reads=True)
    def ask(call: Call) -> Reply:
        thing = _open(call, kinds, call.value)
        snoozing.check(call.session, call.today, thing)
        return Reply(form=_form(call, thing))

    @routes.form(blocks.SNOOZE)
    def put_off(call: Call) -> Reply:
        thing = _open(call, kinds, call.value)
        snooze = snoozing.snooze(
            call.session, call.now, call.today, call.actor, thing, call.date("until"), call.text("reason")
        )
        said = f"💤 Snoozed until {day(snooze.until)} by {mention(call.actor)}: {clip(escape(snooze.reason), 200)}"
        cards.note(call.session, call.now, thing.subject, thing.due, said, finished=False, without=blocks.SNOOZE)
        return Reply(text=f"You will hear nothing about {blocks.named(thing)} before {day(snooze.until)}.")

    return routes


def _open(call: Call, kinds: tuple[Kind, ...], subject: str) -> Reminder:
    thing = service.find(call.session, call.workspace, kinds, subject)
    if thing is None:
        raise Refusal(GONE)
    return thing


def _form(call: Call, thing: Reminder) -> Form:
    last = snoozing.latest(thing, call.today)
    fields = [
        section(f"{blocks.named(thing)}, due {day(thing.due)}. Its date stays; only the reminders wait."),
        date_field("until", "Until", hint=f"{day(last)} at the latest."),
        text_field(
            "reason", "Why does it have to wait?", most=snoozing.LONGEST_REASON, hint="The channel will see it."
        ),
    ]
    return Form(blocks.SNOOZE, "Snooze", fields, submit="Snooze", value=thing.subject)


def _moving(thing: Reminder) -> Form:
    fields = [
        section(f"{blocks.named(thing)}, due {day(thing.due)}."),
        date_field("date", "New date", initial=thing.due),
        text_field("reason", "Why?", optional=True, most=300),
    ]
    return Form(MOVE, "Move", fields, submit="Move", value=thing.subject)


def _reassigning(thing: Reminder) -> Form:
    fields = [
        section(f"{blocks.named(thing)}, due {day(thing.due)}. Whoever you pick is told, and reminded from now on."),
        person_field("person", "Who does it?"),
        text_field("reason", "Why?", optional=True, most=300),
    ]
    return Form(REASSIGN, "Reassign", fields, submit="Reassign", value=thing.subject)
