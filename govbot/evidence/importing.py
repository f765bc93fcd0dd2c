"""What a register knows of evidence becomes evidence: accepted as it stands, because somebody wrote it there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit, db, playbook
from govbot.evidence import finding
from govbot.evidence.models import Evidence, Status
from govbot.vendors.models import Vendor

COLUMNS = {"soc2_period_end": "soc2_type2"}  # of a register, to the kind whose period ends there


def record(session: Session, now: datetime, actor: str, vendors: Sequence[Vendor]) -> int:
    """Of many vendors with a few statements, once however often it is called; returns how much was new.

    What a person filed, or a register said before, of the same period or a later one is not touched.
    """
    told = [
        (vendor, kind, date.fromisoformat(vendor.imported[column]))
        for vendor in vendors
        for column, kind in COLUMNS.items()
        if vendor.imported.get(column)
    ]
    known = _known(session, [vendor.id for vendor, _kind, _end in told])
    fresh = [(vendor, kind, end) for vendor, kind, end in told if _is_news(known.get((vendor.id, kind), []), end)]
    rows = [_row(known.get((vendor.id, kind), []), now, actor, vendor, kind, end) for vendor, kind, end in fresh]
    for vendor, kind, _end in fresh:
        for before in known.get((vendor.id, kind), []):
            if before.status is Status.ACCEPTED and before.replaced_at is None:
                before.replaced_at = now
                session.add(before)
    if not rows:
        return 0
    ids = db.insert_all(session, Evidence, rows)
    audit.record_all(session, now, actor, [_step(id_, row) for id_, row in zip(ids, rows, strict=True)])
    return len(rows)


def _known(session: Session, vendor_ids: Sequence[int]) -> dict[tuple[int, str], list[Evidence]]:
    found: dict[tuple[int, str], list[Evidence]] = {}
    for start in range(0, len(vendor_ids), finding.CHUNK):
        some = select(Evidence).where(
            col(Evidence.vendor_id).in_(vendor_ids[start : start + finding.CHUNK]),
            col(Evidence.kind).in_(COLUMNS.values()),
        )
        for piece in session.exec(some):
            found.setdefault((piece.vendor_id, piece.kind), []).append(piece)
    return found


def _is_news(known: Sequence[Evidence], end: date) -> bool:
    return all(piece.period_end is None or piece.period_end < end for piece in known)


def _row(known: Sequence[Evidence], now: datetime, actor: str, vendor: Vendor, kind: str, end: date) -> dict[str, Any]:
    until = playbook.load().evidence.kinds[kind].end(vendor.tier, end)
    version = max((piece.version for piece in known), default=0) + 1
    return {
        "vendor_id": vendor.id, "kind": kind, "version": version, "status": Status.ACCEPTED, "due": until,
        "period_end": end, "valid_until": until, "filed_by": actor, "filed_at": now, "decided_at": now,
    }  # fmt: skip


def _step(id_: int, row: dict[str, Any]) -> audit.Step:
    detail = {"kind": row["kind"], "title": "", "version": row["version"], "until": row["valid_until"]}
    return audit.Step("evidence.recorded", f"evidence:{id_}", detail, f"vendor:{row['vendor_id']}")
