"""The playbook in force: of the workspace whose session is open; outside of any the one held, or the shipped one."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import db
from govbot.playbook import override
from govbot.playbook.book import Playbook
from govbot.playbook.loader import shipped
from govbot.playbook.models import PlaybookVersion
from govbot.playbook.source import Mistaken
from govbot.workspace import Workspace

logger = logging.getLogger(__name__)

# Kept in the session, whose workspace row may be let go of: this is asked thousands of times a round.
KEPT, VERSIONS = "playbook", "playbook_versions"
_held: ContextVar[Playbook | None] = ContextVar("playbook_held", default=None)


def load() -> Playbook:
    """What holds here and now."""
    session = db.in_force()
    if session is None:
        return _held.get() or shipped()
    kept: Playbook | None = session.info.get(KEPT)
    if kept is None:
        kept = session.info[KEPT] = of_version(session, number(session))
    return kept


@contextmanager
def held(engine: Engine, workspace_id: int) -> Iterator[None]:
    """The workspace's playbook holds until this is left, while no session is open: Slack is asked, a file is read."""
    with db.read(engine, workspace_id):
        book = load()
    outside = _held.set(book)
    try:
        yield
    finally:
        _held.reset(outside)


def forget(session: Session) -> None:
    """A new version holds from here on."""
    session.info.pop(KEPT, None)


def number(session: Session) -> int:
    """The version in force in the session's workspace; 0: as shipped."""
    workspace_id = session.info.get("workspace_id")
    with session.no_autoflush:
        place = session.get(Workspace, workspace_id) if workspace_id else None
    return place.playbook_version if place else 0


def of_version(session: Session, number: int) -> Playbook:
    """The playbook as one of the workspace's versions made it, for what started with it; 0: as shipped."""
    if number == 0:
        return shipped()
    known: dict[int, Playbook] = session.info.setdefault(VERSIONS, {})
    if number not in known:
        known[number] = _read(session, number)
    return known[number]


def _read(session: Session, number: int) -> Playbook:
    text = text_of(session, number)
    laid = override.attempt(text) if text else None
    if isinstance(laid, Mistaken):  # it was right for the govbot before this one
        _complain(number, str(laid))
    return laid.book if isinstance(laid, override.Laid) else shipped()


@lru_cache(maxsize=64)
def _complain(number: int, why: str) -> None:
    """Once in each process; `govbot doctor` says it too, and whoever asks for the playbook in Slack sees it."""
    logger.error("Version %s of a workspace's playbook is not in force, it does not fit this govbot: %s", number, why)


def text_of(session: Session, number: int) -> str:
    """The override of one of the workspace's versions; 0 has none."""
    wanted = select(PlaybookVersion.text).where(col(PlaybookVersion.number) == number)
    with session.no_autoflush:
        return session.exec(wanted).one() if number else ""
