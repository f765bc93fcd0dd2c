"""Escalations as Slack shows them: the card, a line in a list, a step in the history."""

from collections.abc import Sequence

from govbot import audit, playbook
from govbot.calendar import Calendar
from govbot.escalations import clocks, steps
from govbot.escalations.clocks import Move
from govbot.escalations.models import Escalation, EscalationStep, Happened, Severity, State
from govbot.escalations.policy import Policy
from govbot.slack.blocks import Block, Element, actions, button, context, divider, fields, header, paragraphs, section
from govbot.slack.text import channel_link, clip, escape, mention, moment
from govbot.vendors.models import Vendor

MARK = {Severity.S1: "🔴", Severity.S2: "🟠", Severity.S3: "🟡", Severity.S4: "🔵"}
SHOWN, LATEST = 600, 300  # characters of people's text on a card


def card(
    escalation: Escalation, vendor: Vendor, history: Sequence[EscalationStep], workspace: Calendar
) -> tuple[str, list[Block]]:
    """The text for those who do not see blocks, and the card itself."""
    facts = [
        ("Severity", f"{MARK[escalation.severity]} {severity(escalation.severity)}"),
        ("Level", level(escalation.level)),
        ("Who has it", has_it(escalation, history)),
        ("What comes next", comes_next(escalation, workspace)),
    ]
    drawn = [
        header(f"Escalation #{escalation.id}: {clip(vendor.name, 100)}"),
        section(clip(escape(escalation.what), SHOWN)),
        fields(*facts),
        *_ending(escalation),
        context(_opened(escalation, vendor), *_latest(history)),
    ]
    pressed = buttons(escalation)
    drawn += [actions(*pressed)] if pressed else []
    said = "; ".join(f"{label.lower()}: {value}" for label, value in facts)
    return f"{title(escalation, vendor)}: {clip(escape(escalation.what), SHOWN)} ({said})", drawn


def title(escalation: Escalation, vendor: Vendor) -> str:
    return f"Escalation #{escalation.id} about *{escape(clip(vendor.name, 100))}*"


def severity(value: Severity) -> str:
    return f"{value} {playbook.load().escalation.severities[value].title.lower()}"


def level(number: int) -> str:
    """`L2 tactical`; a level that the playbook no longer has keeps its number."""
    levels = playbook.load().escalation.levels
    return f"L{number} {levels[f'L{number}'].title.lower()}" if f"L{number}" in levels else f"L{number}"


def has_it(escalation: Escalation, history: Sequence[EscalationStep]) -> str:
    if escalation.finished:
        return f"{escalation.state} by {mention(escalation.resolved_by)}"
    if escalation.acknowledged_by and escalation.acknowledged_at:
        return f"{mention(escalation.acknowledged_by)}, {escalation.state} {moment(escalation.acknowledged_at)}"
    return f"nobody yet, {escalation.state}. {asked(*steps.last_reached(history))}"


def asked(people: Sequence[str], channel: str | None) -> str:
    names = [mention(slack_id) for slack_id in people[:10]] + ([channel_link(channel)] if channel else [])
    return f"Asked: {', '.join(names)}" if names else "Nobody could be asked."


def comes_next(escalation: Escalation, workspace: Calendar) -> str:
    due = clocks.due(escalation, workspace)
    if not due:
        return "nothing, it is closed"
    climbs = [move for move in due if move.move is Move.CLIMB]
    if climbs:
        return f"L{climbs[0].level}, {moment(climbs[0].at)}"
    above = Policy.model_validate(escalation.policy).next_climb(escalation.level)
    if escalation.state is State.OPEN or above is None:
        return f"I ask again, {moment(due[0].at)}"
    return f"an update by {moment(due[0].at)}; otherwise I ask, then L{above[0]}"


def _ending(escalation: Escalation) -> list[Block]:
    if escalation.state is not State.RESOLVED:
        return []
    cause, done = (clip(escape(text), SHOWN) for text in (escalation.resolution_cause, escalation.resolution_done))
    return [section(f"*Cause*\n{cause}"), section(f"*What was done*\n{done}")]


def _opened(escalation: Escalation, vendor: Vendor) -> str:
    return f"Raised by {actor(escalation.raised_by)} {moment(escalation.opened_at)} · `{vendor.ref}`"


