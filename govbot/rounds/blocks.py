"""The morning's post in a channel and the digest of a person: overdue first, then today, then what is coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govbot.people.models import Person
from govbot.reminders import blocks as shapes
from govbot.reminders.models import Audience, Reminder
from govbot.reminders.service import Told
from govbot.rounds.hearing import NO_CHANNEL, Facts
from govbot.slack.blocks import Block, context, section
from govbot.slack.text import channel_link, clip, day, escape, mention, plural

POSTED, LISTED = 20, 40  # things in one message of a channel (two blocks each), and at most in a digest (one each)
AS_WELL = {Audience.BACKUP: "the backup", Audience.SPONSOR: "the executive sponsor"}


@dataclass(frozen=True)
class Entry:
    """A thing in a message, and all the audiences for which it stands there."""

    thing: Reminder
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Part:
    """One message of a channel's morning, and what it says to whom."""

    blocks: list[Block]
    told: list[Told]


def entries(told: Sequence[Told]) -> list[Entry]:
    """Each thing once, the longest overdue first."""
    by_subject: dict[str, list[Told]] = {}
    for each in told:
        by_subject.setdefault(each.crossing.reminder.subject, []).append(each)
    found = [Entry(several[0].crossing.reminder, tuple(several)) for several in by_subject.values()]
    return sorted(found, key=lambda entry: (entry.thing.due, entry.thing.vendor_id or 0, entry.thing.subject))


def posts(known: Facts, told: Sequence[Told], today: date, late: str) -> list[Part]:
    """For a channel, with the buttons that finish the job: a message, and replies in its thread with what is left."""
    listed = entries(told)
    one = len({entry.thing.vendor_id for entry in listed}) == 1
    name = listed[0].thing.vendor if one else ""
    about = f" for *{escape(clip(name, 80))}*" if name else ""
    found = []
    for first in range(0, len(listed), POSTED):
        some = listed[first : first + POSTED]
        blocks = [section(f"{plural(len(listed), 'thing')} due{about}"), *_late(late)] if first == 0 else []
        blocks += [block for entry in some for block in _item(known, entry, today, with_vendor=not one)]
        found.append(Part(blocks, [each for entry in some for each in entry.told]))
    if len(listed) > POSTED:
        found[0].blocks.append(context(f"…and {len(listed) - POSTED} more, in the thread of this message."))
    return found


def _item(known: Facts, entry: Entry, today: date, *, with_vendor: bool) -> list[Block]:
    line = _line(entry.thing, today, _whose(known, entry.thing), with_vendor=with_vendor)
    return shapes.item(entry.thing, line + _unowned(known, entry))


def _whose(known: Facts, thing: Reminder) -> str:
    """Who has it in hand today; nobody is called back from their leave."""
    owner = known.owner(thing)
    if owner is None or not owner.reachable:
        return ""
    heard = known.cover.answering(owner)
    if not heard.hops:
        return _called(owner)
    absent = f"{escape(owner.name)}, who is away until {day(heard.hops[0].until)}"
    return f"{_called(heard.person)} for {absent}" if heard.person else absent


def _called(person: Person) -> str:
    return mention(person.slack_id) if person.reach.called else escape(person.name)


def digest(known: Facts, told: Sequence[Told], today: date, late: str, waiting: int = 0) -> list[Block]:
    """For one person: what is theirs today; `waiting` things more are left for the next morning."""
    listed = entries(told)
    blocks = [section(f"*{plural(len(listed), 'thing')}* for you today"), *_late(late)]
    for entry in listed:
        room = known.rooms.get(entry.thing.vendor_id or 0)
        where = channel_link(room) if room else ""
        line = _line(entry.thing, today, where, with_vendor=True)
        blocks += shapes.short_item(entry.thing, line + _reason(entry))
    if waiting:
        blocks.append(context(f"…and {waiting} more wait for the next morning: `/vendor due` shows them."))
    return [*blocks, context("`/vendor due` shows what is coming.")]


def _line(thing: Reminder, today: date, end: str, *, with_vendor: bool) -> str:
    """`🔴 *Service review* · Meridian · 3 days overdue (Mon 23 Nov 2026) · @ivo`."""
    line = f"{shapes.mark(thing, today)} {shapes.line(thing, today, with_vendor=with_vendor)}"
    return f"{line} · {end}" if end else line


def _unowned(known: Facts, entry: Entry) -> str:
    reasons = [told.because for told in entry.told if told.audience is not Audience.CHANNEL]
    vendor = known.vendors.get(entry.thing.vendor_id or 0)
    if not reasons:
        return ""
    if any(told.audience is Audience.OWNER for told in entry.told) and vendor:
        mend = f"`/vendor owner {vendor.ref} @person` changes that."
        return f"\n🚨 *Nobody owns it:* {escape(reasons[0])}. {mend}"
    return f"\nSaid here because {escape(reasons[0])}."


def _reason(entry: Entry) -> str:
    """Why this person hears it, where it is not plainly theirs."""
    because = next((told.because for told in entry.told if told.because and told.because != NO_CHANNEL), "")
    if because:
        return f"\nYou hear this because {escape(because)}."
    roles = [AS_WELL[told.audience] for told in entry.told if told.audience in AS_WELL]
    plainly_theirs = len(roles) < len(entry.told)
    return "" if plainly_theirs else f"\nYou hear this as {' and '.join(roles)}."


def _late(late: str) -> list[Block]:
    return [context(f"⏰ {late}")] if late else []
