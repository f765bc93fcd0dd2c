"""What the channel of a plan hears: its card, drawn anew in place, and in its thread what happened."""

from datetime import datetime

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.plans import blocks, finding, plays, reading
from govbot.plans.models import Plan
from govbot.plans.plays import Play
from govbot.slack.blocks import Block, in_words
from govbot.vendors import channels
from govbot.workspace import Workspace


def channel_of(session: Session, workspace: Workspace, plan: Plan) -> str | None:
    """Its own, else the vendor's, else the governance channel."""
    vendor = finding.vendor_of(session, plan)
    of_vendor = channels.of(session, workspace, vendor) if vendor else None
    return plan.channel or of_vendor or workspace.governance_channel


def begun(session: Session, workspace: Workspace, now: datetime, plan: Plan, play: Play = plays.PLAIN) -> str | None:
    """Posts the card; returns the channel, None where there is none."""
    channel = channel_of(session, workspace, plan)
    if channel is None:
        return None
    plan.card = f"{plan.subject}:card"
    session.add(plan)
    drawn = _card(session, workspace, now, plan, play)
    outbox.post(
        session, now, key=plan.card, channel=channel, text=in_words(drawn), blocks=drawn,
        fallback=workspace.governance_channel,
    )  # fmt: skip
    return channel


def redraw(session: Session, workspace: Workspace, now: datetime, plan: Plan, play: Play = plays.PLAIN) -> None:
    """The card as the plan stands now."""
    if plan.card:
        drawn = _card(session, workspace, now, plan, play)
        outbox.edit(session, now, parent_key=plan.card, text=in_words(drawn), blocks=drawn)


def _card(session: Session, workspace: Workspace, now: datetime, plan: Plan, play: Play) -> list[Block]:
    file = reading.file(session, workspace, plan, workspace.today(now))
    return blocks.card(file, play.says(session, file), play.buttons(file))


def say(session: Session, now: datetime, plan: Plan, what: str, text: str, drawn: list[Block] | None = None) -> None:
    """In the thread of its card; `what` is said once. A plan without a card says nothing."""
    if plan.card:
        key = f"{plan.subject}:{what}"
        outbox.reply(session, now, key=key, parent_key=plan.card, text=text or in_words(drawn or []), blocks=drawn)
