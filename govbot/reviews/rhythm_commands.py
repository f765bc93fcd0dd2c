"""What people type, press and fill in to say how often reviews come."""

import json
from collections.abc import Sequence
from datetime import date

import click

from govbot import playbook
from govbot.errors import Refusal
from govbot.outbox import service as outbox
from govbot.playbook.reviews import ReviewKind
from govbot.reminders import cards
from govbot.reviews import programme, reading, rhythm, rhythm_blocks
from govbot.reviews.models import Review
from govbot.reviews.reminders import title
from govbot.reviews.rhythm_blocks import TIER
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import day, escape, mention
from govbot.vendors import finding
from govbot.vendors.models import Tier, Vendor

router = Router()
USAGE = "/review schedule <vendor|all tier> [kind] [how often]"


@router.word("review schedule", "Say how often a kind of review comes", USAGE)
@click.argument("words", nargs=-1, required=True)
def schedule(call: Call, words: tuple[str, ...]) -> Reply:
    if words[0].casefold() == "all":
        whom, kind, often = reading.split(words)
        return _ask_for_tier(call, whom[1:], kind, often)
    vendor, kind, often = reading.vendor_and_kind(call.session, words)
    if kind and often:
        return _set(call, vendor, kind.key, rhythm.read(" ".join(often)))
    return Reply(form=rhythm_blocks.form(vendor, programme.cadences(call.session, vendor), kind))


@router.form("review.schedule:1")
def scheduled(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    try:
        word = rhythm.read(call.text("often"))
    except Refusal as refusal:
        raise Refusal(refusal.text, field="often") from refusal
    return _set(call, vendor, call.text("kind"), word)


def _set(call: Call, vendor: Vendor, kind: str, word: str) -> Reply:
    before = {review.kind: review.due for review in programme.open_of(call.session, vendor)}
    if not rhythm.set_own(call.session, call.workspace, call.now, call.actor, vendor, kind, word):
        return Reply(
            text=f"*{escape(vendor.name)}* has that already: {title(kind).lower()}, {word}. Nothing was changed."
        )
    standing = next((each for each in programme.open_of(call.session, vendor) if each.kind == kind), None)
    if standing and before.get(kind, standing.due) != standing.due:
        _note_moved(call, standing, before[kind])
    return Reply(text=rhythm_blocks.now(vendor, kind, standing))


def _note_moved(call: Call, review: Review, before: date) -> None:
    cards.note(call.session, call.now, review.subject, before, f"📅 Due {day(review.due)} by its new rhythm.")


def _ask_for_tier(call: Call, named: Sequence[str], kind: ReviewKind | None, often: Sequence[str]) -> Reply:
    """What would change, with the button that changes it."""
    if call.right < Right.ADMIN:
        raise Refusal(
            "How often reviews come for a whole tier is an admin's word. `/review schedule <vendor>` changes one."
        )
    if not named or kind is None or not often:
        raise Refusal("Type it like this: `/review schedule all critical service every 2 weeks`.")
    tier = Tier(playbook.load().tiers.find(" ".join(named)).key)
    change = rhythm.plan(call.session, call.workspace, call.now, tier, kind.key, rhythm.read(" ".join(often)))
    return Reply(blocks=rhythm_blocks.preview(change))


@router.press(TIER, needs=Right.ADMIN)
def change_tier(call: Call) -> Reply:
    """Planned again, because vendors may have changed since it was shown."""
    asked = json.loads(call.value)
    change = rhythm.plan(call.session, call.workspace, call.now, Tier(asked["tier"]), asked["kind"], asked["word"])
    if change.before == change.after:
        raise Refusal(f"That is how it is already: {title(change.kind).lower()}, {change.after or 'never'}.")
    moved = [(review, review.due) for review, _ in change.moved]
    rhythm.apply(call.session, call.now, call.actor, change)
    for review, before in moved:
        _note_moved(call, review, before)
    channel = call.workspace.governance_channel
    if channel:
        text = f"{mention(call.actor)} changed {rhythm_blocks.news(change)}"
        key = f"rhythm:{change.tier}:{change.kind}:{call.now.timestamp()}"
        outbox.post(call.session, call.now, key=key, channel=channel, text=text, blocks=None)
    return Reply(text=f"Done: {rhythm_blocks.news(change)}", replace=True)
