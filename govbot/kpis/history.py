"""The periods of a KPI one after the other, each with its value or without one."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from govbot.kpis import periods
from govbot.kpis.models import Kpi, Measurement, State
from govbot.kpis.periods import Period


class Point(NamedTuple):
    period: Period
    measured: Measurement | None

    @property
    def state(self) -> State:
        return self.measured.state if self.measured else State.MISSING


def timeline(kpi: Kpi, measured: Mapping[date, Measurement]) -> list[Point]:
    """From the first value to the last one; what is missing between them is there as missing."""
    if not measured:
        return []
    first, last = (periods.of(edge(measured), kpi.frequency) for edge in (min, max))
    return [Point(period, measured.get(period.start)) for period in periods.between(first, last)]


def recent(kpi: Kpi, measured: Mapping[date, Measurement], today: date, count: int) -> list[Point]:
    """The last periods that are over, those before its first one left out."""
    last = periods.last_over(today, kpi.frequency)
    first = min([kpi.since, *measured])
    shown = [last.on(-back) for back in reversed(range(count))]
    return [Point(period, measured.get(period.start)) for period in shown if period.start >= first]
