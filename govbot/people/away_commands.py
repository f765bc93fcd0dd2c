"""Words and the form for being away: who stands in until when, and being back."""

from datetime import date

import click

from govbot.errors import Refusal, quoted
from govbot.outbox import service as outbox
from govbot.people import away, blocks
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, date_field, person_field, text_field
from govbot.slack.router import Router
from govbot.slack.text import day, mention

router = Router()


@router.word(
    "away", "Say who stands in while you are away, or see who is", "/vendor away [@deputy until <YYYY-MM-DD> [reason]]"
)
@click.argument("words", nargs=-1)
def go_away(call: Call, words: tuple[str, ...]) -> Reply:
    if not words:
        return _shown(call)
    lowered = [word.lower() for word in words]
    cut = lowered.index("until") if "until" in lowered else len(words)
    deputy = people.find_able(call.session, " ".join(words[:cut])) if cut else None
    if deputy is None or len(words) < cut + 2:
        return Reply(form=_form(deputy))
    return _go(call, deputy, _day(words[cut + 1]), " ".join(words[cut + 2 :]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"{quoted(text)} is no date I understand. Write it as year-month-day: `2027-01-31`.") from None


def _shown(call: Call) -> Reply:
    hops = away.on(call.session, call.today).hops
    return Reply(blocks=blocks.absences(list(hops.values()), mine=hops.get(call.caller.id)))


@router.press("people.away:1", reads=True)
def ask(_call: Call) -> Reply:
    return Reply(form=_form(None))


def _form(deputy: Person | None) -> Form:
    fields = [
        person_field(
            "deputy",
            "Who stands in for you",
            initial=deputy.slack_id if deputy else "",
            hint="Your reminders and escalations reach them, and they can answer for you.",
        ),
        date_field("until", "Until", hint="The last day you are away."),
        text_field("reason", "Why", optional=True, most=away.LONGEST_REASON, hint="Your deputy reads it."),
    ]
    return Form("people.away:1", "Be away", fields)


@router.form("people.away:1")
def filled(call: Call) -> Reply:
    deputy = people.find_able(call.session, call.text("deputy"), field="deputy")
    until = call.date("until")
    if until is None:
        raise Refusal("Pick the last day you are away.", field="until")
    return _go(call, deputy, until, call.text("reason"))


def _go(call: Call, deputy: Person, until: date, reason: str) -> Reply:
    me = people.by_id(call.session, call.caller.id)
    hop = away.go(call.session, call.now, call.today, me, deputy, until, reason)
    _direct(call, "away", hop.deputy, blocks.deputy_news(hop))
    _direct(call, "away", hop.away, blocks.away_news(hop))
    return Reply(text=f"{mention(deputy.slack_id)} stands in for you to the end of {day(until)}. Both of you are told.")


@router.word("back", "End being away before its day", "/vendor back")
def come_back(call: Call) -> Reply:
    return _back(call)


@router.press("people.back:1")
def press_back(call: Call) -> Reply:
    return _back(call)


def _back(call: Call) -> Reply:
    hop = away.back(call.session, call.now, call.today, people.by_id(call.session, call.caller.id))
    news = f"{mention(hop.away.slack_id)} is back: what is theirs reaches them again. Thank you."
    _direct(call, "back", hop.deputy, news)
    return Reply(text=f"Welcome back. What is yours reaches you again, and {mention(hop.deputy.slack_id)} is told.")


def _direct(call: Call, what: str, to: Person, text: str) -> None:
    key = f"{what}:{call.caller.id}:{int(call.now.timestamp() * 1000)}:{to.id}"
    outbox.direct(call.session, call.now, key=key, slack_id=to.slack_id, text=text, blocks=None)
