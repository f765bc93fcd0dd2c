"""Evidence found again: one piece, what a vendor has, the versions of one thing."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.evidence.models import WAITING, Evidence, Status

STANDING = (col(Evidence.replaced_at).is_(None), col(Evidence.status) != Status.REJECTED)
CHUNK = 500


def by_id(session: Session, evidence_id: int) -> Evidence:
    return session.exec(select(Evidence).where(Evidence.id == evidence_id)).one()


def title(piece: Evidence) -> str:
    """What people call it; a kind that the playbook has no longer keeps its key."""
    kinds = playbook.load().evidence.kinds
    return piece.title or (kinds[piece.kind].title if piece.kind in kinds else piece.kind)


def of(session: Session, vendor_ids: Sequence[int]) -> dict[int, list[Evidence]]:
    """What stands of vendors, by vendor: nothing that was replaced or rejected; what runs out first comes first."""
    found: dict[int, list[Evidence]] = {id_: [] for id_ in vendor_ids}
    for start in range(0, len(vendor_ids), CHUNK):
        some = select(Evidence).where(col(Evidence.vendor_id).in_(vendor_ids[start : start + CHUNK]), *STANDING)
        for piece in session.exec(some.order_by(sa.nulls_last(col(Evidence.due)), col(Evidence.id))):
            found[piece.vendor_id].append(piece)
    return found


def underway(session: Session) -> dict[tuple[int, str, str], Evidence]:
    """What was asked for, or filed and not decided upon, by vendor, kind and title: of each thing there is one."""
    wanted = select(Evidence).where(*STANDING, col(Evidence.status) != Status.ACCEPTED)
    return {(piece.vendor_id, piece.kind, piece.title): piece for piece in session.exec(wanted)}


def versions(session: Session, piece: Evidence) -> list[Evidence]:
    """Every version of the same thing, the latest first."""
    wanted = select(Evidence).where(
        Evidence.vendor_id == piece.vendor_id, Evidence.kind == piece.kind, Evidence.title == piece.title
    )
    return list(session.exec(wanted.order_by(col(Evidence.version).desc())))


def waiting(session: Session, vendor_id: int) -> list[Evidence]:
    """What was filed and nobody has decided upon, the longest waiting first."""
    wanted = select(Evidence).where(Evidence.vendor_id == vendor_id, *STANDING, col(Evidence.status).in_(WAITING))
    return list(session.exec(wanted.order_by(col(Evidence.filed_at), col(Evidence.id))))


def same_file(session: Session, vendor_id: int, sha256: str) -> Evidence | None:
    """What this very file was filed as before, unless that was rejected."""
    wanted = select(Evidence).where(
        Evidence.vendor_id == vendor_id, Evidence.sha256 == sha256, Evidence.status != Status.REJECTED
    )
    return session.exec(wanted.order_by(col(Evidence.version).desc())).first()
