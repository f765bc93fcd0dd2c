"""A vendor's card, the news of it, and its history, as Slack shows them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from govbot.audit import AuditEvent
from govbot.escalations import blocks as escalation_blocks
from govbot.overview.file import File
from govbot.overview.story import sentence
from govbot.people.models import Person
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.slack.blocks import Block, actions, button, context, divider, fields, header, section
from govbot.slack.text import channel_link, clip, day, escape, mention, moment, plural, until
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import money, retained_blocks
from govbot.vendors.models import NEEDED, Duty, Service, Vendor

NOTES_SHOWN = 300
REASON_SHOWN = 200
SERVICES_SHOWN = 4


def card(file: File, today: date) -> list[Block]:
    """One screen: what it is, who answers, the next three dates, what is open, what is missing."""
    vendor = file.vendor
    shown: list[Block] = [header(vendor.name), _facts(vendor, file.services), _answering(file.holders)]
    shown += _small_print(vendor, file.services)
    if file.unowned_since and not vendor.retired:
        shown.append(section(f"{vendor_blocks.UNOWNED} since {moment(file.unowned_since)}"))
    if not vendor.retired:
        shown.append(section(retained_blocks.state(file.retained)))
    missing = _missing(file)
    if missing:
        shown.append(section("⚠️ *Missing:* " + "; ".join(missing)))
    shown += [section(escalation_blocks.line(escalation)) for escalation in file.escalations[:5]]
    shown += [divider(), section(_dates(file.upcoming, today) + "\n" + _last(file.last))]
    if vendor.notes:
        shown.append(section(f"*Notes*\n{clip(escape(vendor.notes), NOTES_SHOWN)}"))
    shown.append(actions(*_buttons(file)))
    return shown


def _facts(vendor: Vendor, services: Sequence[Service]) -> Block:
    channel = channel_link(vendor.channel) if vendor.channel else "the governance channel"
    performed = "\n".join(vendor_blocks.service(service) for service in services[:SERVICES_SHOWN]) or "not said"
    if len(services) > SERVICES_SHOWN:
        performed += f"\n…and {len(services) - SERVICES_SHOWN} more"
    spend = money.said(vendor.annual_value, vendor.currency)
    optional = [("Spend in a year", spend)] if spend else []
    optional += [("Tags", ", ".join(f"`{escape(tag)}`" for tag in vendor.tags))] if vendor.tags else []
    return fields(
        ("Reference", f"`{vendor.ref}`"),
        ("Status", vendor_blocks.status(vendor)),
        ("Tier", vendor_blocks.tier(vendor)),
        ("Does for us", performed),
        ("Channel", channel),
        ("Data", vendor.sensitivity.value),
        *optional,
    )


def _small_print(vendor: Vendor, services: Sequence[Service]) -> list[Block]:
    """Its other names, why it has its tier and its status, and what to watch for where it works from."""
    said = [f"*Also called*  {escape(', '.join(vendor.aliases))}"] if vendor.aliases else []
    said += [
        f"*Why {word}*  {clip(escape(reason), REASON_SHOWN)}"
        for word, reason in (
            (vendor.tier.value, vendor.tier_rationale),
            (vendor_blocks.status(vendor), vendor.status_reason),
        )
        if reason
    ]
    said += [watch] if (watch := vendor_blocks.watch(services)) else []
    return [context(*said)] if said else []


def _answering(holders: Mapping[Duty, Person]) -> Block:
    shown = [duty for duty in Duty if duty in NEEDED or duty in holders]
    return fields(*[(duty.label, vendor_blocks.person(holders.get(duty))) for duty in shown])


def _missing(file: File) -> list[str]:
    """What has to be mended, each with the words that mend it."""
    vendor, holders = file.vendor, file.holders
    if vendor.retired:
        return []
    wanted = [] if vendor.tier_rationale else [f"why it is {vendor.tier.value} (`/vendor tier {vendor.ref}`)"]
    for duty in NEEDED:
        holder = holders.get(duty)
        if holder is None or not holder.reachable:
            wanted.append(f"{duty.label.lower()} (`/vendor {duty.value} {vendor.ref} @person`)")
    if not file.contacts:
        wanted.append(f"a contact on their side (`/vendor contact {vendor.ref} add`)")
    return wanted


def _dates(upcoming: Sequence[Review], today: date) -> str:
    if not upcoming:
        return "*Next dates*  none: this tier and status ask for no reviews."
    lines = [f"• {title(r.kind)}: {day(r.due)} ({until(r.due, today)})" for r in upcoming[:3]]
    rest = f"\n…and {plural(len(upcoming) - 3, 'more review')}" if len(upcoming) > 3 else ""
    return "*Next dates*\n" + "\n".join(lines) + rest


def _last(last: Review | None) -> str:
    if last is None or last.held_on is None:
        return "*Last review*  none yet"
    rated = f", rated {last.rating.value}" if last.rating else ""
    return f"*Last review*  {title(last.kind)} on {day(last.held_on)}{rated}"


def _buttons(file: File) -> list[dict[str, Any]]:
    vendor, buttons = file.vendor, []
    if file.upcoming:
        buttons.append(button("Complete next review", "review.complete:1", str(file.upcoming[0].id), style="primary"))
    buttons.append(button("Escalate", "escalation.start:1", str(vendor.id)))
    buttons.append(button("Edit", "vendor.edit:1", str(vendor.id)))
    buttons.append(button("People", "vendor.people:1", str(vendor.id)))
    buttons.append(button("Services", "service.list:1", str(vendor.id)))
    if not vendor.retired:
        buttons.append(button("Tier", "vendor.tier:1", str(vendor.id)))
    buttons.append(button("Status", "vendor.status:1", str(vendor.id)))
    if not vendor.retired:
        buttons.append(button("Retire", "vendor.retire:1", str(vendor.id)))
    buttons.append(button("What stays ours", "retained.list:1", str(vendor.id)))
    contacts = f"Contacts ({len(file.contacts)})" if file.contacts else "Contacts"
    buttons.append(button(contacts, "contact.list:1", str(vendor.id)))
    buttons.append(button("History", "vendor.history:1", json.dumps({"vendor": vendor.id, "before": 0})))
    if len(escape(vendor.notes)) > NOTES_SHOWN:
        buttons.append(button("Read all notes", "vendor.notes:1", str(vendor.id)))
    return buttons


def welcome(vendor: Vendor, holders: Mapping[Duty, Person], planned: Sequence[Review], by: str) -> str:
    """What the channel reads about a new vendor."""
    owner = vendor_blocks.person(holders.get(Duty.OWNER))
    stand_in = f", {vendor_blocks.person(holders.get(Duty.BACKUP))} stands in" if Duty.BACKUP in holders else ""
    first = min(planned, key=lambda review: review.due, default=None)
    next_up = f" First up: {title(first.kind).lower()} on {day(first.due)}." if first else ""
    return (
        f"{mention(by)} added {vendor_blocks.name(vendor)} ({vendor.ref}), {vendor_blocks.tier(vendor)}."
        f" {owner} owns it{stand_in}. {plural(len(planned), 'review')} scheduled.{next_up}"
    )


def history(vendor: Vendor, events: Sequence[AuditEvent], *, older: bool) -> list[Block]:
    """The newest first, each a line: when, who, what."""
    lines = [f"{moment(event.at)}  {sentence(event)}" for event in events]
    blocks = [section(f"*History of {escape(clip(vendor.name, 80))}* ({vendor.ref}), newest first")]
    blocks += [section("\n".join(lines[start : start + 5])) for start in range(0, len(lines), 5)]
    if older:
        value = json.dumps({"vendor": vendor.id, "before": events[-1].sequence})
        blocks.append(actions(button("Older", "vendor.history:1", value)))
    blocks.append(context("Nothing here can be altered: `govbot audit verify` checks the chain."))
    return blocks
