"""How often reviews come, as Slack shows it: the form for a vendor, and what a change for a tier would do."""

import json
from collections.abc import Mapping

from govbot import playbook
from govbot.playbook import Cadence
from govbot.playbook.reviews import ReviewKind
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.reviews.rhythm import Change
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.forms import Form, choice_field, text_field
from govbot.slack.text import clip, day, escape, plural
from govbot.vendors.models import Vendor

TIER = "review.schedule.tier:1"
HINT = "weekly, every 2 weeks on Tuesday, monthly on the last Friday, yearly on 15 March; or never; or default."


def form(vendor: Vendor, cadences: Mapping[str, Cadence], kind: ReviewKind | None) -> Form:
    """With how it is now, for every kind."""
    kinds = playbook.load().reviews.kinds.values()
    lines = [f"• {each.title}: {cadences.get(each.key) or 'never'}" for each in kinds]
    heading = section(f"*{escape(clip(vendor.name, 80))}* has now\n" + "\n".join(lines))
    choices = [(each.key, each.title) for each in kinds]
    fields = [
        heading,
        choice_field("kind", "Which review?", choices, initial=kind.key if kind else ""),
        text_field("often", "How often?", hint=HINT, most=100),
    ]
    return Form("review.schedule:1", "How often", fields, submit="Save", value=str(vendor.id))


def now(vendor: Vendor, kind: str, standing: Review | None) -> str:
    """The answer once it was set."""
    what = f"The {title(kind).lower()} of *{escape(vendor.name)}*"
    if standing is None:
        return f"{what} is not held any more. `/review schedule {vendor.ref} {kind} default` brings it back."
    kept = " That date was set by hand and stays." if standing.by_hand else ""
    return f"{what} now comes {standing.every}. The next one is due on {day(standing.due)}.{kept}"


def preview(change: Change) -> list[Block]:
    if change.before == change.after:
        return [section(f"Nothing changes: {_named(change)} comes {change.after or 'never'} already.")]
    value = json.dumps({"tier": change.tier, "kind": change.kind, "word": change.word})
    return [
        section(f"*{_named(change)}*: {_move(change)}\n" + "\n".join(f"• {line}" for line in _effects(change))),
        actions(button("Change it", TIER, value, style="primary")),
    ]


def news(change: Change) -> str:
    return f"{_named(change)}: {_move(change)}. {'; '.join(_effects(change))}."


def _named(change: Change) -> str:
    return f"{title(change.kind)} of {change.tier.value} vendors"


def _move(change: Change) -> str:
    return f"{change.before or 'never'} → {change.after or 'never'}"


def _effects(change: Change) -> list[str]:
    """What happens to whom, in sentences; only what happens at all."""
    told = [
        (len(change.moved), "date moves", "dates move"),
        (len(change.fresh), "vendor gets this review", "vendors get this review"),
        (len(change.dropped), "open review is dropped", "open reviews are dropped"),
        (len(change.by_hand), "date set by hand stays", "dates set by hand stay"),
        (change.own, "vendor keeps a rhythm of its own", "vendors keep a rhythm of their own"),
    ]
    said = [plural(count, one, many) for count, one, many in told if count]
    return said or [f"no date moves ({plural(change.vendors, 'vendor')} of this tier)"]
