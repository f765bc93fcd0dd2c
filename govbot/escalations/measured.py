"""What a drill measured: how long each level took to answer; and its end."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from govbot import audit
from govbot.escalations import steps
from govbot.escalations.models import Escalation, EscalationStep, Happened, State
from govbot.escalations.steps import Step
from govbot.escalations.wording import lasting
from govbot.people import service as people
from govbot.workspace import Workspace


def finish(session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> None:
    """A drill ends by itself, with its result as the last step."""
    told = "\n".join(results(session, steps.of(session, escalation), now))
    step = Step(Happened.DRILLED, audit.SYSTEM, escalation.level, told)
    end = {"state": State.RESOLVED, "finished_by": audit.SYSTEM, "finished_at": now}
    steps.take(session, workspace, now, escalation, [step], **end)


def results(session: Session, history: Sequence[EscalationStep], now: datetime) -> list[str]:
    """A line for each level that was asked or skipped. By name: mentions would not survive as text of people."""
    lines: list[str] = []
    asked: EscalationStep | None = None
    for step in history:
        if step.happened is Happened.SKIPPED:
            lines.append(f"⏭️ {step.reason}")
        elif step.happened is Happened.ACKNOWLEDGED and asked:
            lines.append(f"✅ L{step.level_after}: {_names(session, [step.actor])} after {lasting(step.at - asked.at)}")
            asked = None
        elif step.happened in steps.REACHING:
            lines += _unanswered(session, asked, step.at)
            asked = step if step.reached or step.channel else None
    return lines + _unanswered(session, asked, now)


def _unanswered(session: Session, asked: EscalationStep | None, until: datetime) -> list[str]:
    if asked is None:
        return []
    whom = _names(session, asked.reached) or "the governance channel"
    return [f"❌ L{asked.level_after}: no answer from {whom} in {lasting(until - asked.at)}"]


def _names(session: Session, slack_ids: Sequence[str]) -> str:
    known = (people.by_slack_id(session, slack_id) for slack_id in slack_ids)
    return ", ".join(person.name for person in known if person)
