"""What becomes of evidence that was filed: somebody looks at it, accepts or rejects it, by four eyes where asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.escalations import settling
from govbot.evidence import finding, service
from govbot.evidence.changing import check_day, check_open, keep
from govbot.evidence.models import MOVES, WAITING, Evidence, Status
from govbot.evidence.service import Wish
from govbot.people import service as people
from govbot.vendors import finding as vendors
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

LONGEST_FINDINGS = 1000
Relieved = tuple[Evidence, date | None]  # what needs nothing any more now, and the day on which it would have


@dataclass(frozen=True)
class Verdict:
    accepted: bool
    findings: str = ""
    by: date | None = None  # rejected: until when they are asked for another one


class Decided(NamedTuple):
    """What followed: rejected, it is asked for again; accepted, others are relieved by it."""

    again: Evidence | None = None
    relieved: Sequence[Relieved] = ()


def take(session: Session, workspace: Workspace, now: datetime, actor: str, piece: Evidence) -> None:
    """Somebody looks at it: it stays theirs to decide, and nobody else begins the same work."""
    _check(session, workspace, piece, Status.IN_REVIEW)
    piece.status, piece.reviewer = Status.IN_REVIEW, actor
    keep(session, now, actor, "evidence.taken", piece)


def decide(
    session: Session, workspace: Workspace, now: datetime, actor: str, piece: Evidence, verdict: Verdict
) -> Decided:
    """Accepted, it takes the place of what held before, or extends a report; rejected, it is asked for again."""
    _check(session, workspace, piece, Status.ACCEPTED if verdict.accepted else Status.REJECTED)
    vendor = vendors.by_id(session, piece.vendor_id)
    piece.findings = verdict.findings.strip()
    if len(piece.findings) > LONGEST_FINDINGS:
        raise Refusal(f"{LONGEST_FINDINGS} characters are the most.", field="findings")
    if not verdict.accepted:
        return Decided(_reject(session, workspace, now, actor, vendor, piece, verdict))
    check_four_eyes(session, actor, vendor, piece)
    return Decided(relieved=_accept(session, workspace, now, actor, piece))


def check_four_eyes(session: Session, actor: str, vendor: Vendor, piece: Evidence) -> None:
    if vendor.tier in playbook.load().evidence.four_eyes and piece.filed_by == actor:
        raise Refusal(
            f"You filed this yourself, and {quoted(vendor.name)} is {vendor.tier.value}: somebody else accepts it."
            " Ask its backup or its reviewer."
        )


def _accept(session: Session, workspace: Workspace, now: datetime, actor: str, piece: Evidence) -> list[Relieved]:
    before = _held(session, piece)
    _check_is_better(workspace.today(now), piece, before)
    _decided(piece, Status.ACCEPTED, now, actor)
    piece.due = piece.valid_until
    keep(session, now, actor, "evidence.accepted", piece, until=piece.valid_until, findings=piece.findings)
    relieved: list[Relieved] = []
    if before:
        before.replaced_at = now
        session.add(before)
        _settle(session, now, actor, before, "a new version was accepted")
        relieved.append((before, before.due))
    if piece.bridges_id:
        relieved += _bridge(session, now, actor, piece, finding.by_id(session, piece.bridges_id))
    return relieved


def _check_is_better(today: date, piece: Evidence, before: Evidence | None) -> None:
    if piece.valid_until and piece.valid_until < today:
        raise Refusal(f"It ran out on {piece.valid_until:%-d %B %Y}. Reject it, and a new one is asked for.")
    if before and before.valid_until and piece.valid_until and piece.valid_until < before.valid_until:
        raise Refusal(
            f"Version {before.version} holds until {before.valid_until:%-d %B %Y}, longer than this one."
            " Reject this one, or ask for a newer one."
        )


def _bridge(session: Session, now: datetime, actor: str, letter: Evidence, extended: Evidence) -> list[Relieved]:
    """What it extends holds for as long as the letter does."""
    before = extended.due
    if letter.valid_until is None or before is None or before >= letter.valid_until:
        return []
    extended.due = letter.valid_until
    keep(session, now, actor, "evidence.bridged", extended, before=before, after=extended.due)
    _settle(session, now, actor, extended, "a bridge letter was accepted")
    return [(extended, before)]


def _settle(session: Session, now: datetime, actor: str, piece: Evidence, how: str) -> None:
    settling.settled(session, now, actor, f"expired:{piece.subject}", f"{finding.title(piece)}: {how}")


def _reject(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, piece: Evidence, verdict: Verdict
) -> Evidence | None:
    if not piece.findings:
        raise Refusal("Say what is wrong with it: the vendor has to hear it.", field="findings")
    if piece.title:  # none of the playbook's kinds: nobody has to hold it
        by = None
    else:
        by = verdict.by or workspace.today(now)
        check_day(workspace.today(now), by, "by")
    _decided(piece, Status.REJECTED, now, actor)
    piece.due = None
    keep(session, now, actor, "evidence.rejected", piece, findings=piece.findings)
    if by is None:
        return None
    wish = Wish([piece.kind], by, piece.contact)
    return service.request(session, workspace, now, actor, vendor, wish)[0]


def check_waiting(session: Session, workspace: Workspace, piece: Evidence) -> None:
    """Refuses what is not there yet, or was decided meanwhile, naming who did it and when."""
    check_open(session, workspace, piece)
    if piece.status not in WAITING:
        raise Refusal(f"{quoted(finding.title(piece))} was asked for and not filed yet. File it first.")


def _check(session: Session, workspace: Workspace, piece: Evidence, wanted: Status) -> None:
    session.refresh(piece, with_for_update=True)
    check_waiting(session, workspace, piece)
    if wanted not in MOVES[piece.status]:
        who = people.by_whom(session, piece.reviewer)
        raise Refusal(f"{who} looks at it already. Nothing was changed.")


def _decided(piece: Evidence, status: Status, now: datetime, actor: str) -> None:
    piece.status, piece.reviewer, piece.decided_at = status, actor, now


def _held(session: Session, piece: Evidence) -> Evidence | None:
    """The version that was accepted before."""
    wanted = select(Evidence).where(
        Evidence.vendor_id == piece.vendor_id, Evidence.kind == piece.kind, Evidence.title == piece.title,
        Evidence.status == Status.ACCEPTED, col(Evidence.replaced_at).is_(None), Evidence.id != piece.id,
    )  # fmt: skip
    return session.exec(wanted.order_by(col(Evidence.version).desc())).first()
