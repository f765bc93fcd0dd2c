"""User groups as Slack lists them: remembered, found as people type them, and their members kept true."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from govbot.people.models import UserGroup

_MENTION = re.compile(r"^<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>$")


def by_slack_id(session: Session, slack_id: str) -> UserGroup | None:
    return session.exec(select(UserGroup).where(UserGroup.slack_id == slack_id)).first()


def find(session: Session, text: str) -> UserGroup | None:
    """A group that is in use, as mentioned or by its handle."""
    text = text.strip()
    mentioned = _MENTION.match(text)
    in_use = select(UserGroup).where(col(UserGroup.disabled).is_(False))
    if mentioned:
        return session.exec(in_use.where(UserGroup.slack_id == mentioned.group(1))).first()
    return session.exec(in_use.where(UserGroup.handle == text.removeprefix("@").lower())).first()


def remember(session: Session, group: Mapping[str, Any]) -> UserGroup:
    """Keep what Slack says of a group; without its members in it, those known stay."""
    known = by_slack_id(session, group["id"]) or UserGroup(slack_id=group["id"], handle="")
    known.handle = str(group.get("handle") or known.handle).lower()
    known.disabled = bool(group.get("date_delete"))
    if "users" in group:
        known.members = sorted(group["users"])
    session.add(known)
    session.flush()
    return known


def change_members(session: Session, slack_id: str, added: Collection[str], removed: Collection[str]) -> None:
    """Somebody joined or left a group."""
    group = by_slack_id(session, slack_id)
    if group:
        group.members = sorted((set(group.members) | set(added)) - set(removed))
        session.add(group)
        session.flush()
