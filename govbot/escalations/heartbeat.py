"""What escalations do by themselves every few seconds: clocks climb, and every step is told."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.escalations import announce, climbing
from govbot.escalations.models import Escalation
from govbot.workspace import Workspace


def waiting(session: Session, now: datetime) -> bool:
    """Whether `advance` has anything to do: asked without a write lock, which would stand in everybody's way."""
    untold = col(Escalation.said) < col(Escalation.step)
    due = select(Escalation.id).where(sa.or_(col(Escalation.next_step_at) <= now, untold))
    return session.exec(due.limit(1)).first() is not None


def advance(session: Session, workspace: Workspace, now: datetime) -> int:
    """Some of what there is to do; returns how many escalations moved or had something to tell, 0 when none is left."""
    climbed = climbing.climb_due(session, workspace, now)
    return max(climbed, announce.tell_all(session, workspace, now))
