"""A vendor's card: one screen, and doors to everything else."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from govbot.escalations import blocks as escalation_blocks
from govbot.overview.file import File
from govbot.people.models import Person
from govbot.reminders.models import Reminder
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.slack.blocks import Block, actions, button, context, header, menu, section
from govbot.slack.text import channel_link, clip, day, escape, moment, until
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import money, retained_blocks
from govbot.vendors.models import NEEDED, Duty, Sensitivity, Service, Vendor

NOTES_SHOWN = 160
REASON_SHOWN = 160
SERVICES_SHOWN, DATES_SHOWN, ESCALATIONS_SHOWN = 3, 3, 3


def card(file: File, today: date) -> list[Block]:
    """One screen: what it is and who answers, what is wrong, the next three dates, how it stands; then the doors."""
    vendor = file.vendor
    shown: list[Block] = [header(vendor.name), section(_head(file), menu(*_ways(vendor)))]
    wrong = _wrong(file)
    if wrong:
        shown.append(section("\n".join(wrong)))
    shown.append(section("\n".join([*_dates(file.coming, today), *_standing(file)])))
    shown += _small_print(vendor, file.services)
    shown.append(actions(*_doors(file)))
    return shown


def _head(file: File) -> str:
    """Three lines: what it is, what it does for us, who answers."""
    vendor = file.vendor
    channel = channel_link(vendor.channel) if vendor.channel else "the governance channel"
    facts = [f"`{vendor.ref}`", vendor_blocks.status(vendor), vendor_blocks.tier(vendor)]
    facts += [f"{vendor.sensitivity.value} data"] if vendor.sensitivity is not Sensitivity.NONE else []
    spend = money.said(vendor.annual_value, vendor.currency)
    facts += [f"{spend} a year"] if spend else []
    performed = [vendor_blocks.service(service) for service in file.services[:SERVICES_SHOWN]]
    left = len(file.services) - SERVICES_SHOWN
    performed += [f"{left} more"] if left > 0 else []
    does = f"*Does for us*  {'; '.join(performed) or 'not said'}"
    return "\n".join([" · ".join([*facts, channel]), does, _answering(file.holders)])


def _answering(holders: Mapping[Duty, Person]) -> str:
    shown = [duty for duty in Duty if duty in NEEDED or duty in holders]
    return " · ".join(f"*{duty.label}* {vendor_blocks.person(holders.get(duty))}" for duty in shown)


def _wrong(file: File) -> list[str]:
    """Nobody owns it, escalations, and what has to be mended."""
    if file.vendor.retired:
        return [escalation_blocks.line(each) for each in file.escalations[:ESCALATIONS_SHOWN]]
    since = file.unowned_since
    lines = [f"{vendor_blocks.UNOWNED} since {moment(since)}"] if since else []
    lines += [escalation_blocks.line(escalation) for escalation in file.escalations[:ESCALATIONS_SHOWN]]
    left = len(file.escalations) - ESCALATIONS_SHOWN
    lines += [f"…and {left} more: `/escalate list` shows them"] if left > 0 else []
    missing = _missing(file)
    return [*lines, "⚠️ *Missing:* " + "; ".join(missing)] if missing else lines


def _dates(coming: Sequence[Reminder], today: date) -> list[str]:
    if not coming:
        return ["*Next dates*  none: nothing falls due here."]
    lines = [f"• {clip(escape(each.title), 100)}: {day(each.due)} ({until(each.due, today)})" for each in coming]
    return ["*Next dates*", *lines[:DATES_SHOWN]]


def _standing(file: File) -> list[str]:
    """How it stands, a line for each house that has something to say."""
    lines = [_last(file.last)]
    lines += [f"*{summary.house}*  {clip(summary.said, 250)}" for summary in file.summaries]
    return lines if file.vendor.retired else [*lines, retained_blocks.state(file.retained)]


def _last(last: Review | None) -> str:
    if last is None or last.held_on is None:
        return "*Last review*  none yet"
    rated = f", rated {last.rating.label}" if last.rating else ""
    return f"*Last review*  {title(last.kind)} on {day(last.held_on)}{rated}"


def _small_print(vendor: Vendor, services: Sequence[Service]) -> list[Block]:
    """Its other names, to whom it belongs, why it has its tier and its status, and what to watch for."""
    said = [f"*Also called*  {escape(', '.join(vendor.aliases))}"] if vendor.aliases else []
    said += [f"*Belongs to*  {escape(vendor.parent)}"] if vendor.parent else []
    said += [f"*Tags*  {', '.join(f'`{escape(tag)}`' for tag in vendor.tags)}"] if vendor.tags else []
    said += [
        f"*Why {word}*  {clip(escape(reason), REASON_SHOWN)}"
        for word, reason in (
            (vendor.tier.value, vendor.tier_rationale),
            (vendor_blocks.status(vendor), vendor.status_reason),
        )
        if reason
    ]
    said += [watch] if (watch := vendor_blocks.watch(services)) else []
    said += [f"*Notes*  {clip(escape(vendor.notes), NOTES_SHOWN)}"] if vendor.notes else []
    return [context(*said)] if said else []


def _missing(file: File) -> list[str]:
    """What has to be mended, each with the words that mend it."""
    vendor, holders = file.vendor, file.holders
    wanted = [] if vendor.tier_rationale else [f"why it is {vendor.tier.value} (`/vendor tier {vendor.ref}`)"]
    for duty in NEEDED:
        holder = holders.get(duty)
        if holder is None or not holder.reachable:
            wanted.append(f"{duty.label.lower()} (`/vendor {duty.value} {vendor.ref} @person`)")
    if not file.contacts:
        wanted.append(f"a contact on their side (`/vendor contact {vendor.ref} add`)")
    return wanted


def _ways(vendor: Vendor) -> list[tuple[str, str, str]]:
    """How the vendor itself is changed, behind three dots."""
    names = [("Edit", "vendor.edit:1"), ("People", "vendor.people:1"), ("Status", "vendor.status:1")]
    names += [] if vendor.retired else [("Tier", "vendor.tier:1"), ("Retire", "vendor.retire:1")]
    return [(f"{label}…", action, str(vendor.id)) for label, action in names]


def _doors(file: File) -> list[dict[str, Any]]:
    """To everything else, each one press away."""
    vendor, id_ = file.vendor, str(file.vendor.id)
    doors = []
    if file.upcoming:
        doors.append(button("Complete next review", "review.complete:1", str(file.upcoming[0].id), style="primary"))
    contacts = f"Contacts ({len(file.contacts)})" if file.contacts else "Contacts"
    doors += [
        button("Escalate", "escalation.start:1", id_),
        button("Contracts", "contract.list:1", id_),
        button("Evidence", "evidence.list:1", id_),
        button("KPIs", "kpi.list:1", id_),
        button("Risks", "record.vendor:1", id_),
        button("Exit", "exit.show:1", id_),
        button("Due diligence", "diligence.show:1", id_),
        button("Services", "service.list:1", id_),
        button("Subcontractors", "sub.show:1", id_),
        button(contacts, "contact.list:1", id_),
        button("What stays ours", "retained.list:1", id_),
        button("History", "vendor.history:1", json.dumps({"vendor": vendor.id, "before": 0})),
    ]
    if len(escape(vendor.notes)) > NOTES_SHOWN:
        doors.append(button("Read all notes", "vendor.notes:1", id_))
    return doors
