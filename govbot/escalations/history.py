"""Steps as sentences: in the card's thread, on the card itself, and in `/escalate show`."""

from collections.abc import Sequence

from govbot import audit
from govbot.escalations.models import EscalationStep, Happened
from govbot.slack.blocks import Block, divider, paragraphs
from govbot.slack.text import channel_link, clip, escape, mention, moment

MENTIONED = 10  # people in one sentence
WHOLE = 100_000  # more than anybody can write


def line(step: EscalationStep, most: int = WHOLE) -> str:
    """Who, when, from which level to which, and why; of the reason at most that many characters."""
    return f"{moment(step.at)}  {_told(step, clip(escape(step.reason), most))}"


def _told(step: EscalationStep, why: str) -> str:
    who = actor(step.actor)
    here, up = f"L{step.level_after}", f"L{step.level_before} → L{step.level_after}"
    match step.happened:
        case Happened.OPENED:
            return f"{who} opened it at {here}. {asked(step.reached, step.channel)}"
        case Happened.SKIPPED:
            return f"⏭️ {why}"
        case Happened.CLIMBED:
            return f"⬆️ {up}, {who}: {why}. {asked(step.reached, step.channel)}"
        case Happened.ASKED:
            return f"⏰ {here}, {who}: {why}. {asked(step.reached, step.channel)} Are you on it?"
        case Happened.ASKED_TO_RESOLVE:
            return f"⏰ {here}, {who}: {why}. {asked(step.reached, step.channel)} Is anything left to do?"
        case Happened.ACKNOWLEDGED:
            return f"👀 {who} has it, at {here}" + (f" ({why})" if why else "")
        case Happened.UPDATED:
            return f"💬 {who}: {why}"
        case Happened.SNOOZED:
            return f"💤 {who} put it off {why}"
        case Happened.CLOCK_STARTED:
            return f"⏳ {who} started the regulatory clock of {why}"
        case Happened.WARNED:
            return f"⏳ {who}: {why}. Told: {', '.join(mention(slack_id) for slack_id in step.reached[:MENTIONED])}"
        case Happened.REPORTED:
            return f"📨 {who} reported, clock of {why}"
        case Happened.UNDONE:
            return f"↩️ {who} took that back: it stands as before, at {here}"
        case Happened.SETTLED:
            by = "" if step.actor == audit.SYSTEM else f" by {who}"
            return f"☑️ {why}{by}. What it was raised for is settled: it climbs no further, until somebody resolves it"
        case Happened.REASSIGNED:
            return f"➡️ {who} asked {mention(step.reached[0])} to take it at {here}: {why}"
        case Happened.CONTAINED:
            return f"🧯 {who} contained it at {here}: {why}"
        case Happened.CANCELLED:
            return f"✖️ {who} cancelled it: {why}"
        case Happened.DRILLED:
            return f"🏁 DRILL over. How long each level took to answer:\n{why}"
        case Happened.RESOLVED:
            return f"✅ {who} resolved it at {here}\n{why}"


def asked(people: Sequence[str], channel: str | None) -> str:
    names = [mention(slack_id) for slack_id in people[:MENTIONED]] + ([channel_link(channel)] if channel else [])
    more = f" and {len(people) - MENTIONED} more" if len(people) > MENTIONED else ""
    return f"Asked: {', '.join(names)}{more}." if names else "Nobody could be asked."


def actor(who: str) -> str:
    return "govbot" if who == audit.SYSTEM else mention(who)


def drawn(steps: Sequence[EscalationStep]) -> list[Block]:
    """All of it, uncut."""
    return [divider(), *[block for step in steps for block in paragraphs(line(step))]]
