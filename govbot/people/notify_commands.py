"""How each person is reached: their own choice, within what their duties must hear."""

import click

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Reach
from govbot.rights import Right
from govbot.slack.blocks import context
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, choice_field
from govbot.slack.router import Router

router = Router()
FORM = "people.notify:1"
MEANS = {
    Reach.CHANNEL_AND_DIGEST: "I name you in the channel and send you the digest",
    Reach.DIGEST_ONLY: "I send you the digest and do not call you in channels",
    Reach.URGENT_ONLY: "I write to you only of what is due that day or overdue",
}
ALWAYS = "What is overdue in your hands, and every escalation, reaches you in any case."


@router.word(
    "notify",
    "Choose how you are reached",
    "/vendor notify [channel-and-digest|digest-only|urgent-only]",
    needs=Right.READ,
)
@click.argument("how", nargs=-1)
def notify(call: Call, how: tuple[str, ...]) -> Reply:
    return _choose(call, _read("-".join(how).lower())) if how else Reply(form=_form(call))


def _read(text: str) -> Reach:
    try:
        return Reach(text)
    except ValueError:
        choices = ", ".join(reach.value for reach in Reach)
        raise Refusal(f"{quoted(text)} is no way to reach you. Choose one of {choices}.") from None


def _form(call: Call) -> Form:
    now = people.by_id(call.session, call.caller.id).reach
    field = choice_field("how", "How I reach you", [(reach.value, MEANS[reach]) for reach in Reach], initial=now)
    return Form(FORM, "How you are reached", [field, context(ALWAYS)])


@router.form(FORM, needs=Right.READ)
def filled(call: Call) -> Reply:
    return _choose(call, _read(call.text("how")))


def _choose(call: Call, reach: Reach) -> Reply:
    me = people.by_id(call.session, call.caller.id)
    if me.reach is not reach:
        audit.record(
            call.session, call.now, call.actor, "person.notify", f"person:{me.id}", before=me.reach, after=reach
        )
        me.reach = reach
        call.session.add(me)
    return Reply(text=f"From now on {MEANS[reach]}. {ALWAYS}")
