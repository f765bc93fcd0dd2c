"""Drills: the ladder tried on purpose, level by level, so that it is known how long each takes to answer."""

from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.escalations import climbing, finding, ladder, measured, roster, steps
from govbot.escalations.models import WAITING, Escalation, Happened, Severity
from govbot.escalations.policy import Policy
from govbot.escalations.steps import Step
from govbot.escalations.wording import lasting, refuse_over
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

WHAT = "This is a DRILL: nothing has happened. Press Acknowledge as you would on a real one, {clocks}."


def start(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, severity: Severity | None
) -> Escalation:
    """By the real clocks of a severity, or by short ones; of a vendor there is one at a time."""
    if _running(session, vendor):
        raise Refusal(f"A drill of {vendor.name} is under way. `/escalate list` shows it; wait for its result.")
    rules = playbook.load().escalation
    policy = Policy.of_drill(rules, severity)
    rungs = ladder.start(policy, roster.of(session, workspace, workspace.today(now), vendor))
    short = f"within {rules.drill_step} on each level"
    escalation = Escalation(
        vendor_id=vendor.id,
        drill=True,
        severity=severity or Severity.S4,
        level=rungs[-1].level,
        what=WHAT.format(clocks=f"by the clocks of {severity}" if severity else short),
        raised_by=actor,
        policy=policy.model_dump(mode="json"),
        opened_at=now,
        heard_at=now,
    )
    session.add(escalation)
    session.flush()
    steps.take(session, workspace, now, escalation, steps.of_opening(actor, rungs))
    return escalation


def _running(session: Session, vendor: Vendor) -> bool:
    mine = select(Escalation.id).where(Escalation.vendor_id == vendor.id, col(Escalation.drill).is_(True))
    return session.exec(mine.where(col(Escalation.state).in_(WAITING))).first() is not None


def answer(session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation) -> None:
    """One of those asked on this level is there: that is measured, and the next level is asked at once."""
    finding.lock(session, escalation)
    refuse_over(session, workspace, now, escalation)
    history = steps.of(session, escalation)
    people, channel = steps.last_reached(history)
    if actor not in people and channel is None:
        waited = ", ".join(f"<@{slack_id}>" for slack_id in people)
        raise Refusal(f"This DRILL waits for {waited} on L{escalation.level}; only their answer is measured.")
    took = lasting(now - escalation.heard_at)
    step = Step(Happened.ACKNOWLEDGED, actor, escalation.level, f"DRILL, after {took}")
    steps.take(session, workspace, now, escalation, [step])
    above = Policy.model_validate(escalation.policy).next_climb(escalation.level)
    if above is None:
        measured.finish(session, workspace, now, escalation)
        return
    reason = f"L{escalation.level} answered after {took}"
    climbing.climb(session, workspace, now, escalation, above[0], audit.SYSTEM, reason)
