"""Taking a press back: for a minute, by whoever pressed, unless anything has happened since."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.escalations import finding, steps
from govbot.escalations.last import Last
from govbot.escalations.models import Escalation, Happened, State
from govbot.escalations.steps import Step
from govbot.workspace import Workspace

WITHIN = timedelta(seconds=60)


def undo(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, *, seen_step: int
) -> None:
    """Back to how it stood. Who was told meanwhile sees it on the card; that they were told stays in its history."""
    finding.lock(session, escalation)
    if escalation.step != seen_step or escalation.undo is None:
        raise Refusal("Something else has happened to it since, and that counts. Look at the card.")
    last = Last.model_validate(escalation.undo)
    if last.by != actor:
        raise Refusal(f"Only <@{last.by}>, who did it, can take it back.")
    if now - last.at > WITHIN:
        raise Refusal("That can be taken back for 60 seconds, and they are over. Look at the card for what to do now.")
    changes: dict[str, Any] = {"state": State.CANCELLED, "finished_by": actor, "finished_at": now}
    step = Step(Happened.CANCELLED, actor, escalation.level, "Taken back by who opened it")
    if last.before:
        changes = last.before.model_dump(exclude={"level"})
        step = Step(Happened.UNDONE, actor, last.before.level, undoes=last.first)
    steps.take(session, workspace, now, escalation, [step], **changes, undo=None)
