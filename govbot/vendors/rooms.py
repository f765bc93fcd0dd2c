"""The channels where vendors are talked about: what follows when Slack renames, archives, loses or reopens one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit
from govbot.outbox import service as outbox
from govbot.people import place
from govbot.people import service as people
from govbot.slack.blocks import paragraphs
from govbot.slack.router import Router
from govbot.slack.text import channel_link
from govbot.vendors import blocks, channels, reopening
from govbot.vendors import service as vendors
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

router = Router()
LISTED = 30  # vendors in one message
MISSING = "is gone, or is private and I am not in it"
CHOOSE = "Choose one with `/vendor settings channel #name`; until then what belongs there goes to the admins."


@router.listen("channel_archive")
@router.listen("group_archive")
def archived(session: Session, now: datetime, workspace: Workspace, event: dict[str, Any]) -> None:
    close(session, now, workspace, event["channel"], "was archived")


@router.listen("channel_deleted")
@router.listen("group_deleted")
def deleted(session: Session, now: datetime, workspace: Workspace, event: dict[str, Any]) -> None:
    close(session, now, workspace, event["channel"], "was deleted")


@router.listen("channel_unarchive")
@router.listen("group_unarchive")
def unarchived(session: Session, now: datetime, workspace: Workspace, event: dict[str, Any]) -> None:
    reopen(session, now, workspace, {event["channel"]})


@router.listen("channel_rename")
@router.listen("group_rename")
def renamed(session: Session, now: datetime, _workspace: Workspace, event: dict[str, Any]) -> None:
    """Its id stays, so that nothing else follows than a line in the history."""
    for vendor in _of(session, event["channel"]["id"]):
        name = event["channel"]["name"]
        audit.record(session, now, audit.SYSTEM, "vendor.channel_renamed", vendor.subject, name=name)


@router.listen("channel_id_changed")
def new_id(session: Session, now: datetime, workspace: Workspace, event: dict[str, Any]) -> None:
    """A private channel that was made public, or one that is shared now."""
    old, new = event["old_channel_id"], event["new_channel_id"]
    for vendor in _of(session, old):
        vendors.change(session, now, audit.SYSTEM, vendor, channel=new)
    channels.follow(session, now, old, new)
    if workspace.governance_channel == old:
        place.change(session, now, audit.SYSTEM, workspace, {"governance_channel": new})


def check(session: Session, now: datetime, workspace: Workspace, listed: Mapping[str, Mapping[str, Any]]) -> None:
    """Every night, for events that never came. `listed`: Slack's channels by id, the archived ones too."""
    governance = workspace.governance_channel
    if governance is None:
        text = f"⚠️ There is no governance channel. {CHOOSE}"
        _tell_admins(session, now, "no-governance", text)
    elif governance not in listed:
        close(session, now, workspace, governance, MISSING)
    ruled = (rule.channel for rule in channels.rules(session))
    used = {*session.exec(select(Vendor.channel).distinct()), *ruled, workspace.governance_channel}
    for channel in sorted(id_ for id_ in used if id_ and id_ in listed and listed[id_]["is_archived"]):
        close(session, now, workspace, channel, "was archived")
    reopen(session, now, workspace, {id_ for id_, each in listed.items() if not each["is_archived"]})


def reopen(session: Session, now: datetime, workspace: Workspace, open_: Collection[str]) -> None:
    """What lost its channel has it again, and the admins are told."""
    for channel, names in reopening.give_back(session, now, workspace, open_).items():
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        where = f"{channel_link(channel)} is open again. What concerns {', '.join(names[:LISTED])}{more}"
        key = f"reopened:{channel}:{int(now.timestamp())}"
        _tell_admins(session, now, key, f"{where} is said there again.")


def close(session: Session, now: datetime, workspace: Workspace, channel: str, why: str) -> None:
    """Nothing can be said there any more: its vendors fall back, and the admins are told once."""
    key = f"closed:{channel}:{int(now.timestamp())}"
    if workspace.governance_channel == channel:
        place.change(session, now, audit.SYSTEM, workspace, {"governance_channel": None})
        reopening.closed(session, now, f"workspace:{workspace.id}", channel, why)
        _tell_admins(session, now, key, f"⚠️ The governance channel {channel_link(channel)} {why}. {CHOOSE}")
    chosen_for = channels.follow(session, now, channel, None)
    for about in chosen_for:
        reopening.closed(session, now, about, channel, why)
    if chosen_for:
        named = ", ".join(map(channels.named, chosen_for))
        told = f"⚠️ {channel_link(channel)} {why}. It was chosen for {named}."
        _tell_admins(session, now, f"{key}:rules", f"{told} `/review channel` chooses another one.")
    affected = _of(session, channel)
    for vendor in affected:
        vendors.change(session, now, audit.SYSTEM, vendor, channel=None)
        reopening.closed(session, now, vendor.subject, channel, why)
    if affected:
        text = _fallen_back(workspace, channel, why, affected)
        _tell_admins(session, now, f"{key}:vendors", text)
        if workspace.governance_channel:
            outbox.post(
                session, now, key=f"{key}:news", channel=workspace.governance_channel, text=text,
                blocks=paragraphs(text),
            )  # fmt: skip


def _fallen_back(workspace: Workspace, channel: str, why: str, affected: Sequence[Vendor]) -> str:
    names = ", ".join(f"{blocks.name(vendor)} ({vendor.ref})" for vendor in affected[:LISTED])
    more = f" and {len(affected) - LISTED} more" if len(affected) > LISTED else ""
    governance = workspace.governance_channel
    where = f"the governance channel {channel_link(governance)}" if governance else "direct messages only"
    return (
        f"The channel {channel_link(channel)} {why}. What concerns {names}{more} is said in {where} from now on;"
        " `/vendor edit <vendor>` gives a vendor another channel."
    )


def _of(session: Session, channel: str) -> list[Vendor]:
    return list(session.exec(select(Vendor).where(Vendor.channel == channel).order_by(col(Vendor.id))))


def _tell_admins(session: Session, now: datetime, key: str, text: str) -> None:
    for slack_id in people.admins(session):
        outbox.direct(session, now, key=f"{key}:{slack_id}", slack_id=slack_id, text=text, blocks=paragraphs(text))
