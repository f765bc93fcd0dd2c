"""Rules of KPIs: agreed under one name, measured once a period, corrected with a reason, ended with one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal, quoted
from govbot.kpis import periods, values
from govbot.kpis.credits import CreditRule
from govbot.kpis.lines import Lines
from govbot.kpis.models import Kpi, Measurement, Source
from govbot.kpis.periods import Frequency, Period
from govbot.people.models import Person
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key

LONGEST_NAME = 80


@dataclass(frozen=True)
class Agreement:
    """A KPI before it is written down."""

    name: str
    unit: str
    lines: Lines
    dimension: str
    since: Period
    key: str = ""
    service_id: int | None = None
    formula: str = ""
    weight: int = 1
    source: Source = Source.VENDOR
    critical: bool = False
    min_sample: int | None = None
    exclusions: str = ""
    owner: Person | None = None
    credit: CreditRule | None = None


def add(session: Session, now: datetime, actor: str, vendor: Vendor, agreed: Agreement) -> Kpi:
    twin = next((kpi for kpi in of(session, vendor) if kpi.name_key == name_key(agreed.name)), None)
    if twin:
        raise Refusal(f"{quoted(agreed.name)} is measured already. Choose another name.", field="name")
    kpi = _row(now, vendor, agreed)
    session.add(kpi)
    session.flush()
    audit.record(
        session, now, actor, "kpi.added", kpi.subject, about=vendor.subject,
        name=kpi.name, lines=said_lines(kpi), frequency=kpi.frequency, critical=kpi.critical,
    )  # fmt: skip
    return kpi


def _row(now: datetime, vendor: Vendor, agreed: Agreement) -> Kpi:
    return Kpi(
        vendor_id=vendor.id,
        service_id=agreed.service_id,
        key=agreed.key,
        name=agreed.name,
        name_key=name_key(agreed.name),
        formula=agreed.formula,
        unit=agreed.unit,
        direction=agreed.lines.direction,
        lines=agreed.lines.model_dump(mode="json"),
        frequency=agreed.since.frequency,
        since=agreed.since.start,
        weight=agreed.weight,
        dimension=agreed.dimension,
        source=agreed.source,
        critical=agreed.critical,
        min_sample=agreed.min_sample,
        exclusions=agreed.exclusions,
        owner_id=agreed.owner.id if agreed.owner else None,
        credit=agreed.credit.model_dump(mode="json") if agreed.credit else None,
        created_at=now,
    )


def lines_of(kpi: Kpi) -> Lines:
    return Lines.model_validate(kpi.lines)


def said_lines(kpi: Kpi) -> str:
    return lines_of(kpi).said(lambda value: values.said(value, kpi.unit))


def of(session: Session, vendor: Vendor) -> list[Kpi]:
    """What is measured of a vendor now, by dimension as the playbook orders them."""
    return of_all(session, [vendor])[vendor.id]


def of_all(session: Session, vendors: Sequence[Vendor]) -> dict[int, list[Kpi]]:
    """The same of many, by vendor."""
    order = {dimension.key: at for at, dimension in enumerate(playbook.load().scorecard.dimensions.values())}
    found: dict[int, list[Kpi]] = {vendor.id: [] for vendor in vendors}
    wanted = select(Kpi).where(col(Kpi.vendor_id).in_(list(found)), col(Kpi.ended_at).is_(None)).order_by(col(Kpi.id))
    for kpi in sorted(session.exec(wanted), key=lambda kpi: order.get(kpi.dimension, len(order))):
        found[kpi.vendor_id].append(kpi)
    return found


def by_id(session: Session, kpi_id: int) -> Kpi:
    found = session.exec(select(Kpi).where(Kpi.id == kpi_id)).first()
    if found is None:
        raise Refusal("This KPI does not exist any more. `/vendor kpi list <vendor>` shows what is measured.")
    return found


def retarget(session: Session, now: datetime, actor: str, kpi: Kpi, lines: Lines, reason: str) -> bool:
    """For values recorded from now on; what was recorded keeps the lines of its time. False where nothing changed."""
    session.refresh(kpi, with_for_update=True)
    check_in_use(kpi)
    after = lines.model_dump(mode="json")
    if after == kpi.lines:
        return False
    if not reason.strip():
        raise Refusal("Say in a few words why the target changes.", field="reason")
    before, kpi.lines = said_lines(kpi), after
    session.add(kpi)
    session.flush()
    audit.record(
        session, now, actor, "kpi.retargeted", kpi.subject, about=f"vendor:{kpi.vendor_id}",
        name=kpi.name, before=before, after=said_lines(kpi), why=reason,
    )  # fmt: skip
    return True


def end(session: Session, now: datetime, actor: str, kpi: Kpi, reason: str) -> None:
    """Nobody is asked for it any more; its values stay."""
    session.refresh(kpi, with_for_update=True)
    check_in_use(kpi)
    if not reason.strip():
        raise Refusal("Say in a few words why it is not measured any more.", field="reason")
    kpi.ended_at, kpi.breached_since = now, None
    session.add(kpi)
    session.flush()
    about = f"vendor:{kpi.vendor_id}"
    audit.record(session, now, actor, "kpi.ended", kpi.subject, about=about, name=kpi.name, why=reason)


def give(session: Session, now: datetime, actor: str, measured: Iterable[Kpi], person: Person, reason: str) -> None:
    """Somebody brings the values of these from now on, in the place of whoever did."""
    for kpi in measured:
        kpi.owner_id = person.id
        session.add(kpi)
        audit.record(
            session, now, actor, "kpi.given", kpi.subject, about=f"vendor:{kpi.vendor_id}",
            name=kpi.name, after=person.slack_id, why=reason,
        )  # fmt: skip
    session.flush()


def check_in_use(kpi: Kpi) -> None:
    if kpi.ended_at:
        raise Refusal(f"{quoted(kpi.name)} is not measured any more. Nothing was changed.")


def standing(session: Session, measured: Sequence[Kpi], since: date = date.min) -> dict[int, dict[date, Measurement]]:
    """The values that count, by KPI and first day of their period."""
    found: dict[int, dict[date, Measurement]] = {kpi.id: {} for kpi in measured}
    wanted = select(Measurement).where(
        col(Measurement.kpi_id).in_(list(found)), col(Measurement.replaced_at).is_(None), Measurement.start >= since
    )
    for measurement in session.exec(wanted.order_by(col(Measurement.start))):
        found[measurement.kpi_id][measurement.start] = measurement
    return found


def corrected(session: Session, kpi: Kpi) -> list[Measurement]:
    """Every version of the values that were ever corrected, the newest period first, each from its first one on."""
    mine = select(Measurement).where(Measurement.kpi_id == kpi.id)
    starts = {each.start for each in session.exec(mine.where(col(Measurement.replaced_at).is_not(None)))}
    wanted = mine.where(col(Measurement.start).in_(starts)).order_by(col(Measurement.start).desc(), col(Measurement.id))
    return list(session.exec(wanted.limit(12))) if starts else []


def check_period(today: date, frequency: Frequency, period: Period) -> None:
    if period.frequency is not frequency:
        raise Refusal(f"It is measured {frequency}, and {period.label} is no such period. {periods.EXPECTED}")
    periods.check(period, today, playbook.load().kpis.periods.oldest_years)
