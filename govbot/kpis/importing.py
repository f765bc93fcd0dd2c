"""Many values at once, from a file: every line is right, or nothing is written."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.kpis import breaching, periods, reading, recording, values
from govbot.kpis import service as kpis
from govbot.kpis.models import Kpi
from govbot.kpis.periods import Period
from govbot.kpis.service import Reading
from govbot.sheets import records
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

NEEDED, OTHERS = ("vendor", "kpi", "period", "value"), ("sample", "reason")


class Given(NamedTuple):
    vendor: Vendor
    kpi: Kpi
    period: Period
    read: Reading
    reason: str


def read(session: Session, file: Path, today: date) -> list[Given]:
    """The values in that file, by the names of `NEEDED` and `OTHERS`; raises `Unreadable` with every fault."""
    seen: set[tuple[int, date]] = set()
    return records.typed(file, NEEDED, OTHERS, lambda row: _given(session, row, today, seen))


def _given(session: Session, row: records.Row, today: date, seen: set[tuple[int, date]]) -> Given:
    vendor = finding.find(session, row["vendor"])
    kpi = reading.find(session, vendor, row["kpi"])
    period = periods.parse(row["period"])
    kpis.check_period(today, kpi.frequency, period)
    if (kpi.id, period.start) in seen:
        raise Refusal(f"{kpi.name} of {vendor.name} for {period.label} stands in the file twice.")
    seen.add((kpi.id, period.start))
    read = Reading(values.parse(row["value"], kpi.unit), values.sample(row.get("sample", "")))
    given = Given(vendor, kpi, period, read, row.get("reason", ""))
    _check(session, given)
    return given


def _check(session: Session, given: Given) -> None:
    """What would be refused when it is written is said here, with its line."""
    kpi, read = given.kpi, given.read
    if kpi.min_sample and read.sample is None:
        raise Refusal(f"sample: say how many cases {kpi.name} was measured on.")
    before = kpis.standing(session, [kpi], given.period.start)[kpi.id].get(given.period.start)
    if before and (before.value, before.sample) != (read.value, read.sample) and not given.reason:
        was = values.said(before.value, kpi.unit)
        raise Refusal(f"reason: {given.period.label} has {was} already. Say why it is corrected.")


def take(session: Session, workspace: Workspace, now: datetime, actor: str, given: Sequence[Given]) -> int:
    """Write them all down, then see what follows from the newest ones; returns how many were new.

    A breach that came and went within the file is past, and nobody is called for it.
    """
    today = workspace.today(now)
    new = [
        one for one in given if kpis.record(session, today, now, actor, one.kpi, one.period.start, one.read, one.reason)
    ]
    for kpi in {one.kpi.id: one.kpi for one in new}.values():
        breaching.catch_up(session, workspace, now, actor, kpi)
    for vendor, period in {(one.vendor.id, one.period): (one.vendor, one.period) for one in new}.values():
        recording.complete(session, workspace, now, actor, vendor, period)
    return len(new)
