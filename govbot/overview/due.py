"""Everything dated, of whatever kind: what is overdue and what the next month brings, finished from the list."""

import json
from collections.abc import Sequence
from datetime import timedelta

import click

from govbot.overview import theirs
from govbot.people.models import Person
from govbot.reminders import blocks as shapes
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind, Reminder
from govbot.rights import Right
from govbot.slack import paging
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import escape, mention
from govbot.vendors import finding

AHEAD = timedelta(days=30)
PAGE = 15
MINE, SPAN = "mine", ", overdue or due in the next 30 days"


def router(kinds: Sequence[Kind]) -> Router:
    """Given every kind of dated thing."""
    routes = Router()

    @routes.word(
        "due",
        "What is overdue or coming, of whatever kind",
        "/vendor due [mine|all|overdue|vendor]",
        needs=Right.READ,
        reads=True,
    )
    @click.argument("which", nargs=-1)
    def due(call: Call, which: tuple[str, ...]) -> Reply:
        return _page(call, kinds, " ".join(which).lower() or MINE, 0)

    @routes.press("thing.page.back:1", needs=Right.READ, reads=True)
    @routes.press("thing.page.on:1", needs=Right.READ, reads=True)
    def turn(call: Call) -> Reply:
        where = json.loads(call.value)
        return _page(call, kinds, where["which"], where["first"])

    return routes


def _page(call: Call, kinds: Sequence[Kind], which: str, first: int) -> Reply:
    title, things = _wanted(call, which, reminders.coming(call.session, call.workspace, call.today + AHEAD, kinds))
    if not things:
        more = " `/vendor due all` shows what is everybody's." if which == MINE else ""
        return Reply(text=f"{title}: nothing. 🎉{more}", replace=True)
    things.sort(key=lambda thing: (thing.due, thing.vendor, thing.subject))
    first = paging.begin(first, PAGE, len(things))
    shown = things[first : first + PAGE]
    count = paging.counted(first, len(shown), len(things))
    doers = theirs.doers(call.session, shown)
    drawn = [section(f"*{title}* · {count}")]
    drawn += [block for thing in shown for block in _item(call, thing, doers.get(thing.subject))]
    return Reply(blocks=[*drawn, *_turns(which, first, len(things))], replace=True)


def _wanted(call: Call, which: str, coming: list[Reminder]) -> tuple[str, list[Reminder]]:
    if which == MINE:
        return f"Yours{SPAN}", [thing.due for thing in theirs.of(call, coming)]
    if which == "all":
        return f"Everything{SPAN}", coming
    if which == "overdue":
        return "Overdue", [thing for thing in coming if thing.due < call.today]
    vendor = finding.find(call.session, which)
    return f"{escape(vendor.name)}{SPAN}", [thing for thing in coming if thing.vendor_id == vendor.id]


def _item(call: Call, thing: Reminder, doer: Person | None) -> list[Block]:
    """With its button for those whom it would not refuse."""
    whose = mention(doer.slack_id) if doer else "nobody's"
    line = f"{shapes.mark(thing, call.today)} {shapes.line(thing, call.today)} · {whose}"
    return shapes.short_item(thing, line) if call.right >= Right.WRITE else [section(line)]


def _turns(which: str, first: int, total: int) -> list[Block]:
    turns = paging.turns("thing.page.back:1", "thing.page.on:1", {"which": which}, first, PAGE, total)
    return [*turns, context("`/vendor due overdue` shows only what is late, `/vendor due all` what is everybody's.")]
