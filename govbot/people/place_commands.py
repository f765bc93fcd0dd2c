"""`/vendor settings`: everybody may read them, admins change them in a form or in words."""

from functools import partial

import click

from govbot.outbox import service as outbox
from govbot.people import place, place_blocks
from govbot.people.place import SETTINGS, Facts
from govbot.rights import Right
from govbot.slack.blocks import section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, parsed
from govbot.slack.router import Router
from govbot.slack.text import channel_link, mention

router = Router()
FORM = "settings.change:1"
SAVED = "Saved. The settings are now:"


@router.word(
    "settings",
    "How govbot treats this workspace: zone, holidays, channel, hours",
    "/vendor settings [zone|holidays|channel|round|digest|hours <value>]",
    needs=Right.READ,
    reads=True,
)
def show(call: Call) -> Reply:
    return Reply(blocks=place_blocks.shown(call.workspace, call.now, may_change=call.right is Right.ADMIN))


def _declare(word: str, setting: place.Setting) -> None:
    @router.word(
        f"settings {word}",
        f"Change the {setting.title[0].lower()}{setting.title[1:]}",
        f"/vendor settings {word} {setting.example}",
        needs=Right.ADMIN,
    )
    @click.argument("value", nargs=-1, required=True)
    def change(call: Call, value: tuple[str, ...]) -> Reply:
        return _change(call, setting.read(" ".join(value)))


for _word, _setting in SETTINGS.items():
    _declare(_word, _setting)


@router.press(FORM, needs=Right.ADMIN, reads=True)
def ask(call: Call) -> Reply:
    return Reply(form=Form(FORM, "Settings", place_blocks.fields(call.workspace)))


@router.form(FORM, needs=Right.ADMIN)
def filled(call: Call) -> Reply:
    read = parsed({word: partial(setting.read, call.text(word)) for word, setting in SETTINGS.items()})
    facts: Facts = {}
    for each in read.values():
        facts |= each
    return _change(call, facts)


def _change(call: Call, facts: Facts) -> Reply:
    changed = place.change(call.session, call.now, call.actor, call.workspace, facts)
    if not changed:
        return Reply(text="It was set like that already, so nothing was changed.")
    if "governance_channel" in changed:
        _greet(call, *changed["governance_channel"])
    drawn = place_blocks.shown(call.workspace, call.now, may_change=True)
    return Reply(text=SAVED, blocks=[section(SAVED), *drawn])


def _greet(call: Call, before: str | None, after: str | None) -> None:
    """In the new channel, which also shows at once whether I may post there; and a pointer in the old one."""
    key = f"governance:{int(call.now.timestamp() * 1000)}"
    if after:
        text = (
            f"{mention(call.actor)} made this the governance channel: what concerns all vendors, and what nobody owns,"
            " is said here from now on."
        )
        outbox.post(call.session, call.now, key=f"{key}:new", channel=after, text=text, blocks=None, fallback=before)
    if before and after:
        text = f"{mention(call.actor)} made {channel_link(after)} the governance channel; it is not this one any more."
        outbox.post(call.session, call.now, key=f"{key}:old", channel=before, text=text, blocks=None)
