"""What an escalation was raised for is over: it says so, climbs no further, and waits for somebody to resolve it."""

from datetime import datetime

from sqlmodel import Session

from govbot.escalations import finding, steps
from govbot.escalations.models import Escalation, Happened
from govbot.escalations.steps import Step
from govbot.workspace import Workspace


def settled(session: Session, now: datetime, actor: str, cause: str, how: str) -> int:
    """Told by the house whose thing was the cause, in the transaction that put it right; returns how many heard it.

    `cause` is the cause of `opening.Case`, or its beginning up to a colon: `overdue:review:12` means whatever day
    that review was due on. `how` is a sentence of plain text without its end, to be followed by who and when: `The
    exit test was run`. Nothing open, or told before: nothing happens.
    """
    heard = [escalation for escalation in finding.by_causes(session, cause) if not escalation.settled_at]
    workspace = session.get_one(Workspace, session.info["workspace_id"])
    for escalation in heard:
        _settle(session, workspace, now, actor, escalation, how)
    return len(heard)


def _settle(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, how: str
) -> None:
    """A person decides: only Resolve ends it, and nobody who did something else can take this back as a press."""
    step = Step(Happened.SETTLED, actor, escalation.level, how)
    facts = {"settled_by": actor, "settled_at": now, "settled_how": how, "undo": None}
    steps.take(session, workspace, now, escalation, [step], **facts | steps.heard(now))
