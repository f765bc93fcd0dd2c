"""The news of a vendor, and its history, as Slack shows them."""

import json
from collections.abc import Mapping, Sequence

from govbot.audit import AuditEvent
from govbot.overview.story import sentence
from govbot.people.models import Person
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.text import clip, day, escape, mention, moment, plural
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors.models import Duty, Vendor


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
