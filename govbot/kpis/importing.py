"""Many values at once, from a file: every line is right, or nothing is written."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import NamedTuple

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.kpis import asking, breaching, measuring, periods, reading, recording, values
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.measuring import Reading
from govbot.kpis.models import Kpi, Measurement, State
from govbot.kpis.periods import Frequency, Period
from govbot.sheets import records
from govbot.sheets.reading import File
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

NEEDED, OTHERS = ("vendor", "kpi", "period", "value"), ("sample", "reason")


class Given(NamedTuple):
    """`before` is what stands there already."""

    vendor: Vendor
    kpi: Kpi
    period: Period
    read: Reading
    reason: str
    before: Measurement | None

    @property
    def same(self) -> bool:
        return self.before is not None and (self.before.value, self.before.sample) == (
            self.read.value,
            self.read.sample,
        )

    @property
    def state(self) -> State:
        """What it is by the lines of its time."""
        lines = Lines.model_validate(self.before.lines if self.before else self.kpi.lines)
        return measuring.judge(self.kpi, lines, self.read)


def read(session: Session, file: File, today: date) -> list[Given]:
    """The values in that file, by the names of `NEEDED` and `OTHERS`; raises `Unreadable` with every fault."""
    known = _Known(session)
    return records.typed(file, NEEDED, OTHERS, lambda row: _given(known, row, today))


class _Known:
    """What the lines of a file are about, looked up once however many lines there are."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.vendor = cache(partial(finding.find, session))
        self.seen: set[tuple[int, date]] = set()
        self._measured: dict[int, list[Kpi]] = {}
        self._standing: dict[int, dict[date, Measurement]] = {}

    def kpi(self, vendor: Vendor, text: str) -> Kpi:
        if vendor.id not in self._measured:
            self._measured[vendor.id] = kpis.of(self._session, vendor)
            self._standing |= kpis.standing(self._session, self._measured[vendor.id])
        return reading.one(vendor, self._measured[vendor.id], text)

    def standing(self, kpi: Kpi, period: Period) -> Measurement | None:
        return self._standing[kpi.id].get(period.start)


def _given(known: _Known, row: records.Row, today: date) -> Given:
    vendor = known.vendor(row["vendor"])
    kpi = known.kpi(vendor, row["kpi"])
    period = periods.parse(row["period"])
    kpis.check_period(today, kpi.frequency, period)
    if (kpi.id, period.start) in known.seen:
        raise Refusal(f"{kpi.name} of {vendor.name} for {period.label} stands in the file twice.")
    known.seen.add((kpi.id, period.start))
    read = Reading(values.parse(row["value"], kpi.unit), values.sample(row.get("sample", "")))
    given = Given(vendor, kpi, period, read, row.get("reason", ""), known.standing(kpi, period))
    _check(given)
    return given


def _check(given: Given) -> None:
    """What would be refused when it is written is said here, with its line."""
    kpi, read, before = given.kpi, given.read, given.before
    if kpi.min_sample and read.sample is None:
        raise Refusal(f"sample: say how many cases {kpi.name} was measured on.")
    if before and not given.same and not given.reason:
        was = values.said(before.value, kpi.unit)
        raise Refusal(f"reason: {given.period.label} has {was} already. Say why it is corrected.")


def take(session: Session, workspace: Workspace, now: datetime, actor: str, given: Sequence[Given]) -> int:
    """Write them all down, then see what follows from the newest ones; returns how many were new.

    A breach that came and went within the file is past, and nobody is called for it.
    """
    today, measured = workspace.today(now), {one.kpi.id: one.kpi for one in given}
    measuring.hold(session, list(measured.values()))
    standing = kpis.standing(session, list(measured.values()))
    first = [one for one in given if one.period.start not in standing[one.kpi.id]]
    measuring.record_all(session, now, actor, [(one.kpi, one.period, one.read) for one in first])
    corrected = [
        one for one in given if one.period.start in standing[one.kpi.id]
        if measuring.record(session, today, now, actor, one.kpi, one.period.start, one.read, one.reason)
    ]  # fmt: skip
    new = [*first, *corrected]
    for kpi in {one.kpi.id: one.kpi for one in new}.values():
        breaching.catch_up(session, workspace, now, actor, kpi)
    asked = {period for frequency in Frequency for period in asking.asked(workspace, today, frequency)}
    for vendor, period in {(one.vendor.id, one.period): (one.vendor, one.period) for one in new}.values():
        if period in asked:
            recording.complete(session, workspace, now, actor, vendor, period)
    return len(new)
