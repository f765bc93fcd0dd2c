"""What escalations do by themselves every few seconds: clocks climb, what is settled says so, every step is told."""

from datetime import datetime

from sqlmodel import Session, col, select

from govbot.escalations import announce, climbing, settling
from govbot.escalations.models import Escalation
from govbot.workspace import Workspace


def waiting(session: Session, now: datetime) -> bool:
    """Whether `advance` has anything to do: asked without a write lock, which would stand in everybody's way."""
    asked = (col(Escalation.next_step_at) <= now, col(Escalation.said) < col(Escalation.step))  # an index for each
    found = (session.exec(select(Escalation.id).where(condition).limit(1)).first() for condition in asked)
    return any(id_ is not None for id_ in found) or bool(settling.owned(session))


def advance(session: Session, workspace: Workspace, now: datetime) -> int:
    """Some of what there is to do; returns how many escalations moved or had something to tell, 0 when none is left."""
    settling.settle_owned(session, now)
    climbed = climbing.climb_due(session, workspace, now)
    return max(climbed, announce.tell_all(session, workspace, now))
