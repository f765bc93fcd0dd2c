"""The value of a period: written down once, judged by what was agreed then, corrected with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from govbot import audit, db
from govbot.errors import Refusal
from govbot.kpis import periods, values
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.models import Kpi, Measurement, State
from govbot.kpis.periods import Period


@dataclass(frozen=True)
class Reading:
    """A value before it is written down; `sample` is how many cases it was measured on."""

    value: Decimal
    sample: int | None = None


def record(
    session: Session, today: date, now: datetime, actor: str, kpi: Kpi, start: date, read: Reading, reason: str = ""
) -> Measurement | None:
    """The value of a period; None where the same stands there already. A correction takes a reason."""
    session.refresh(kpi, with_for_update=True)
    kpis.check_in_use(kpi)
    period = periods.of(start, kpi.frequency)
    kpis.check_period(today, kpi.frequency, period)
    before = kpis.standing(session, [kpi], period.start)[kpi.id].get(period.start)
    if before and (before.value, before.sample) == (read.value, read.sample):
        return None
    if before and not reason.strip():
        was = values.said(before.value, kpi.unit)
        raise Refusal(f"{period.title} has {was} already. Say why it is corrected.", field="reason")
    if before:
        before.replaced_at = now
        session.add(before)
        session.flush()
    return _write(session, now, actor, kpi, period, read, before, reason)


def hold(session: Session, measured: Sequence[Kpi]) -> None:
    """Nobody else records a value of these before we commit."""
    ids = sorted(kpi.id for kpi in measured)
    session.exec(select(Kpi.id).where(col(Kpi.id).in_(ids)).order_by(col(Kpi.id)).with_for_update()).all()


def record_all(session: Session, now: datetime, actor: str, first: Sequence[tuple[Kpi, Period, Reading]]) -> None:
    """Many values of periods that have none yet, which somebody has checked, in a few statements."""
    written = [_measured(now, actor, kpi, kpis.lines_of(kpi), period, read, "") for kpi, period, read in first]
    db.insert_all(session, Measurement, [each.model_dump(exclude={"id", "workspace_id"}) for each in written])
    told = [_step(kpi, period, each, None) for (kpi, period, _), each in zip(first, written, strict=True)]
    audit.record_all(session, now, actor, told)


def _write(
    session: Session, now: datetime, actor: str, kpi: Kpi, period: Period, read: Reading, before: Measurement | None,
    reason: str,
) -> Measurement:  # fmt: skip
    lines = Lines.model_validate(before.lines if before else kpi.lines)
    measurement = _measured(now, actor, kpi, lines, period, read, reason if before else "")
    session.add(measurement)
    session.flush()
    audit.record_all(session, now, actor, [_step(kpi, period, measurement, before)])
    return measurement


def _measured(
    now: datetime, actor: str, kpi: Kpi, lines: Lines, period: Period, read: Reading, reason: str
) -> Measurement:  # fmt: skip
    return Measurement(
        kpi_id=kpi.id,
        start=period.start,
        value=read.value,
        sample=read.sample,
        state=judge(kpi, lines, read),
        lines=lines.model_dump(mode="json"),
        recorded_by=actor,
        recorded_at=now,
        reason=reason,
    )


def _step(kpi: Kpi, period: Period, measured: Measurement, before: Measurement | None) -> audit.Step:
    facts = {"name": kpi.name, "period": period.label, "value": values.said(measured.value, kpi.unit)}
    facts["state"] = measured.state
    if before:
        facts |= {"before": values.said(before.value, kpi.unit), "why": measured.reason}
    return audit.Step("kpi.corrected" if before else "kpi.recorded", kpi.subject, facts, f"vendor:{kpi.vendor_id}")


def judge(kpi: Kpi, lines: Lines, read: Reading) -> State:
    """Too few cases say nothing, whatever their value."""
    if kpi.min_sample is not None and read.sample is not None and read.sample < kpi.min_sample:
        return State.THIN
    return lines.judge(read.value)
