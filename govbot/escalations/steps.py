"""Taking a step: the row moves on only from where it was seen, and the step is written down beside it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal
from govbot.escalations import clocks, hours
from govbot.escalations.ladder import Rung
from govbot.escalations.last import Last
from govbot.escalations.models import Escalation, EscalationStep, Happened, State
from govbot.escalations.policy import Policy
from govbot.workspace import Workspace

REACHING = (Happened.OPENED, Happened.CLIMBED, Happened.REASSIGNED)


class Overtaken(Refusal):
    """Somebody else moved the escalation first; nothing was changed."""


class Step(NamedTuple):
    """A step before it is written; `level` is the one it leads to."""

    happened: Happened
    actor: str
    level: int
    reason: str = ""
    reached: Sequence[str] = ()
    channel: str | None = None
    undoes: int | None = None


def of(session: Session, escalation: Escalation) -> list[EscalationStep]:
    """Its history, oldest first."""
    mine = select(EscalationStep).where(EscalationStep.escalation_id == escalation.id)
    return list(session.exec(mine.order_by(col(EscalationStep.number))))


def last_reached(history: Sequence[EscalationStep]) -> tuple[list[str], str | None]:
    """Whom the last step that reached anybody has asked: Slack ids, and the governance channel."""
    reaching = [step for step in standing(history) if step.happened in REACHING and (step.reached or step.channel)]
    return (reaching[-1].reached, reaching[-1].channel) if reaching else ([], None)


def waits_for(escalation: Escalation, history: Sequence[EscalationStep]) -> list[str]:
    """Slack ids of whoever has it or is asked to take it; where nobody has it, of all who were asked last."""
    holder = escalation.handed_to or escalation.acknowledged_by
    return [holder] if holder else last_reached(history)[0]


def reached(history: Sequence[EscalationStep]) -> set[str]:
    """Slack ids of everybody who was asked."""
    asked = (step for step in standing(history) if step.happened is not Happened.WARNED)
    return {slack_id for step in asked for slack_id in step.reached}


def standing(history: Sequence[EscalationStep]) -> list[EscalationStep]:
    """Without what was taken back, and without the taking back."""
    gone = {number for step in history if step.undoes for number in range(step.undoes, step.number + 1)}
    return [step for step in history if step.number not in gone]


def heard(now: datetime) -> dict[str, Any]:
    """What any sign of life changes: the update interval begins anew, and nothing is put off any more."""
    return {"heard_at": now, "asked_at": None, "snoozed_until": None}


def taking(
    escalation: Escalation, actor: str, now: datetime, *, on_purpose: bool = False
) -> tuple[list[Step], dict[str, Any]]:
    """By answering somebody also takes what nobody has yet, or what they were asked to take; else nothing.

    On purpose anybody takes what another one was asked to take: a deputy, or whoever is nearer.
    """
    wanted = escalation.handed_to and (on_purpose or escalation.handed_to == actor)
    if escalation.state is not State.OPEN and not wanted:
        return [], {}
    mine: dict[str, Any] = {"acknowledged_by": actor, "acknowledged_at": now, "handed_to": None}
    if escalation.state is State.OPEN:
        mine["state"] = State.ACKNOWLEDGED
    return [Step(Happened.ACKNOWLEDGED, actor, escalation.level)], mine


def of_opening(actor: str, rungs: Sequence[Rung]) -> list[Step]:
    """Opened on all the levels it reached at once."""
    level = rungs[-1].level
    people = [slack_id for rung in rungs for slack_id in rung.people]
    opened = Step(Happened.OPENED, actor, level, "", people, rungs[-1].channel)
    return [opened, *_skips(rungs, level), *_instead(rungs, level)]


def of_climb(actor: str, before: int, rungs: Sequence[Rung], reason: str) -> list[Step]:
    """To the last rung tried, which may have reached nobody."""
    last = rungs[-1]
    climbed = Step(Happened.CLIMBED, actor, last.level, reason, last.people, last.channel)
    return [*_skips(rungs, before), climbed, *_instead(rungs, last.level)]


def _skips(rungs: Sequence[Rung], level: int) -> list[Step]:
    return [
        Step(Happened.SKIPPED, audit.SYSTEM, level, f"L{rung.level} skipped: {rung.skipped}")
        for rung in rungs
        if rung.skipped
    ]


def _instead(rungs: Sequence[Rung], level: int) -> list[Step]:
    """Who is asked in the place of somebody who is away."""
    return [
        Step(Happened.SKIPPED, audit.SYSTEM, level, f"L{rung.level}: {told}") for rung in rungs for told in rung.instead
    ]


def take(
    session: Session,
    workspace: Workspace,
    now: datetime,
    escalation: Escalation,
    drafts: Sequence[Step],
    **changes: Any,
) -> None:
    """Write these steps and what they change, or `Overtaken`: of two who saw the same step, one moves it."""
    seen, before = escalation.step, escalation.level
    changes = {"undo": _undo(escalation, drafts, now)} | changes
    taken = rows(escalation, drafts, now, seen=seen, before=before)
    after = Escalation(**escalation.model_dump() | changes | {"level": drafts[-1].level})
    changes["zones"] = after.zones = _zones(session, workspace, after, taken)
    moved = session.exec(
        sa.update(Escalation)
        .where(col(Escalation.id) == escalation.id, col(Escalation.step) == seen)
        .values(
            step=seen + len(drafts),
            level=after.level,
            next_step_at=clocks.next_step_at(after, workspace.calendar),
            **changes,
        )
        .execution_options(synchronize_session=False)
    )
    session.refresh(escalation)
    if moved.rowcount == 0:
        raise Overtaken("Somebody else was faster. Look at the card: it shows how things stand now.")
    session.add_all(taken)
    for row in taken:
        action, subject, detail, about = told(escalation, row)
        audit.record(session, now, row.actor, action, subject, about=about, **detail)


def _zones(session: Session, workspace: Workspace, after: Escalation, taken: Sequence[EscalationStep]) -> list[str]:
    policy = Policy.model_validate(after.policy)
    if policy.hours != "business":
        return []
    waited_for = waits_for(after, [*of(session, after), *taken])
    return hours.zones(policy, hours.places(session, workspace, waited_for), waited_for)


def rows(
    escalation: Escalation, drafts: Sequence[Step], now: datetime, *, seen: int, before: int
) -> list[EscalationStep]:
    """The steps as they are written down, numbered on from the last one, each with the level it came from."""
    taken = []
    for number, draft in enumerate(drafts, start=seen + 1):
        taken.append(_row(escalation, number, now, before, draft))
        before = draft.level
    return taken


def _undo(escalation: Escalation, drafts: Sequence[Step], now: datetime) -> dict[str, Any] | None:
    """What the person may take back for a minute; what govbot did by itself nobody takes back."""
    by = next((draft.actor for draft in drafts if draft.actor != audit.SYSTEM), None)
    return Last.of(escalation, by, now).model_dump(mode="json") if by else None


def _row(escalation: Escalation, number: int, now: datetime, before: int, draft: Step) -> EscalationStep:
    return EscalationStep(
        escalation_id=escalation.id,
        number=number,
        at=now,
        actor=draft.actor,
        happened=draft.happened,
        level_before=before,
        level_after=draft.level,
        reason=draft.reason,
        reached=list(draft.reached),
        channel=draft.channel,
        undoes=draft.undoes,
    )


def told(escalation: Escalation, row: EscalationStep) -> audit.Step:
    """The step as the audit chain keeps it."""
    detail = {
        "severity": escalation.severity,
        "level": [row.level_before, row.level_after],
        "state": escalation.state,
        **({"drill": True} if escalation.drill else {}),
        "reason": row.reason,
        "reached": [*row.reached, *([row.channel] if row.channel else [])],
    }
    return audit.Step(f"escalation.{row.happened}", escalation.subject, detail, f"vendor:{escalation.vendor_id}")
