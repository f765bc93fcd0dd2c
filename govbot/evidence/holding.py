"""What a vendor must hold for its tier, how that stands, and since when something is missing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.audit import AuditEvent
from govbot.evidence import finding
from govbot.evidence.models import Evidence, Status
from govbot.playbook.evidence import EvidenceKind, Sort
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace


class Gap(NamedTuple):
    """A vendor that lacks something it must hold; `since` it was added or got its tier."""

    vendor: Vendor
    kinds: Sequence[EvidenceKind]
    due: date


def required(tier: str) -> tuple[EvidenceKind, ...]:
    """What a vendor of that tier must hold."""
    book = playbook.load().evidence
    return tuple(book.kinds[key] for key in book.required.get(tier, ()))


def missing(vendor: Vendor, standing: Sequence[Evidence]) -> list[EvidenceKind]:
    """Neither there, nor asked for, nor something that does as well; what ran out is not missing but expired."""
    if vendor.status in UNGOVERNED:
        return []
    there = {piece.kind for piece in standing}
    return [kind for kind in required(vendor.tier) if not there & {kind.key, *kind.instead}]


def gaps(session: Session, workspace: Workspace, vendors: Sequence[Vendor]) -> list[Gap]:
    """Those of these vendors that lack something."""
    standing = finding.of(session, [vendor.id for vendor in vendors])
    lacking = {vendor.id: (vendor, kinds) for vendor in vendors if (kinds := missing(vendor, standing[vendor.id]))}
    since = _tiered(session, lacking)
    within = playbook.load().evidence.collect_within
    return [
        Gap(vendor, kinds, workspace.today(since.get(id_, vendor.created_at)) + timedelta(days=within[vendor.tier]))
        for id_, (vendor, kinds) in lacking.items()
    ]


def _tiered(session: Session, vendor_ids: Iterable[int]) -> dict[int, datetime]:
    """When vendors got the tier they have, where it is not the one they were added with."""
    subjects = {f"vendor:{id_}": id_ for id_ in vendor_ids}
    found: dict[int, datetime] = {}
    listed = list(subjects)
    for start in range(0, len(listed), finding.CHUNK):
        steps = select(AuditEvent).where(
            col(AuditEvent.subject).in_(listed[start : start + finding.CHUNK]), AuditEvent.action == "vendor.tiered"
        )
        for step in session.exec(steps.order_by(col(AuditEvent.sequence))):
            if step.detail["before"] != step.detail["after"]:
                found[subjects[step.subject]] = step.at
    return found


def vendors_with_duties(session: Session) -> list[Vendor]:
    """Vendors whose tier asks for any evidence."""
    tiers = list(playbook.load().evidence.required)
    wanted = select(Vendor).where(col(Vendor.tier).in_(tiers), col(Vendor.status).not_in(UNGOVERNED))
    return list(session.exec(wanted.order_by(col(Vendor.name_key))))


def pressing(session: Session, today: date) -> list[tuple[Vendor, list[Evidence], list[EvidenceKind]]]:
    """Vendors with something to see to, the most urgent first: what runs out or is under way, and what is missing."""
    wanted = select(Vendor).where(col(Vendor.status).not_in(UNGOVERNED)).order_by(col(Vendor.name_key))
    vendors = list(session.exec(wanted))
    standing = finding.of(session, [vendor.id for vendor in vendors])
    found = []
    for vendor in vendors:
        mine = standing[vendor.id]
        found.append((vendor, [piece for piece in mine if presses(piece, today)], missing(vendor, mine)))
    pressed = [each for each in found if each[1] or each[2]]
    return sorted(pressed, key=lambda each: min((piece.due for piece in each[1] if piece.due), default=date.max))


def presses(piece: Evidence, today: date) -> bool:
    """From the day on which the vendor is asked for a new one; a letter runs out with what it extends."""
    soon = today + timedelta(days=playbook.load().reminders.ask_vendor["evidence"])
    return piece.bridges_id is None and piece.due is not None and piece.due <= soon


def certificates_only(session: Session, vendor: Vendor) -> bool:
    """Several certificates of one kind in a row, and neither a report nor an audit since the first of them."""
    rule = playbook.load().evidence.certificates_only
    if vendor.tier not in rule.tiers:
        return False
    wanted = select(Evidence).where(Evidence.vendor_id == vendor.id, Evidence.status == Status.ACCEPTED)
    accepted = list(session.exec(wanted.order_by(col(Evidence.decided_at), col(Evidence.id))))
    looked_into = [piece.filed_at for piece in accepted if _sort(piece) in ("report", "audit") and piece.filed_at]
    since = max(looked_into, default=None)
    alone = [piece.kind for piece in accepted if _sort(piece) == "certificate" and _after(piece.filed_at, since)]
    return any(alone.count(kind) >= rule.cycles for kind in alone)


def last_audit(session: Session, vendor: Vendor) -> Evidence | None:
    """Only an audit counts as one; certificates and reports do not."""
    kinds = [kind.key for kind in playbook.load().evidence.kinds.values() if kind.sort == "audit"]
    wanted = select(Evidence).where(
        Evidence.vendor_id == vendor.id, col(Evidence.kind).in_(kinds), Evidence.status == Status.ACCEPTED
    )
    return session.exec(wanted.order_by(sa.nulls_last(col(Evidence.issued).desc()))).first()


def _sort(piece: Evidence) -> Sort:
    kinds = playbook.load().evidence.kinds
    return kinds[piece.kind].sort if piece.kind in kinds else "document"


def _after(moment: datetime | None, since: datetime | None) -> bool:
    return since is None or (moment is not None and moment > since)
