"""Values of a period written down, with everything that follows from them in the same transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from govbot.escalations import settling
from govbot.kpis import asking, breaching, measuring
from govbot.kpis.breach import Turn
from govbot.kpis.measuring import Reading
from govbot.kpis.models import Kpi, Measurement
from govbot.kpis.periods import Period
from govbot.reminders import cards
from govbot.slack.telling import somebody
from govbot.slack.text import day
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


class Taken(NamedTuple):
    """A value that is new, and what it turned."""

    kpi: Kpi
    measured: Measurement
    turn: Turn | None


def take(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, period: Period,
    readings: Mapping[int, tuple[Kpi, Reading]], reason: str,
) -> list[Taken]:  # fmt: skip
    """By KPI's id. What stands there already as it is given is left alone."""
    today, taken = workspace.today(now), []
    for kpi, read in readings.values():
        measured = measuring.record(session, today, now, actor, kpi, period.start, read, reason)
        if measured:
            taken.append(Taken(kpi, measured, breaching.follow(session, workspace, now, actor, kpi, measured)))
    if taken:
        complete(session, workspace, now, actor, vendor, period)
    return taken


def complete(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, period: Period) -> None:
    """Once nothing of a period is missing, nobody is asked for it, and what was raised for it is over."""
    number = f"{vendor.id}-{period.key}"
    if asking.gap(session, workspace, number):
        return
    subject, due = f"kpi_period:{number}", asking.due(workspace, period)
    cards.note(session, now, subject, due, f"✅ Recorded by {somebody(actor)} on {day(workspace.today(now))}.")
    settling.settled(session, now, actor, f"missing:{subject}", f"The values of {period.label} were recorded")
