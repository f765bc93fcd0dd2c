"""What escalations do by themselves every few seconds: clocks climb, and every step is told."""

from datetime import datetime

from sqlmodel import Session

from govbot.escalations import announce, climbing
from govbot.workspace import Workspace


def advance(session: Session, workspace: Workspace, now: datetime) -> int:
    """Returns how many escalations moved or had something to tell."""
    climbing.climb_due(session, workspace, now)
    return announce.tell_all(session, workspace, now)
