"""A workspace's versions of the playbook: the one in force, those before it, and how a new one comes."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal
from govbot.playbook import in_force, override
from govbot.playbook.differences import Difference, between
from govbot.playbook.loader import plain
from govbot.playbook.models import PlaybookVersion
from govbot.playbook.override import Laid
from govbot.playbook.source import Mistaken
from govbot.workspace import Workspace


def text_of(session: Session, number: int) -> str:
    """The override of a version, or a Refusal where there is none of that number."""
    newest = in_force.number(session)
    if not 0 <= number <= newest:
        there = f"There are 0 (as shipped) to {newest}" if newest else "There is only 0, the playbook as shipped"
        raise Refusal(f"There is no version {number}. {there}: `govbot playbook history`.")
    return in_force.text_of(session, number)


def values(session: Session) -> Mapping[str, Any]:
    """The playbook in force as plain values."""
    laid = _laid(session)
    return laid.data if isinstance(laid, Laid) else plain()


def trouble(session: Session) -> str:
    """What keeps the newest version from being in force: it was right for the govbot before this one."""
    laid = _laid(session)
    return f"The override{laid.mistakes[0]}" if isinstance(laid, Mistaken) else ""


def _laid(session: Session) -> Laid | Mistaken | None:
    text = in_force.text_of(session, in_force.number(session))
    return override.attempt(text) if text else None


def changed(session: Session) -> list[Difference]:
    """What differs here from the shipped playbook."""
    return list(between(plain(), values(session)))


def latest(session: Session, most: int | None = None) -> list[PlaybookVersion]:
    """The newest first."""
    return list(session.exec(select(PlaybookVersion).order_by(col(PlaybookVersion.number).desc()).limit(most)))


def apply(
    session: Session, now: datetime, actor: str, text: str, *, note: str = "", seen: int
) -> tuple[PlaybookVersion, list[Difference]]:
    """A new version, in force at once; `seen` is the version that was in force when somebody looked at the changes.

    An override says all that differs from the shipped playbook, not from the version before it.
    """
    place = session.get_one(Workspace, session.info["workspace_id"])
    if place.playbook_version != seen:
        other = latest(session, 1)[0]
        raise Refusal(
            f"{other.applied_by} applied version {other.number} meanwhile. Look at `govbot playbook diff FILE` again,"
            " then apply it."
        )
    before, after = values(session), override.lay_over(text).data
    version = PlaybookVersion(
        number=seen + 1,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        note=note,
        applied_by=actor,
        applied_at=now,
    )
    place.playbook_version = version.number
    session.add_all([version, place])
    session.flush()
    in_force.forget(session)
    changes = list(between(before, after))
    audit.record(
        session, now, actor, "playbook.applied", f"workspace:{place.id}",
        before=seen, after=version.number, digest=version.digest, note=note, changed=[each.path for each in changes],
    )  # fmt: skip
    return version, changes
