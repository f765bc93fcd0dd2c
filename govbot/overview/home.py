"""A person's Home tab: what is theirs, finished from there."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from govbot.escalations import blocks as escalation_blocks
from govbot.escalations import finding as escalations
from govbot.reminders import blocks as shapes
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind, Reminder
from govbot.slack.blocks import Block, button, context, divider, header, section
from govbot.slack.call import Call
from govbot.slack.router import Router
from govbot.slack.text import day, escape, plural, until
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty, Vendor

SHOWN = 20  # things in one part
WEEK = timedelta(days=7)


def router(kinds: Sequence[Kind]) -> Router:
    """Given every kind of dated thing."""
    routes = Router()

    @routes.home
    def home(call: Call) -> list[Block]:
        mine = _owned(call)
        things = sorted(_theirs(call, mine, kinds), key=lambda thing: thing.due)
        blocks = [
            header(f"Hello {call.caller.name}"),
            *_escalated(call.session, mine),
            *_parts(things, mine, call.today),
        ]
        return [*blocks, divider(), *_vendors(mine), context("`/vendor help` shows everything you can type.")]

    return routes


def _owned(call: Call) -> dict[int, Vendor]:
    """The vendors whose owner the person is, by id."""
    everybody = {vendor.id: vendor for vendor in finding.everyone(call.session)}
    holders = duties.holders_by_vendor(call.session, list(everybody))
    return {
        vendor_id: everybody[vendor_id]
        for vendor_id, held in holders.items()
        if Duty.OWNER in held and held[Duty.OWNER].id == call.caller.id
    }


def _theirs(call: Call, mine: dict[int, Vendor], kinds: Sequence[Kind]) -> Iterator[Reminder]:
    for thing in reminders.gather(call.session, call.workspace, call.today, kinds):
        promised = thing.person_id == call.caller.id
        if promised or (thing.person_id is None and thing.vendor_id in mine):
            yield thing


def _escalated(session: Session, mine: dict[int, Vendor]) -> list[Block]:
    found = [(one, vendor) for one, vendor in escalations.unfinished(session) if vendor.id in mine]
    if not found:
        return []
    shown = [
        section(escalation_blocks.line(one, vendor), button("Open", "escalation.show:1", str(one.id)))
        | {"block_id": f"home|escalation:{one.id}"}
        for one, vendor in found[:SHOWN]
    ]
    return [section(f"*{plural(len(found), 'open escalation')}*"), *shown, divider()]


def _parts(things: Sequence[Reminder], mine: dict[int, Vendor], today: date) -> list[Block]:
    late = [thing for thing in things if thing.due < today]
    week = [thing for thing in things if today <= thing.due < today + WEEK]
    later = [thing for thing in things if thing.due >= today + WEEK]
    if not things:
        return [section("Nothing of yours is due in the next two weeks. 🎉")]
    blocks: list[Block] = []
    for title, part in (("Overdue", late), ("This week", week), ("After that", later)):
        blocks += _part(title, part, mine, today)
    return blocks


def _part(title: str, things: Sequence[Reminder], mine: dict[int, Vendor], today: date) -> list[Block]:
    if not things:
        return []
    blocks = [section(f"*{title}* · {plural(len(things), 'thing')}")]
    for thing in things[:SHOWN]:
        vendor = mine.get(thing.vendor_id or 0)
        named = f" · {escape(vendor.name)}" if vendor else ""
        due = f"due {until(thing.due, today)}" if thing.due >= today else until(thing.due, today)
        blocks += shapes.item(thing, f"*{escape(thing.title)}*{named} · {due} ({day(thing.due)})")
    if len(things) > SHOWN:
        blocks.append(context(f"…and {len(things) - SHOWN} more: `/review due` shows them."))
    return blocks


def _vendors(mine: dict[int, Vendor]) -> list[Block]:
    if not mine:
        return [section("You own no vendor. `/vendor list` shows all of them.")]
    names = ", ".join(f"{escape(vendor.name)} (`{vendor.ref}`)" for vendor in list(mine.values())[:SHOWN])
    return [section(f"*You own {plural(len(mine), 'vendor')}*\n{names}")]
