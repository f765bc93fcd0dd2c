"""A vendor's score of a month: how far its targets were met, weighed, and how much of it was measured at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlmodel import Session

from govbot import playbook
from govbot.kpis import asking, periods
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.models import Kpi, Measurement, State
from govbot.kpis.periods import Frequency, Period
from govbot.playbook.scorecard import Scorecard
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Mark:
    """One KPI in a score: `attained` 0 to 100, None where it was not measured."""

    dimension: str
    weight: int
    attained: Decimal | None


@dataclass(frozen=True)
class Score:
    """`value` is None where nothing was measured. All in 0 to 100, coverage too."""

    value: Decimal | None
    coverage: Decimal
    dimensions: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Line:
    """A KPI on the scorecard of a month."""

    kpi: Kpi
    period: Period
    measured: Measurement | None
    mark: Mark

    @property
    def state(self) -> State:
        return self.measured.state if self.measured else State.MISSING


@dataclass(frozen=True)
class Card:
    month: Period
    score: Score
    lines: tuple[Line, ...]


def weigh(marks: Iterable[Mark], card: Scorecard) -> Score:
    """Each dimension is the mean of its KPIs; what is missing lowers the coverage and never counts as 100."""
    wanted: dict[str, int] = {}
    there: dict[str, int] = {}
    sums: dict[str, Decimal] = {}
    for mark in marks:
        wanted[mark.dimension] = wanted.get(mark.dimension, 0) + mark.weight
        if mark.attained is not None:
            there[mark.dimension] = there.get(mark.dimension, 0) + mark.weight
            sums[mark.dimension] = sums.get(mark.dimension, Decimal(0)) + mark.weight * min(mark.attained, HUNDRED)
    weights = {key: card.dimensions[key].weight for key in wanted}
    means = {key: sums[key] / there[key] if key in there else None for key in wanted}
    measured = sum(weights[key] for key in there)
    value = sum((weights[key] * (means[key] or 0) for key in there), Decimal(0)) / measured if measured else None
    covered = sum((Decimal(weights[key]) * there.get(key, 0) / wanted[key] for key in wanted), Decimal(0))
    coverage = covered * HUNDRED / sum(weights.values()) if wanted else Decimal(0)
    shown = {key: None if mean is None else _round(mean) for key, mean in means.items()}
    return Score(None if value is None else _round(Decimal(value)), _round(coverage), shown)


def _round(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)


def cards(session: Session, workspace: Workspace, today: date, vendor: Vendor) -> list[Card]:
    """The scorecards of the last months, the newest last; months without any KPI are left out."""
    measured = kpis.of(session, vendor)
    return _cards(workspace, today, measured, kpis.standing(session, measured, _horizon(workspace, today)))


def latest(session: Session, workspace: Workspace, today: date, vendors: Sequence[Vendor]) -> dict[int, Card]:
    """The newest scorecard of each of many vendors that has any."""
    measured = kpis.of_all(session, vendors)
    everything = [kpi for mine in measured.values() for kpi in mine]
    there = kpis.standing(session, everything, _horizon(workspace, today))
    found = {
        id_: _cards(workspace, today, mine, {kpi.id: there[kpi.id] for kpi in mine}) for id_, mine in measured.items()
    }
    return {id_: cards[-1] for id_, cards in found.items() if cards}


def _horizon(workspace: Workspace, today: date) -> date:
    """No value from before that is on any card; a quarter may lie behind the first month."""
    return _month(workspace, today).on(-playbook.load().scorecard.trend_months - 3).start


def _cards(
    workspace: Workspace, today: date, measured: Sequence[Kpi], there: Mapping[int, Mapping[date, Measurement]]
) -> list[Card]:
    # A month that just ended shows as soon as a value of it is there, at the latest when all are due.
    fresh = periods.last_over(today, Frequency.MONTHLY)
    last = fresh if any(fresh.start in values for values in there.values()) else _month(workspace, today)
    found = [card(last.on(-back), measured, there) for back in reversed(range(playbook.load().scorecard.trend_months))]
    return [one for one in found if one.lines]


def _month(workspace: Workspace, today: date) -> Period:
    """The last month whose values are due."""
    return asking.asked(workspace, today, Frequency.MONTHLY)[0]


def card(month: Period, measured: Sequence[Kpi], there: Mapping[int, Mapping[date, Measurement]]) -> Card:
    book = playbook.load().scorecard
    lines = []
    for kpi in measured:
        period = period_of(month, kpi.frequency)
        value = there[kpi.id].get(period.start)
        if value or kpi.since <= period.start:
            lines.append(Line(kpi, period, value, _mark(kpi, value, book)))
    return Card(month, weigh((line.mark for line in lines), book), tuple(lines))


def period_of(month: Period, frequency: Frequency) -> Period:
    """The last period of that length that ends within the month or before it."""
    period = periods.of(month.end, frequency)
    return period if period.end <= month.end else period.on(-1)


def _mark(kpi: Kpi, measured: Measurement | None, book: Scorecard) -> Mark:
    if measured is None or measured.state is State.THIN:
        return Mark(kpi.dimension, kpi.weight, None)
    attained = Lines.model_validate(measured.lines).attainment(measured.value, book.amber_from)
    return Mark(kpi.dimension, kpi.weight, attained)
