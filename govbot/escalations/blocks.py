"""Escalations as Slack shows them: the card, a line in a list, a question to one person."""

from collections.abc import Sequence

from govbot import playbook
from govbot.calendar import Calendar
from govbot.escalations import clocks, history, offers, parts, steps
from govbot.escalations.clocks import Move
from govbot.escalations.models import Escalation, EscalationStep, Happened, Severity, State
from govbot.escalations.policy import Policy
from govbot.slack.blocks import Block, actions, context, fields, header, in_words, paragraphs, section
from govbot.slack.text import clip, escape, link, mention, moment
from govbot.vendors.models import Contact, Vendor

MARK = {Severity.S1: "🔴", Severity.S2: "🟠", Severity.S3: "🟡", Severity.S4: "🔵"}
DRILL = "🧪 DRILL: "
SPOKEN = 2000  # characters of what stands on a card only at times, for those who do not see blocks
LATEST = 300  # characters of the latest news on a card


def card(
    escalation: Escalation,
    vendor: Vendor,
    taken: Sequence[EscalationStep],
    workspace: Calendar,
    theirs: Sequence[Contact] = (),
) -> tuple[str, list[Block]]:
    """The text for those who do not see blocks, and the card itself. `theirs` are the vendor's contacts."""
    facts = _facts(escalation, taken, workspace)
    at_times = [
        *parts.contacts(escalation, theirs),
        *parts.settled(escalation),
        *parts.ending(escalation, taken),
        *parts.countdowns(escalation),
    ]
    drawn = [
        header(f"{DRILL if escalation.drill else ''}Escalation #{escalation.id}: {clip(vendor.name, 100)}"),
        section(clip(escape(escalation.what), offers.SHOWN)),
        fields(*facts),
        *at_times,
        context(_raised(escalation, vendor), *_latest(escalation, taken)),
    ]
    offered = offers.buttons(escalation)
    drawn += [actions(*offered)] if offered else []
    said = "; ".join(f"{label.lower()}: {value}" for label, value in facts)
    text = f"{title(escalation, vendor)}: {clip(escape(escalation.what), offers.SHOWN)} ({said})"
    return "\n".join([text, in_words(at_times, SPOKEN)] if at_times else [text]), drawn


def _facts(escalation: Escalation, taken: Sequence[EscalationStep], workspace: Calendar) -> list[tuple[str, str]]:
    if escalation.drill:
        return [
            ("Severity", "none: this is a DRILL"),
            ("Level", level(escalation.level)),
            *_state(escalation, taken, workspace),
        ]
    return [
        ("Severity", f"{MARK[escalation.severity]} {severity(escalation.severity)}"),
        ("Level", level(escalation.level)),
        *_state(escalation, taken, workspace),
    ]


def title(escalation: Escalation, vendor: Vendor) -> str:
    return f"{DRILL if escalation.drill else ''}Escalation #{escalation.id} about *{escape(clip(vendor.name, 100))}*"


def severity(value: Severity) -> str:
    return f"{value} {playbook.load().escalation.severities[value].title.lower()}"


def level(number: int) -> str:
    """`L2 tactical`; a level that the playbook no longer has keeps its number."""
    levels = playbook.load().escalation.levels
    return f"L{number} {levels[f'L{number}'].title.lower()}" if f"L{number}" in levels else f"L{number}"


def _state(escalation: Escalation, taken: Sequence[EscalationStep], workspace: Calendar) -> list[tuple[str, str]]:
    if escalation.finished_at:
        over = f"{escalation.state} by {history.actor(escalation.finished_by or '')}"
        return [("State", f"{over} {moment(escalation.finished_at)}")]
    asked = history.asked(*steps.last_reached(taken))
    holder = f"{escalation.state}: nobody has it yet. {asked}"
    if escalation.acknowledged_at:
        holder = (
            f"{escalation.state}: {mention(escalation.acknowledged_by)} has it, {moment(escalation.acknowledged_at)}"
        )
    if escalation.handed_to:
        holder += f"; {mention(escalation.handed_to)} was asked to take it"
    return [("State", holder), ("What comes next", comes_next(escalation, workspace))]


