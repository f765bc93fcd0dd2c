"""What people read when a vendor's status or tier has moved, and what follows from it."""

from collections.abc import Sequence

from govbot.escalations import blocks as escalation_blocks
from govbot.overview.charges import Source
from govbot.overview.following import Consequences, Leftovers
from govbot.reviews.reminders import title
from govbot.slack.text import clip, day, escape, mention, plural
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors.models import Status, Tier, Vendor

NAMED = 5  # escalations and actions named one by one
FEW = 3  # of each other kind: all of them stand in one block


def consequences(found: Consequences) -> str:
    """`Reviews follow. New: …; now monthly instead of weekly: …; not asked for any more: …`"""
    parts = []
    if found.new:
        parts.append("New: " + ", ".join(f"{_name(r.kind)} ({r.every}, first on {day(r.due)})" for r in found.new))
    for old, new in found.changed:
        rhythm = f"{new.every} instead of {old.every}, " if old.every not in ("", new.every) else ""
        parts.append(f"{title(new.kind)}: {rhythm}next on {day(new.due)}")
    if found.dropped:
        parts.append("Not asked for any more: " + ", ".join(_name(review.kind) for review in found.dropped))
    return "Reviews follow.\n" + "\n".join(f"• {part}" for part in parts) if parts else "No review changes."


def _name(kind: str) -> str:
    return title(kind).lower()


def silence(left: Leftovers) -> str:
    """What retiring means, and what it leaves open."""
    means = "govbot falls silent about it: no reminders, no reviews. It stays findable, with its whole history."
    warned = [f"⚠️ {line}" for line in _left(left)]
    if left.reviews:
        warned.insert(0, f"⚠️ {plural(len(left.reviews), 'open review')} will be dropped.")
    if left.running:
        warned.insert(0, f"⚠️ What runs is stopped: {escape(', '.join(left.running))}.")
    return "\n".join([means, *warned])


def _left(left: Leftovers) -> list[str]:
    lines = [f"Still escalated: {escalation_blocks.line(each)}" for each in left.escalations[:NAMED]]
    if len(left.escalations) > NAMED:
        lines.append(f"…and {len(left.escalations) - NAMED} more escalations.")
    if left.actions:
        named = ", ".join(f"“{clip(escape(action.title), 80)}”" for action in left.actions[:NAMED])
        lines.append(f"{plural(len(left.actions), 'open action')} nobody will be reminded of: {named}")
    return lines + [_still_open(source, names) for source, names in left.rest]


def _still_open(source: Source, names: Sequence[str]) -> str:
    named = ", ".join(f"“{clip(escape(name), 50)}”" for name in names[:FEW])
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return f"Still open: {plural(len(names), source.one, source.many)}: {named}{more}"


def retired(vendor: Vendor, left: Leftovers) -> str:
    """The answer to whoever did it."""
    dropped = f" {plural(len(left.reviews), 'review')} dropped." if left.reviews else ""
    still = "".join(f"\n⚠️ {line}" for line in _left(left))
    return f"{vendor_blocks.name(vendor)} is {vendor_blocks.status(vendor)}.{dropped}{still}"


def moved_news(vendor: Vendor, before: Status, by: str) -> str:
    """What the channel reads."""
    was = before.value.replace("_", " ")
    moved = f"{was} → {vendor_blocks.status(vendor)}"
    return f"{mention(by)} moved {vendor_blocks.name(vendor)} ({vendor.ref}): {moved}: {_why(vendor.status_reason)}"


def tiered_news(vendor: Vendor, before: Tier, by: str) -> str:
    moved = f"{before.value} → {vendor_blocks.tier(vendor)}"
    return (
        f"{mention(by)} changed the tier of {vendor_blocks.name(vendor)} ({vendor.ref}):"
        f" {moved}: {_why(vendor.tier_rationale)}"
    )


def _why(reason: str) -> str:
    return f"“{clip(escape(reason), 300)}”"
