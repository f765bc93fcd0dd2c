"""Hears that somebody left Slack, hands on what was theirs, and tells whom it concerns, once."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.people import away
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack.blocks import paragraphs
from govbot.slack.router import Router
from govbot.slack.text import escape, mention
from govbot.vendors import blocks, leaving
from govbot.vendors.leaving import Moved
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace

router = Router()
LISTED = 30  # vendors in one message


@router.listen("user_change")
def left(session: Session, now: datetime, workspace: Workspace, event: dict[str, Any]) -> None:
    person = people.by_slack_id(session, event["user"]["id"])
    if person and person.deleted:
        follow(session, now, workspace, person)


def sweep(session: Session, now: datetime, workspace: Workspace) -> None:
    """Every night, for events that never came."""
    for person in leaving.unnoticed(session):
        follow(session, now, workspace, person)


def follow(session: Session, now: datetime, workspace: Workspace, person: Person) -> None:
    """What follows from somebody's leaving."""
    moved = leaving.hand_on(session, now, person)
    key = f"left:{person.id}:{int(now.timestamp())}"
    if moved:
        _tell_admins(session, now, workspace, key, person, moved)
        _tell_heirs(session, now, key, person, moved)
        _tell_channel(session, now, workspace, key, person, moved)
    for hop in away.on(session, workspace.today(now)).hops.values():
        if hop.deputy.id == person.id:
            text = (
                f"{escape(person.name)}, who stands in for you until {hop.until:%-d %B %Y}, has left Slack. Until you"
                " name somebody else (`/vendor away @deputy until …`), what is yours goes to the next in line."
            )
            _direct(session, now, f"{key}:absent:{hop.away.slack_id}", hop.away.slack_id, text)


def _tell_admins(
    session: Session, now: datetime, workspace: Workspace, key: str, person: Person, moved: Sequence[Moved]
) -> None:
    """All that moved; where no admin is left, the governance channel hears it."""
    text = f"*{escape(person.name)} has left Slack.* What was theirs:\n" + _listed(moved)
    admins = people.admins(session)
    for slack_id in admins:
        _direct(session, now, f"{key}:admin:{slack_id}", slack_id, text)
    if not admins and workspace.governance_channel:
        outbox.post(
            session, now, key=f"{key}:no-admin", channel=workspace.governance_channel, text=text,
            blocks=paragraphs(text),
        )  # fmt: skip


def _listed(moved: Sequence[Moved]) -> str:
    by_vendor = [(vendor, list(theirs)) for vendor, theirs in groupby(moved, key=lambda each: each.vendor)]
    lines = [f"• {_named(vendor)}: {'; '.join(_went(each) for each in theirs)}" for vendor, theirs in by_vendor]
    rest = f"\n…and {len(lines) - LISTED} more vendors: `/vendor list unowned`." if len(lines) > LISTED else ""
    return "\n".join(lines[:LISTED]) + rest


def _went(moved: Moved) -> str:
    if moved.to:
        return f"{moved.duty.label.lower()} is now {mention(moved.to.slack_id)}"
    nobody = blocks.UNOWNED if moved.duty is Duty.OWNER else f"{moved.duty.label.lower()} is nobody"
    return f"{nobody} (`/vendor {moved.duty.word} {moved.vendor.ref} @person`)"


def _tell_heirs(session: Session, now: datetime, key: str, person: Person, moved: Sequence[Moved]) -> None:
    heirs = {each.to.slack_id: each.to for each in moved if each.to}
    for slack_id in heirs:
        gained = [each for each in moved if each.to and each.to.slack_id == slack_id]
        lines = [f"• *{each.duty.label.lower()}* of {_named(each.vendor)}" for each in gained[:LISTED]]
        rest = f"\n…and {len(gained) - LISTED} more: `/vendor list mine`." if len(gained) > LISTED else ""
        text = (
            f"{escape(person.name)} has left Slack, and as the next in line you are now\n" + "\n".join(lines) + rest
            + "\nIf somebody else should be it, name them: `/vendor people <vendor>`."
        )  # fmt: skip
        _direct(session, now, f"{key}:heir:{slack_id}", slack_id, text)


def _tell_channel(
    session: Session, now: datetime, workspace: Workspace, key: str, person: Person, moved: Sequence[Moved]
) -> None:
    """What nobody owns any more, where everybody sees it."""
    open_ = [each for each in moved if each.duty is Duty.OWNER and each.to is None]
    if open_ and workspace.governance_channel:
        text = f"{escape(person.name)} has left Slack, and nobody is next in line:\n" + _listed(open_)
        outbox.post(
            session, now, key=f"{key}:unowned", channel=workspace.governance_channel, text=text,
            blocks=paragraphs(text),
        )  # fmt: skip


def _named(vendor: Vendor) -> str:
    return f"{blocks.name(vendor)} ({vendor.ref})"


def _direct(session: Session, now: datetime, key: str, slack_id: str, text: str) -> None:
    outbox.direct(session, now, key=key, slack_id=slack_id, text=text, blocks=paragraphs(text))
