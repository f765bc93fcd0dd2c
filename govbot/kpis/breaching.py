"""What a recorded value leads to: a breach opens one escalation, more red joins it, recovery is said once."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from govbot import audit, playbook
from govbot.escalations import finding as escalations
from govbot.escalations import service as escalating
from govbot.escalations import settling, steps
from govbot.escalations.models import Escalation, Happened, Severity
from govbot.escalations.rules import rule
from govbot.escalations.steps import Step
from govbot.kpis import breach, history, periods, values
from govbot.kpis import service as kpis
from govbot.kpis.breach import Turn
from govbot.kpis.history import Point
from govbot.kpis.models import Kpi, Measurement, State
from govbot.slack.text import clip, escape
from govbot.vendors import finding, telling
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def follow(
    session: Session, workspace: Workspace, now: datetime, actor: str, kpi: Kpi, recorded: Measurement
) -> Turn | None:
    """In the transaction that recorded the value; what turned, if anything."""
    points = history.timeline(kpi, kpis.standing(session, [kpi])[kpi.id])
    happened = breach.events([point.state for point in points], playbook.load().kpis.breach)
    since = breach.standing_since(happened)
    vendor = finding.by_id(session, kpi.vendor_id)
    if since is None and kpi.breached_since:
        _recovered(session, workspace, now, actor, kpi, vendor, recorded)
        return Turn.RECOVERED
    if since is None or recorded.state is not State.RED:
        return None
    raised = escalations.by_cause(session, cause(kpi)) if kpi.breached_since else None
    if raised and not raised.finished:
        _join(session, workspace, now, actor, kpi, raised, recorded)
        return Turn.STILL_RED
    _open(session, workspace, now, kpi, vendor, points, recorded)
    return Turn.BREACHED


def catch_up(session: Session, workspace: Workspace, now: datetime, actor: str, kpi: Kpi) -> Turn | None:
    """As `follow`, after many values at once: only how the newest of them leave it counts."""
    points = history.timeline(kpi, kpis.standing(session, [kpi])[kpi.id])
    happened = breach.events([point.state for point in points], playbook.load().kpis.breach)
    stands = breach.standing_since(happened) is not None
    measured = [point.measured for point in points if point.measured]
    newest = next(each for each in reversed(measured) if each.state is State.RED or not stands)
    return follow(session, workspace, now, actor, kpi, newest)


def cause(kpi: Kpi) -> str:
    return f"{kpi.subject}:breach:{kpi.breached_since}"


def _open(
    session: Session, workspace: Workspace, now: datetime, kpi: Kpi, vendor: Vendor, points: Sequence[Point],
    recorded: Measurement,
) -> None:  # fmt: skip
    """Once for each breach; one that somebody resolved while it went on is a new one at the next red value."""
    kpi.breached_since = recorded.start
    session.add(kpi)
    asked = rule("critical_kpi_red" if kpi.critical else "kpi_red")
    if asked is None or not asked.holds_for(vendor.tier):
        return
    reds = [point for point in points if point.state is State.RED and point.period.start <= recorded.start]
    said = "; ".join(f"{point.period.label} {_value(kpi, point.measured)}" for point in reds[-3:])
    critical = "critical " if kpi.critical else ""
    what = f"The {critical}KPI {kpi.name} is red: {said} ({kpis.said_lines(kpi)})"
    escalating.open(
        session, workspace, now, vendor=vendor, severity=Severity(asked.severity), what=what, raised_by=audit.SYSTEM,
        cause=cause(kpi),
    )  # fmt: skip


def _join(
    session: Session, workspace: Workspace, now: datetime, actor: str, kpi: Kpi, raised: Escalation,
    recorded: Measurement,
) -> None:  # fmt: skip
    """A line in its thread. No sign of life: whoever has it is still asked for theirs."""
    escalations.lock(session, raised)
    news = f"{kpi.name} is red again in {_label(kpi, recorded)}: {_value(kpi, recorded)}"
    steps.take(session, workspace, now, raised, [Step(Happened.UPDATED, actor, raised.level, news)], undo=None)


def _recovered(
    session: Session, workspace: Workspace, now: datetime, actor: str, kpi: Kpi, vendor: Vendor, recorded: Measurement
) -> None:
    how = f"{kpi.name} is green again: {_value(kpi, recorded)} in {_label(kpi, recorded)}"
    if recorded.state is not State.GREEN:  # a correction: it never was as red as that
        how = f"{kpi.name} was corrected to {_value(kpi, recorded)} in {_label(kpi, recorded)}, which is no breach"
    settling.settled(session, now, actor, cause(kpi), how)
    text = f"☑️ *{escape(clip(vendor.name, 80))}*: {escape(how)} ({escape(kpis.said_lines(kpi))})."
    telling.tell(session, workspace, now, vendor, f"{kpi.subject}:recovered:{kpi.breached_since}", text)
    kpi.breached_since = None
    session.add(kpi)
    session.flush()


def _label(kpi: Kpi, recorded: Measurement) -> str:
    return periods.of(recorded.start, kpi.frequency).label


def _value(kpi: Kpi, measured: Measurement | None) -> str:
    return values.said(measured.value, kpi.unit) if measured else "no value"
