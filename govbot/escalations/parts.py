"""What stands on an escalation's card only at times: whom to call over there, regulatory clocks, how it ended."""

from collections.abc import Sequence

from govbot import audit
from govbot.escalations import history, offers, regulatory
from govbot.escalations.models import Escalation, EscalationStep, State
from govbot.slack.blocks import Block, paragraphs, section
from govbot.slack.text import ago, clip, escape, mention, moment
from govbot.vendors.contact_blocks import line as contact_line
from govbot.vendors.models import Contact

MOST = 3  # contacts on a card


def contacts(escalation: Escalation, known: Sequence[Contact]) -> list[Block]:
    """Whom to call over there: on this level, or on the one nearest to it that has somebody."""
    if escalation.finished or not known:
        return []
    near = min((contact.level for contact in known), key=lambda level: abs(level - escalation.level))
    lines = [contact_line(contact) for contact in known if contact.level == near]
    return [section("*Whom to call over there*\n" + "\n".join(lines[:MOST]))]


def settled(escalation: Escalation) -> list[Block]:
    """What it was raised for is over, and a person is to end it."""
    if not escalation.settled_at or escalation.finished:
        return []
    by = "" if escalation.settled_by == audit.SYSTEM else f" by {mention(escalation.settled_by)}"
    how = f"{clip(escape(escalation.settled_how), offers.SHOWN)}{by} {moment(escalation.settled_at)}"
    return [section(f"*What it was raised for is settled*\n{how}. If nothing is left to do, press Resolve.")]


def ending(escalation: Escalation, taken: Sequence[EscalationStep]) -> list[Block]:
    """How it ended, in the words of who ended it."""
    if escalation.state is State.CANCELLED:
        return [section(clip(f"*Why it was a mistake*\n{escape(taken[-1].reason)}", offers.SHOWN))]
    if escalation.state is not State.RESOLVED:
        return []
    if escalation.drill:
        return paragraphs(history.line(taken[-1]))
    cause, done = (
        clip(escape(text), offers.SHOWN) for text in (escalation.resolution_cause, escalation.resolution_done)
    )
    return [section(f"*Cause*\n{cause}"), section(f"*What was done*\n{done}")]


def countdowns(escalation: Escalation) -> list[Block]:
    """The regulatory clocks; Slack itself draws the time that is left."""
    if escalation.state is State.CANCELLED or not escalation.regulatory:
        return []
    return [section("*Regulatory clocks*\n" + "\n".join(_countdown(clock) for clock in regulatory.of(escalation)))]


def _countdown(clock: regulatory.Clock) -> str:
    title = escape(clock.title)
    if clock.reported_at:
        to = clip(escape(clock.reported_to), 100)
        return f"✅ {title}: reported {moment(clock.reported_at)} by {mention(clock.reported_by)}: {to}"
    return f"⏳ {title}: report by {moment(clock.ends_at)} ({ago(clock.ends_at)})"
