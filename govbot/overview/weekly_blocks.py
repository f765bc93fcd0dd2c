"""The weekly message as Slack shows it: four short parts, each with a way to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govbot.escalations import blocks as escalation_blocks
from govbot.escalations.models import Escalation
from govbot.people.models import Person
from govbot.reminders.models import Reminder
from govbot.slack.blocks import Block, context, header, section
from govbot.slack.text import clip, day, escape, mention, plural
from govbot.vendors.models import Vendor

SHOWN = 10  # lines of each part


@dataclass(frozen=True)
class Week:
    """What the message says. `overdue` is by whoever has to do it; None is nobody."""

    today: date
    overdue: Sequence[tuple[Person | None, Sequence[Reminder]]]
    coming: Sequence[Reminder]
    escalated: Sequence[tuple[Escalation, Vendor]]
    unowned: Sequence[Vendor]


def message(week: Week, late: str) -> list[Block]:
    blocks = [header(f"The week from {day(week.today)}"), *([context(f"⏰ {late}")] if late else [])]
    count = sum(len(things) for _, things in week.overdue)
    overdue = [_person(person, things, week) for person, things in week.overdue]
    coming = [_coming(each) for each in week.coming]
    raised = [f"• {escalation_blocks.line(one, vendor)}" for one, vendor in week.escalated]
    unowned = [f"• {_named(vendor)}: `/vendor owner {vendor.ref} @person` mends that" for vendor in week.unowned]
    return [
        *blocks,
        _part(f"🔴 Overdue · {plural(count, 'thing')}", overdue, "`/vendor due overdue` shows all of it."),
        _part(f"🔵 Next 30 days · {plural(len(coming), 'thing')}", coming, "`/vendor due all` shows all of it."),
        _part(f"🚨 {plural(len(raised), 'open escalation')}", raised, "`/escalate list` shows all of them."),
        _part(f"❓ {plural(len(unowned), 'vendor')} that nobody owns", unowned, "`/vendor list unowned` shows them."),
    ]


def _part(title: str, lines: Sequence[str], whole: str) -> Block:
    if not lines:
        return section(f"*{title}*\nNothing. 🎉")
    rest = [f"…and {len(lines) - SHOWN} more. {whole}"] if len(lines) > SHOWN else []
    return section("\n".join([f"*{title}*", *lines[:SHOWN], *rest]))


def _person(person: Person | None, things: Sequence[Reminder], week: Week) -> str:
    """`• @dora: 3, the longest Service review · Meridian, 12 days`."""
    who = mention(person.slack_id) if person else "*Nobody*"
    days = plural(-things[0].days_left(week.today), "day")
    return f"• {who}: {len(things)}, the longest {_what(things[0])}, {days}"


def _coming(thing: Reminder) -> str:
    return f"• {day(thing.due)}: {_what(thing)}"


def _what(thing: Reminder) -> str:
    return escape(clip(thing.title, 60)) + (f" · {escape(clip(thing.vendor, 60))}" if thing.vendor else "")


def _named(vendor: Vendor) -> str:
    return f"*{escape(clip(vendor.name, 60))}* ({vendor.ref})"