def comes_next(escalation: Escalation, workspace: Calendar) -> str:
    """What its clock leads to, unless somebody answers."""
    if escalation.settled_at:
        by = clocks.due(escalation, workspace)[0].at
        return f"a question from me, if nobody resolves it by {moment(by)}; it climbs no further"
    wanted = "nobody acknowledges it" if escalation.state is State.OPEN else "there is no update"
    ahead = clocks.due(escalation, workspace)
    if ahead[0].move is Move.END:
        return f"the end of the drill and its result, by {moment(ahead[0].at)}"
    up = [move for move in ahead if move.move is Move.CLIMB]
    if up:
        return f"{level(up[0].level)}, if {wanted} by {moment(up[0].at)}"
    above = Policy.model_validate(escalation.policy).next_climb(escalation.level)
    if escalation.state is State.CONTAINED:
        above = None
    then = f", then {level(above[0])}" if above else ""
    return f"a question from me, if {wanted} by {moment(ahead[0].at)}{then}"


def _raised(escalation: Escalation, vendor: Vendor) -> str:
    source = f" · {link(escalation.source, 'the message')}" if escalation.source else ""
    return f"Raised by {history.actor(escalation.raised_by)} {moment(escalation.opened_at)} · `{vendor.ref}`{source}"


def _latest(escalation: Escalation, taken: Sequence[EscalationStep]) -> list[str]:
    spoken = [step for step in taken if step.happened is not Happened.OPENED]
    return [f"Latest: {history.line(spoken[-1], LATEST)}"] if spoken and not escalation.finished else []


def line(escalation: Escalation, vendor: Vendor | None = None) -> str:
    """One line of a list."""
    about = f"*{escape(clip(vendor.name, 60))}* · " if vendor else ""
    who = mention(escalation.acknowledged_by) if escalation.acknowledged_by else "nobody yet"
    settled = ", settled and to be resolved" if escalation.settled_at and not escalation.finished else ""
    return (
        f"{DRILL if escalation.drill else MARK[escalation.severity]} *#{escalation.id}* {about}"
        f"{'' if escalation.drill else f'{escalation.severity} · '}L{escalation.level}"
        f" · {escalation.state}, {who}{settled} · {clip(escape(' '.join(escalation.what.split())), 100)}"
    )


def listing(
    found: Sequence[tuple[Escalation, Vendor]], total: int, tried: Sequence[tuple[Escalation, Vendor]] = ()
) -> list[Block]:
    """`tried` are drills under way: apart from the others, and not counted."""
    lines = [line(escalation, vendor) for escalation, vendor in found]
    drawn = [section("\n".join(lines[start : start + 5])) for start in range(0, len(lines), 5)]
    rest = (
        f"These are {len(lines)} of {total}; `/escalate list <vendor>` shows a vendor's. " if total > len(lines) else ""
    )
    head = [section("*Open escalations*, gravest first"), *drawn] if found else []
    below = [section("\n".join(line(escalation, vendor) for escalation, vendor in tried[:5]))] if tried else []
    return [*head, *below, context(f"{rest}`/escalate show <number>` opens one")]


def whole(escalation: Escalation, vendor: Vendor, taken: Sequence[EscalationStep], workspace: Calendar) -> list[Block]:
    """Everything that was written, uncut; answers belong on the card."""
    facts = fields(*_facts(escalation, taken, workspace))
    return [section(title(escalation, vendor)), facts, *paragraphs(escape(escalation.what)), *history.drawn(taken)]


def nudge(escalation: Escalation, vendor: Vendor, step: EscalationStep) -> tuple[str, list[Block]]:
    """What somebody is asked directly when a clock waits for them."""
    about = clip(escape(escalation.what), LATEST)
    why = escape(clip(step.reason, LATEST).rstrip("."))
    if step.happened is Happened.REASSIGNED:
        why = f"{history.actor(step.actor)} asks you to take it: {why}"
    if step.happened is Happened.WARNED:
        text = f"⏳ {title(escalation, vendor)}: {why}. When it is reported, say so here."
        return text, [section(text), actions(*offers.buttons(escalation))]
    wanted = "Are you on it?"
    if step.happened is Happened.ASKED_TO_RESOLVE:
        wanted = "If nothing is left to do, press Resolve; else say what is in an update."
    text = f"⏰ {title(escalation, vendor)}: {why}. {wanted}\n>{about.replace(chr(10), ' ')}"
    return text, [section(text), actions(*offers.buttons(escalation))]