def _latest(history: Sequence[EscalationStep]) -> list[str]:
    spoken = [step for step in history if step.happened is not Happened.OPENED]
    return [f"Latest: {clip(step_line(spoken[-1]), LATEST)}"] if spoken else []


def actor(who: str) -> str:
    return "govbot" if who == audit.SYSTEM else mention(who)


def buttons(escalation: Escalation) -> list[Element]:
    """What may be done from here; a finished escalation can only be read."""
    number = str(escalation.id)
    seen = f"{number}:{escalation.level}"
    offered: list[Element] = []
    if escalation.state is State.OPEN:
        offered.append(button("Acknowledge", "escalation.acknowledge:1", number, style="primary"))
    if not escalation.finished:
        offered.append(button("Update", "escalation.update:1", number))
        if escalation.level < Policy.model_validate(escalation.policy).top:
            offered.append(button("Escalate now", "escalation.raise:1", seen, style="danger"))
        offered.append(button("Resolve", "escalation.resolve:1", number))
    texts = (escalation.what, escalation.resolution_cause, escalation.resolution_done)
    if any(len(escape(text)) > SHOWN for text in texts):
        offered.append(button("Read it all", "escalation.show:1", number))
    return offered


def line(escalation: Escalation, vendor: Vendor | None = None) -> str:
    """One line of a list."""
    about = f"*{escape(clip(vendor.name, 60))}* · " if vendor else ""
    who = mention(escalation.acknowledged_by) if escalation.acknowledged_by else "nobody yet"
    return (
        f"{MARK[escalation.severity]} *#{escalation.id}* {about}{escalation.severity} · L{escalation.level}"
        f" · {escalation.state}, {who} · {clip(escape(' '.join(escalation.what.split())), 100)}"
    )


def listing(found: Sequence[tuple[Escalation, Vendor]], total: int) -> list[Block]:
    lines = [line(escalation, vendor) for escalation, vendor in found]
    drawn = [section("\n".join(lines[start : start + 5])) for start in range(0, len(lines), 5)]
    rest = (
        f"The gravest {len(found)} of {total}; `/escalate list <vendor>` shows a vendor's. "
        if total > len(found)
        else ""
    )
    return [section("*Open escalations*, gravest first"), *drawn, context(f"{rest}`/escalate show <number>` opens one")]


def step_line(step: EscalationStep) -> str:
    """Who, when, from which level to which, and why."""
    return f"{moment(step.at)}  {_told(step)}"


def _told(step: EscalationStep) -> str:
    who, why = actor(step.actor), escape(step.reason)
    here, up = f"L{step.level_after}", f"L{step.level_before} → L{step.level_after}"
    match step.happened:
        case Happened.OPENED:
            return f"{who} opened it at {here}. {asked(step.reached, step.channel)}"
        case Happened.SKIPPED:
            return f"⏭️ {why}"
        case Happened.CLIMBED:
            return f"⬆️ {up}, {who}: {why}. {asked(step.reached, step.channel)}"
        case Happened.ASKED:
            return f"⏰ {here}: {why}. Who is on it, and how does it stand? {asked(step.reached, step.channel)}"
        case Happened.ACKNOWLEDGED:
            return f"👀 {who} has it, at {here}"
        case Happened.UPDATED:
            return f"💬 {who}: {why}"
        case Happened.RESOLVED:
            return f"✅ {who} resolved it at {here}. {why}"


def history(found: Sequence[EscalationStep]) -> list[Block]:
    return [divider(), *[block for step in found for block in paragraphs(step_line(step))]]


def whole(escalation: Escalation, found: Sequence[EscalationStep]) -> list[Block]:
    """Everything that was written, uncut."""
    return [*paragraphs(escape(escalation.what)), *history(found)]


def nudge(escalation: Escalation, vendor: Vendor, step: EscalationStep) -> tuple[str, list[Block]]:
    """What somebody is asked directly when a clock waits for them."""
    text = (
        f"⏰ {title(escalation, vendor)}: {escape(step.reason)}. Are you on it? {clip(escape(escalation.what), LATEST)}"
    )
    return text, [section(text), actions(*buttons(escalation))]
