"""The Home tab as Slack shows it: never more than a view may hold, the most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govbot.escalations import blocks as escalation_blocks
from govbot.escalations import offers
from govbot.escalations.models import Escalation
from govbot.overview.theirs import Thing
from govbot.reminders import blocks as shapes
from govbot.slack.blocks import Block, actions, button, context, divider, header, section
from govbot.slack.text import clip, escape, plural
from govbot.vendors.models import Duty, Vendor

WEEK = timedelta(days=7)
# How many of each are shown. Two blocks for each of the first three, one for the others: 92 of the 100 a view may have.
WAITING, OVERDUE, THIS_WEEK, LATER, OTHERS, NAMES = 8, 12, 10, 8, 5, 20
Row = tuple[Escalation, Vendor]


@dataclass(frozen=True)
class Glance:
    """The workspace as a whole, for those who have nothing of their own in it."""

    vendors: int
    escalations: Sequence[Row]
    overdue: int


@dataclass(frozen=True)
class Page:
    name: str
    today: date
    may_write: bool
    waiting: Sequence[Row]  # escalations that wait for the person
    others: Sequence[Row]  # open ones about their vendors
    things: Sequence[Thing]  # soonest first
    held: Mapping[Duty, Sequence[Vendor]]
    glance: Glance

    @property
    def empty(self) -> bool:
        return not (self.waiting or self.others or self.things or self.held)


def draw(page: Page) -> list[Block]:
    """Of somebody who may only read, nothing can be pressed that would be refused."""
    shown = [header(f"Hello {page.name}")]
    if page.empty:
        shown += _at_a_glance(page)
    else:
        shown += [*_waiting(page), *_dated(page), *_others(page), divider(), *_held(page)]
    return [*shown, context("`/vendor help` shows everything you can type.")]


def _at_a_glance(page: Page) -> list[Block]:
    """For a newcomer and for an auditor: what there is, and how to go on."""
    glance = page.glance
    numbers = f"{plural(glance.vendors, 'vendor')}, {plural(len(glance.escalations), 'open escalation')}"
    numbers += f", {plural(glance.overdue, 'thing')} overdue"
    how = "`/vendor list` shows all vendors, `/vendor due all` what is coming."
    if page.may_write:
        how += " Something becomes yours when you own a vendor (`/vendor owner <vendor> @you`) or promise an action."
    else:
        how += " You may read everything here and change nothing."
    rows = glance.escalations[:OTHERS]
    return [section("*Nothing here is yours.*"), section(f"In this workspace: {numbers}. {how}"), *_lines(rows)]


def _waiting(page: Page) -> list[Block]:
    if not page.waiting:
        return []
    shown = [section(f"🚨 *{plural(len(page.waiting), 'escalation')} {_verb(page.waiting)} for you*")]
    for escalation, vendor in page.waiting[:WAITING]:
        name = f"home|escalation:{escalation.id}"
        shown.append(section(escalation_blocks.line(escalation, vendor)) | {"block_id": f"{name}|line"})
        if page.may_write:
            shown.append(actions(*offers.buttons(escalation), block_id=f"{name}|buttons"))
    return [*shown, *_rest(page.waiting, WAITING, "/escalate list")]


def _verb(rows: Sequence[Row]) -> str:
    return "waits" if len(rows) == 1 else "wait"


def _dated(page: Page) -> list[Block]:
    week = page.today + WEEK
    parts = [
        ("🔴 *Overdue*", [thing for thing in page.things if thing.due.due < page.today], OVERDUE),
        ("*This week*", [thing for thing in page.things if page.today <= thing.due.due < week], THIS_WEEK),
        ("*Next 30 days*", [thing for thing in page.things if thing.due.due >= week], LATER),
    ]
    if not page.things:
        return [section("Nothing of yours is due in the next 30 days. 🎉")]
    return [block for title, things, most in parts for block in _part(page, title, things, most)]


def _part(page: Page, title: str, things: Sequence[Thing], most: int) -> list[Block]:
    if not things:
        return []
    shown = [section(f"{title} · {plural(len(things), 'thing')}")]
    for thing in things[:most]:
        line = _line(page, thing)
        if not page.may_write:
            shown.append(section(line))
        elif most == LATER:
            shown += shapes.short_item(thing.due, line)
        else:
            shown += shapes.item(thing.due, line)
    return [*shown, *_rest(things, most, "/vendor due")]


def _line(page: Page, thing: Thing) -> str:
    away = f" · for {escape(clip(thing.for_whom, 60))}, who is away" if thing.for_whom else ""
    return shapes.line(thing.due, page.today) + away


def _others(page: Page) -> list[Block]:
    if not page.others:
        return []
    title = section(f"*{plural(len(page.others), 'more open escalation')}* about your vendors")
    return [title, *_lines(page.others[:OTHERS]), *_rest(page.others, OTHERS, "/escalate list")]


def _lines(rows: Sequence[Row]) -> list[Block]:
    return [
        section(escalation_blocks.line(*row), button("Open", "escalation.show:1", str(row[0].id)))
        | {"block_id": f"home|other:{row[0].id}"}
        for row in rows
    ]


def _held(page: Page) -> list[Block]:
    if not page.held:
        return [section("You answer for no vendor. `/vendor list` shows all of them.")]
    lines = []
    for duty, vendors in page.held.items():
        named = ", ".join(f"{escape(clip(vendor.name, 60))} (`{vendor.ref}`)" for vendor in vendors[:NAMES])
        rest = f" and {len(vendors) - NAMES} more" if len(vendors) > NAMES else ""
        lines.append(section(f"*{duty.label}* of {plural(len(vendors), 'vendor')}: {named}{rest}"))
    return lines


def _rest(found: Sequence[object], most: int, where: str) -> list[Block]:
    return [context(f"…and {len(found) - most} more: `{where}` shows them.")] if len(found) > most else []
