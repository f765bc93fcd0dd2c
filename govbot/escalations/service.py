"""Rules of escalations: opened once for each cause, answered by people, every step taken once.

Nothing is said here: `announce` tells in Slack whatever steps were not told yet.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from govbot.errors import Refusal
from govbot.escalations import climbing, drills, finding, opening, roster, steps
from govbot.escalations.models import Escalation, Happened, Severity, State
from govbot.escalations.policy import Policy
from govbot.escalations.steps import Step
from govbot.escalations.wording import filled, refuse_finished, when
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def open(
    session: Session,
    workspace: Workspace,
    now: datetime,
    *,
    vendor: Vendor,
    severity: Severity,
    what: str,
    raised_by: str,
    cause: str | None = None,
    source: str = "",
) -> Escalation:
    """A new escalation, reaching its first levels at once; of one cause there is only ever one."""
    known = finding.by_cause(session, cause)
    if known:
        return known
    who = roster.of(session, workspace, workspace.today(now), vendor)
    escalation, first = opening.draft(opening.Case(vendor, severity, what, cause, source), who, now, raised_by)
    try:
        with session.begin_nested():
            session.add(escalation)
    except IntegrityError:  # another process raised the same cause at the same moment
        known = finding.by_cause(session, cause)
        if known is None:
            raise
        return known
    steps.take(session, workspace, now, escalation, first)
    return escalation


def acknowledge(session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation) -> None:
    """Somebody has it: from now on the clock waits for their updates."""
    finding.lock(session, escalation)
    if escalation.drill:
        return drills.answer(session, workspace, now, actor, escalation)
    refuse_finished(session, workspace, now, escalation)
    taken, changes = steps.taking(escalation, actor, now, on_purpose=True)
    if not taken:
        at = when(workspace, now, escalation.acknowledged_at)
        raise Refusal(f"This was already acknowledged by <@{escalation.acknowledged_by}> {at}.")
    steps.take(session, workspace, now, escalation, taken, **changes | steps.heard(now))


def update(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, text: str
) -> None:
    """A sign of life; on an escalation that nobody has yet, it acknowledges as well."""
    text = filled(text, "text", "Say how it stands, in a sentence or two.")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    taken, changes = steps.taking(escalation, actor, now)
    step = Step(Happened.UPDATED, actor, escalation.level, text)
    steps.take(session, workspace, now, escalation, [*taken, step], **changes | steps.heard(now))


def escalate_now(
    session: Session,
    workspace: Workspace,
    now: datetime,
    actor: str,
    escalation: Escalation,
    reason: str,
    *,
    seen_level: int,
) -> None:
    """Up by hand from the level the person saw: if it climbed meanwhile, that was enough."""
    reason = filled(reason, "reason", "Say why it has to go higher now.")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    check_level(escalation, seen_level)
    climbing.climb(session, workspace, now, escalation, escalation.level + 1, actor, reason)


def check_level(escalation: Escalation, seen_level: int) -> None:
    """Whether it can go up from where the person saw it."""
    if escalation.level != seen_level:
        raise Refusal(f"It went up to L{escalation.level} in the meantime. Look at the card before raising it further.")
    if escalation.level >= Policy.model_validate(escalation.policy).top:
        raise Refusal(f"It is at L{escalation.level}, and there is no level above. Post an update instead.")


def resolve(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, cause: str, done: str
) -> None:
    """The end: what it came from and what was done, in somebody's name."""
    cause = filled(cause, "cause", "Say what caused it, as far as you know.")
    done = filled(done, "done", "Say what was done about it.")
    finding.lock(session, escalation)
    refuse_finished(session, workspace, now, escalation)
    step = Step(Happened.RESOLVED, actor, escalation.level, f"Cause: {cause}\nDone: {done}")
    end = {"state": State.RESOLVED, "finished_by": actor, "finished_at": now}
    steps.take(session, workspace, now, escalation, [step], resolution_cause=cause, resolution_done=done, **end)


def next_step(session: Session) -> datetime | None:
    """When the next clock runs out."""
    return session.exec(select(sa.func.min(col(Escalation.next_step_at)))).one()


def open_of(session: Session, vendor: Vendor) -> list[Escalation]:
    """What is not finished for a vendor, gravest first."""
    return [escalation for escalation, _vendor in finding.unfinished(session, vendor)]
