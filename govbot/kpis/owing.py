"""Service credits of a vendor: which periods missed their target, and what that is worth."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session

from govbot.kpis import history
from govbot.kpis import service as kpis
from govbot.kpis.credits import CreditRule, owed
from govbot.kpis.lines import Lines
from govbot.kpis.models import Kpi, State
from govbot.kpis.periods import Period
from govbot.vendors.models import Vendor

PERIODS = 12


class Credit(NamedTuple):
    """`amount` is in the vendor's currency; None where its yearly spend is not known."""

    kpi: Kpi
    period: Period
    percent: Decimal
    amount: Decimal | None


def of(session: Session, vendor: Vendor, today: date) -> list[Credit]:
    """Of the last periods of each KPI with a rule, the newest first. A sample too small owes nothing."""
    ruled = [kpi for kpi in kpis.of(session, vendor) if kpi.credit]
    there = kpis.standing(session, ruled)
    found = [
        credit
        for kpi in ruled
        for point in history.recent(kpi, there[kpi.id], today, PERIODS)
        if (credit := _credit(vendor, kpi, point))
    ]
    return sorted(found, key=lambda credit: credit.period.start, reverse=True)


def _credit(vendor: Vendor, kpi: Kpi, point: history.Point) -> Credit | None:
    if point.measured is None or point.state is State.THIN:
        return None
    rule = CreditRule.model_validate(kpi.credit)
    missed = Lines.model_validate(point.measured.lines).missed(point.measured.value)
    percent = rule.rate(missed)
    amount = owed(rule, missed, vendor.annual_value) if vendor.annual_value is not None else None
    return Credit(kpi, point.period, percent, amount) if percent else None
