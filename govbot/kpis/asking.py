"""Which periods of a vendor are asked for, and which of their values are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.calendar import DAY
from govbot.kpis import periods
from govbot.kpis import service as kpis
from govbot.kpis.models import Kpi
from govbot.kpis.periods import Frequency, Period
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Gap:
    """A period of a vendor that lacks values, and of which KPIs."""

    vendor: Vendor
    period: Period
    due: date
    missing: tuple[Kpi, ...]

    @property
    def number(self) -> str:
        """`12-2026-02`: what its subject and its buttons carry."""
        return f"{self.vendor.id}-{self.period.key}"

    @property
    def subject(self) -> str:
        return f"kpi_period:{self.number}"

    @property
    def person_id(self) -> int | None:
        """Who brings the values, where that is one person for all of them."""
        owners = {kpi.owner_id for kpi in self.missing}
        return owners.pop() if len(owners) == 1 else None


def due(workspace: Workspace, period: Period) -> date:
    """When its values are to be there: the first business day after its end counts as one."""
    after: int = getattr(playbook.load().kpis.periods.due, period.frequency)
    return workspace.calendar.add_business_days(period.end + DAY, after - 1)


def gaps(session: Session, workspace: Workspace, until: date) -> Iterator[Gap]:
    """Of every vendor, among the last periods whose values are due up to that day; the oldest of a vendor first."""
    yield from _gaps(session, workspace, until, col(Vendor.status).not_in(UNGOVERNED))


def gaps_of(session: Session, workspace: Workspace, until: date, vendor: Vendor) -> list[Gap]:
    return list(_gaps(session, workspace, until, col(Vendor.id) == vendor.id))


def gap(session: Session, workspace: Workspace, number: str) -> Gap | None:
    """The one that a subject means; None where nothing is missing, or where the subject means nothing."""
    vendor_id, _, key = number.partition("-")
    period = periods.parse(key)
    mine = sa.and_(col(Vendor.id) == int(vendor_id), col(Vendor.status).not_in(UNGOVERNED))
    return next((one for one in _measured(session, mine, [period], workspace) if one.period == period), None)


def _gaps(session: Session, workspace: Workspace, until: date, which: sa.ColumnElement[bool]) -> Iterator[Gap]:
    wanted = [period for frequency in Frequency for period in asked(workspace, until, frequency)]
    found = _measured(session, which, wanted, workspace)
    yield from sorted(found, key=lambda one: (one.due, one.vendor.id))


def asked(workspace: Workspace, until: date, frequency: Frequency) -> list[Period]:
    """The last periods whose values are due up to that day."""
    last = periods.of(until, frequency)
    while due(workspace, last) > until:
        last = last.on(-1)
    return [last.on(-back) for back in range(playbook.load().kpis.periods.chased)]


def _measured(
    session: Session, which: sa.ColumnElement[bool], wanted: Sequence[Period], workspace: Workspace
) -> Iterator[Gap]:
    pairs = session.exec(
        select(Kpi, Vendor)
        .join(Vendor, col(Vendor.id) == col(Kpi.vendor_id))
        .where(col(Kpi.ended_at).is_(None), which)
        .order_by(col(Kpi.vendor_id), col(Kpi.id))
    ).all()
    there = kpis.standing(session, [kpi for kpi, _ in pairs], min(period.start for period in wanted))
    for _, mine in groupby(pairs, key=lambda pair: pair[1].id):
        some = list(mine)
        for period in wanted:
            by = due(workspace, period)
            open_ = (kpi for kpi, _ in some if period.start not in there[kpi.id])
            missing = tuple(kpi for kpi in open_ if _is_asked(workspace, kpi, period, by))
            if missing:
                yield Gap(some[0][1], period, by, missing)


def _is_asked(workspace: Workspace, kpi: Kpi, period: Period, by: date) -> bool:
    """What was due before it was agreed may be brought, and nobody is asked for it."""
    agreed = workspace.today(kpi.created_at)
    return kpi.frequency is period.frequency and kpi.since <= period.start and agreed <= by
