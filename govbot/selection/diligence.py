"""Rules of the due-diligence file: what it has to hold for the tier, what is filed in it, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal, Refusals, quoted
from govbot.playbook.due_diligence import Area, DiligenceItem
from govbot.selection.models import Diligence, State
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

LONGEST = 1000
CHUNK = 500


@dataclass(frozen=True)
class Line:
    """An item that the vendor has to have, as it stands."""

    area: Area
    item: DiligenceItem
    row: Diligence | None
    until: date | None  # its last day, counted
    state: State

    @property
    def open(self) -> bool:
        return self.state in (State.MISSING, State.EXPIRED)


@dataclass(frozen=True)
class Filing:
    """What is said of one item: there, or not applicable."""

    item: DiligenceItem
    waived: bool
    evidence: str
    stated: date | None = None


def lines(vendor: Vendor, rows: Mapping[str, Diligence], today: date) -> list[Line]:
    """The whole file of a vendor, by area; `rows` by item."""
    areas = playbook.load().due_diligence.areas.values()
    return [
        line(vendor, area, item, rows.get(item.key), today) for area in areas for item in area.asked_of(vendor.tier)
    ]


def line(vendor: Vendor, area: Area, item: DiligenceItem, row: Diligence | None, today: date) -> Line:
    if row is None:
        return Line(area, item, None, None, State.MISSING)
    if row.waived:
        return Line(area, item, row, None, State.WAIVED)
    until = item.until(vendor.tier, row.dated, row.stated)
    return Line(area, item, row, until, State.EXPIRED if until and until < today else State.FILED)


def rows_of(session: Session, vendor_ids: Sequence[int]) -> dict[int, dict[str, Diligence]]:
    """What is filed, by vendor and item."""
    found: dict[int, dict[str, Diligence]] = {id_: {} for id_ in vendor_ids}
    for start in range(0, len(vendor_ids), CHUNK):
        some = select(Diligence).where(col(Diligence.vendor_id).in_(vendor_ids[start : start + CHUNK]))
        for row in session.exec(some.order_by(col(Diligence.id))):
            found[row.vendor_id][row.item] = row
    return found


def file_of(session: Session, vendor: Vendor, today: date) -> list[Line]:
    return lines(vendor, rows_of(session, [vendor.id])[vendor.id], today)


def missing(found: Iterable[Line]) -> list[Line]:
    """What keeps a file from being complete: not there, or run out."""
    return [line for line in found if line.open]


def file(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, dated: date | None,
    filings: Sequence[Filing],
) -> list[Diligence]:  # fmt: skip
    """Each item takes the place of what was filed for it before."""
    session.refresh(vendor, with_for_update=True)
    check_governed(vendor)
    if not filings:
        raise Refusal("Nothing was chosen. Choose Filed or Not applicable for at least one item.")
    dated = dated or workspace.today(now)
    _check(workspace.today(now), vendor, dated, filings)
    before = rows_of(session, [vendor.id])[vendor.id]
    return [_keep(session, now, actor, vendor, dated, filing, before.get(filing.item.key)) for filing in filings]


def check_governed(vendor: Vendor) -> None:
    if vendor.retired:
        raise Refusal(f"{quoted(vendor.name)} is {vendor.status.value}: nothing is filed for it any more.")


def _check(today: date, vendor: Vendor, dated: date, filings: Sequence[Filing]) -> None:
    faults = {"dated": "That day is still to come. Take the day of the evidence."} if dated > today else {}
    for filing in filings:
        found = _fault(today, vendor, dated, filing)
        faults |= {f"{filing.item.key}_{found[0]}": found[1]} if found else {}
    if faults:
        raise Refusals(faults)


def _fault(today: date, vendor: Vendor, dated: date, filing: Filing) -> tuple[str, str] | None:
    """The field and what is wrong with it."""
    if not filing.evidence.strip():
        ask = "Say why it does not apply." if filing.waived else "Say where it lies, or what was seen."
        return "evidence", ask
    if filing.waived:
        return ("state", "This one applies to everybody: file it.") if filing.item.never_waived else None
    if filing.item.stated and filing.stated is None:
        return "stated", "Say until when it is valid, as it states itself."
    until = filing.item.until(vendor.tier, dated, filing.stated)
    if until and until < today:
        field = "stated" if filing.item.stated else "evidence"
        return field, f"Then it ran out on {until:%-d %B %Y} already. File the one that came after it."
    return None


def _keep(
    session: Session, now: datetime, actor: str, vendor: Vendor, dated: date, filing: Filing, known: Diligence | None
) -> Diligence:
    row = known or Diligence(vendor_id=vendor.id, item=filing.item.key, evidence="", dated=dated, by=actor, at=now)
    row.waived, row.evidence = filing.waived, filing.evidence.strip()[:LONGEST]
    row.dated, row.stated = dated, filing.stated if filing.item.stated and not filing.waived else None
    row.by, row.at = actor, now
    session.add(row)
    session.flush()
    until = None if row.waived else filing.item.until(vendor.tier, dated, row.stated)
    audit.record(
        session, now, actor, "diligence.waived" if row.waived else "diligence.filed", f"diligence:{row.id}",
        about=vendor.subject, item=filing.item.title, evidence=row.evidence, until=until,
    )  # fmt: skip
    return row
