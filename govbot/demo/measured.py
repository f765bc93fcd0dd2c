"""What the demo's vendors are measured by, and a year of values."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from govbot import audit, playbook
from govbot.kpis import importing, periods
from govbot.kpis import service as kpis
from govbot.kpis.credits import CreditRule
from govbot.kpis.lines import Lines
from govbot.kpis.periods import Frequency
from govbot.playbook.kpis import CataloguedKpi
from govbot.vendors import finding
from govbot.vendors.models import Status, Tier
from govbot.workspace import Workspace

VALUES = Path(__file__).parent / "kpis.csv"
FIRST = date(2025, 11, 1)


def measure(session: Session, place: Workspace, now: datetime, books: Mapping[str, Any]) -> int:
    """Returns how many values there are."""
    for vendor in finding.everyone(session):
        if vendor.status is Status.LIVE and vendor.tier is not Tier.LOW:
            for service in finding.services_of(session, vendor):
                for key, target, red in books["kpis"].get(service.function, ()):
                    known = playbook.load().kpis.catalogue[key]
                    agreed = _agreed(known, target, red, books["critical_kpis"].get(key))
                    kpis.add(session, now, audit.SYSTEM, vendor, agreed)
    return importing.take(session, place, now, audit.SYSTEM, importing.read(session, VALUES, place.today(now)))


def _agreed(known: CataloguedKpi, target: str, red: str, credit: dict[str, str] | None) -> kpis.Agreement:
    (low, high), (bottom, top) = _ends(target), _ends(red)
    lines = Lines(direction=known.direction, target=low, target_high=high, red=bottom, red_high=top)
    return kpis.Agreement(
        name=known.title,
        unit=known.unit,
        lines=lines,
        dimension=known.dimension,
        since=periods.of(FIRST, Frequency.MONTHLY),
        key=known.key,
        formula=known.formula,
        critical=credit is not None,
        credit=CreditRule.model_validate(credit) if credit else None,
    )


def _ends(text: str) -> tuple[Decimal, Decimal | None]:
    """Of `330-390` both, of `80` the one."""
    low, _, high = text.partition("-")
    return Decimal(low), Decimal(high) if high else None
