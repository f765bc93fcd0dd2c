"""A vendor on one screen: asked for by name, and after it was added or changed."""

from collections.abc import Callable, Sequence

import click

from govbot.overview import card_blocks, commands, file
from govbot.reminders.models import Kind
from govbot.rights import Right
from govbot.slack.blocks import Block, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import finding
from govbot.vendors.models import Vendor

Card = Callable[[Call, Vendor], list[Block]]


def router(kinds: Sequence[Kind]) -> Router:
    """Given every kind of dated thing, because a card shows the next of any."""

    def card(call: Call, vendor: Vendor) -> list[Block]:
        return card_blocks.card(file.of(call.session, call.workspace, vendor, call.today, kinds), call.today)

    return Router.join(_asked(card), _filled(card))


def _asked(card: Card) -> Router:
    routes = Router()

    @routes.word("show", "A vendor on one screen", "/vendor show <vendor>", needs=Right.READ, reads=True)
    @click.argument("vendor", nargs=-1, required=True)
    def show(call: Call, vendor: tuple[str, ...]) -> Reply:
        return Reply(blocks=card(call, finding.find(call.session, " ".join(vendor))))

    @routes.unknown_word()
    def name_alone(call: Call, text: str) -> Reply:
        return show(call, (text,))

    return routes


def _filled(card: Card) -> Router:
    routes = Router()

    @routes.form("vendor.add:1")
    def added(call: Call) -> Reply:
        vendor, text = commands.added(call)
        return Reply(text=text, blocks=[section(text), *card(call, vendor)])

    @routes.form("vendor.edit:1")
    def edited(call: Call) -> Reply:
        vendor, text, changed = commands.edited(call)
        return Reply(text=text, blocks=[section(text), *card(call, vendor)] if changed else [])

    return routes
