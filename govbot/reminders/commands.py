"""The Snooze button and its form, for any dated thing."""

from govbot.errors import Refusal
from govbot.reminders import blocks, cards, service, snoozing
from govbot.reminders.models import Kind, Reminder
from govbot.slack.blocks import section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, date_field, text_field
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention

GONE = "This is not open any more: it was finished, dropped or moved meanwhile. `/review due` shows what is."


def router(kinds: tuple[Kind, ...]) -> Router:
    """Given every kind of dated thing, because the button says only which one it is."""
    routes = Router()

    @routes.press(blocks.SNOOZE, reads=True)
    def ask(call: Call) -> Reply:
        thing = _open(call, kinds)
        snoozing.check(call.session, call.today, thing)
        return Reply(form=_form(call, thing))

    @routes.form(blocks.SNOOZE)
    def put_off(call: Call) -> Reply:
        thing = _open(call, kinds)
        snooze = snoozing.snooze(
            call.session, call.now, call.today, call.actor, thing, call.date("until"), call.text("reason")
        )
        said = f"💤 Snoozed until {day(snooze.until)} by {mention(call.actor)}: {clip(escape(snooze.reason), 200)}"
        cards.note(call.session, call.now, thing.subject, thing.due, said, finished=False)
        return Reply(text=f"You will hear nothing about {_named(thing)} before {day(snooze.until)}.")

    return routes


def _open(call: Call, kinds: tuple[Kind, ...]) -> Reminder:
    thing = service.find(call.session, call.workspace, call.today, kinds, call.value)
    if thing is None:
        raise Refusal(GONE)
    return thing


def _named(thing: Reminder) -> str:
    return f"*{escape(clip(thing.title, 100))}*"


def _form(call: Call, thing: Reminder) -> Form:
    last = snoozing.latest(thing, call.today)
    fields = [
        section(f"{_named(thing)}, due {day(thing.due)}. Its date stays; only the reminders wait."),
        date_field("until", "Until", hint=f"{day(last)} at the latest."),
        text_field(
            "reason", "Why does it have to wait?", most=snoozing.LONGEST_REASON, hint="The channel will see it."
        ),
    ]
    return Form(blocks.SNOOZE, "Snooze", fields, submit="Snooze", value=thing.subject)
