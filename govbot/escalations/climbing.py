"""What clocks do: ask those who were reached, and go up the ladder, each step once however late it comes."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit
from govbot.escalations import clocks, ladder, measured, reporting, roster, steps
from govbot.escalations.models import Escalation, Happened, State
from govbot.escalations.policy import Policy
from govbot.escalations.steps import Step
from govbot.escalations.wording import why
from govbot.vendors import finding as vendors
from govbot.workspace import Workspace

AT_ONCE = 100  # in one transaction, so that commands get their turn between two


def climb_due(session: Session, workspace: Workspace, now: datetime) -> int:
    """What ran out first takes the steps due by now, so many at a time; returns how many escalations moved."""
    ran_out = (
        select(Escalation)
        .where(col(Escalation.next_step_at) <= now)
        .order_by(col(Escalation.next_step_at), col(Escalation.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return sum(_catch_up(session, workspace, now, escalation) for escalation in session.exec(ran_out).all())


def _catch_up(session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> bool:
    moved = False
    try:
        while due := clocks.passed(escalation, workspace.calendar, now):
            _move(session, workspace, now, escalation, due)
            moved = True
        return reporting.count_down(session, workspace, now, escalation) or moved
    except steps.Overtaken:
        return moved


def _move(session: Session, workspace: Workspace, now: datetime, escalation: Escalation, due: clocks.Due) -> None:
    reason = why(workspace, now, escalation, due)
    if due.move is clocks.Move.CLIMB:
        climb(session, workspace, now, escalation, due.level, audit.SYSTEM, reason)
        return
    if due.move is clocks.Move.END:
        measured.finish(session, workspace, now, escalation)
        return
    holder = escalation.handed_to or escalation.acknowledged_by
    if holder:
        people, channel = [roster.in_place_of(session, workspace.today(now), holder)], None
    else:
        people, channel = steps.last_reached(steps.of(session, escalation))
    asked = Happened.ASKED_TO_RESOLVE if escalation.settled_at else Happened.ASKED
    step = Step(asked, audit.SYSTEM, escalation.level, reason, people, channel)
    steps.take(session, workspace, now, escalation, [step], asked_at=now)


def climb(
    session: Session,
    workspace: Workspace,
    now: datetime,
    escalation: Escalation,
    level: int,
    actor: str,
    reason: str,
) -> None:
    """To that level, or to the first above it that reaches somebody new."""
    policy = Policy.model_validate(escalation.policy)
    already = steps.reached(steps.of(session, escalation))
    who = roster.of(session, workspace, workspace.today(now), vendors.by_id(session, escalation.vendor_id))
    rungs = ladder.climb(policy, who, level, already)
    changes: dict[str, Any] = {"heard_at": now}
    if actor != audit.SYSTEM:  # who raises it by hand says that it is not over
        changes |= {"snoozed_until": None, "settled_at": None}
    if escalation.state is not State.OPEN:  # what was contained and has to go higher is not contained any more
        changes |= {"asked_at": None, "state": State.ACKNOWLEDGED, "contained_at": None}
    steps.take(session, workspace, now, escalation, steps.of_climb(actor, escalation.level, rungs, reason), **changes)
