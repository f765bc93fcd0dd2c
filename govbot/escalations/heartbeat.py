"""What escalations do by themselves every few seconds: clocks climb, what is settled says so, every step is told."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.escalations import announce, climbing, settling
from govbot.escalations.models import Escalation
from govbot.workspace import Workspace


def waiting(session: Session, now: datetime) -> bool:
    """Whether `advance` has anything to do: asked without a write lock, which would stand in everybody's way."""
    untold = col(Escalation.said) < col(Escalation.step)
    due = select(Escalation.id).where(sa.or_(col(Escalation.next_step_at) <= now, untold))
    return session.exec(due.limit(1)).first() is not None or bool(settling.owned(session))


def advance(session: Session, workspace: Workspace, now: datetime) -> int:
    """Some of what there is to do; returns how many escalations moved or had something to tell, 0 when none is left."""
    settling.settle_owned(session, now)
    climbed = climbing.climb_due(session, workspace, now)
    return max(climbed, announce.tell_all(session, workspace, now))
