"""Escalations before they are written, and many of them opened at once, as the morning's rules do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from govbot import audit, db, playbook
from govbot.escalations import clocks, hours, ladder, roster, steps
from govbot.escalations.ladder import Roster
from govbot.escalations.models import Escalation, EscalationStep, Severity
from govbot.escalations.policy import Policy
from govbot.escalations.steps import Step
from govbot.escalations.wording import filled
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


class Case(NamedTuple):
    """Something to be raised; of one cause there is only ever one escalation."""

    vendor: Vendor
    severity: Severity
    what: str
    cause: str | None = None
    source: str = ""  # permalink of the message it was raised from


def draft(case: Case, who: Roster, now: datetime, raised_by: str) -> tuple[Escalation, list[Step]]:
    """The escalation and its first steps, as they would be now; nothing is written."""
    policy = Policy.of(playbook.load().escalation, case.severity)
    rungs = ladder.start(policy, who)
    escalation = Escalation(
        vendor_id=case.vendor.id,
        severity=case.severity,
        level=rungs[-1].level,
        what=filled(case.what, "what", "Say what happened, so that whoever is asked knows what it is about."),
        source=case.source,
        raised_by=raised_by,
        cause=case.cause,
        policy=policy.model_dump(mode="json"),
        opened_at=now,
        heard_at=now,
    )
    return escalation, steps.of_opening(raised_by, rungs)


def open_all(session: Session, workspace: Workspace, now: datetime, cases: Sequence[Case]) -> int:
    """Raise in govbot's name what was not raised before; returns how many were.

    A few statements for all of them. Writers take turns, so that of two with the same cause one opens it.
    """
    fresh = _without_known(session, cases)
    rosters = roster.of_all(session, workspace, workspace.today(now), [case.vendor for case in fresh])
    drafts = [draft(case, rosters[case.vendor.id], now, audit.SYSTEM) for case in fresh]
    asked = {slack_id for _, first in drafts for step in first for slack_id in step.reached}
    places = hours.places(session, workspace, asked)
    for escalation, first in drafts:
        escalation.step = len(first)
        escalation.zones = hours.zones(Policy.model_validate(escalation.policy), places, first[0].reached)
        escalation.next_step_at = clocks.next_step_at(escalation, workspace.calendar)
    ids = db.insert_all(session, Escalation, [_columns(escalation) for escalation, _ in drafts])
    rows: list[EscalationStep] = []
    told: list[audit.Step] = []
    for id_, (escalation, first) in zip(ids, drafts, strict=True):
        escalation.id = id_
        taken = steps.rows(escalation, first, now, seen=0, before=escalation.level)
        rows += taken
        told += [steps.told(escalation, row) for row in taken]
    db.insert_all(session, EscalationStep, [_columns(row) for row in rows])
    audit.record_all(session, now, audit.SYSTEM, told)
    return len(fresh)


def _without_known(session: Session, cases: Sequence[Case]) -> list[Case]:
    """Each cause once, and none that was raised before."""
    causes = [case.cause for case in cases if case.cause]
    known = set(session.exec(select(Escalation.cause).where(col(Escalation.cause).in_(causes))))
    fresh = {case.cause or id(case): case for case in cases if case.cause not in known}
    return list(fresh.values())


def _columns(row: Escalation | EscalationStep) -> dict[str, Any]:
    return row.model_dump(exclude={"id", "workspace_id"})
