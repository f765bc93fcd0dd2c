"""Rules of evidence: asked for, filed as a new version, decided upon by a person who did not file it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.evidence import finding
from govbot.evidence.changing import check_day, keep
from govbot.evidence.filing import Filing, holds_until
from govbot.evidence.models import WAITING, Evidence, Status
from govbot.people import service as people
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Wish:
    """What a vendor is asked for, by when, and who is asked on their side."""

    kinds: Sequence[str]
    by: date
    contact: str = ""


def request(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, wish: Wish
) -> list[Evidence]:
    """One open request for each kind."""
    _lock(session, vendor)
    if vendor.status in UNGOVERNED:
        raise Refusal(f"{quoted(vendor.name)} is {vendor.status.value}: nothing is asked of it.")
    if not wish.kinds:
        raise Refusal("Say what they are asked for.", field="kinds")
    check_day(workspace.today(now), wish.by, "by")
    for kind in wish.kinds:
        _check_not_underway(session, vendor, kind)
    return [_ask(session, now, actor, vendor, kind, wish) for kind in wish.kinds]


def _ask(session: Session, now: datetime, actor: str, vendor: Vendor, kind: str, wish: Wish) -> Evidence:
    piece = _new(session, vendor, kind, "", Status.REQUESTED)
    piece.due, piece.requested_by, piece.requested_at, piece.contact = wish.by, actor, now, wish.contact
    return keep(session, now, actor, "evidence.requested", piece, by=wish.by, contact=wish.contact)


def file(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, filing: Filing) -> Evidence:
    """A new version, which answers what was asked for and takes the place of one that nobody has decided upon."""
    _lock(session, vendor)
    today = workspace.today(now)
    filing = replace(filing, title=filing.title if filing.what.open_ended else "")
    end = holds_until(filing, vendor.tier, today)
    _check_new_file(session, workspace, vendor, filing)
    bridged = _bridged(session, vendor, filing)
    asked = underway(session, vendor, filing.kind, filing.title)
    if asked and asked.status in WAITING:
        asked.replaced_at = now
        session.add(asked)
        session.flush()
        asked = None
    piece = asked or _new(session, vendor, filing.kind, filing.title, Status.RECEIVED)
    for name in ("issuer", "scope", "period_start", "period_end", "issued", "exceptions", "link"):
        setattr(piece, name, getattr(filing, name))
    if filing.file:
        piece.file_id, piece.file_name, piece.sha256 = filing.file.id, filing.file.name, filing.file.sha256
    piece.status, piece.valid_until, piece.bridges_id = Status.RECEIVED, end, bridged.id if bridged else None
    piece.due = today + timedelta(days=playbook.load().evidence.decide_within)
    piece.filed_by, piece.filed_at = actor, now
    return keep(session, now, actor, "evidence.filed", piece, until=end, sha256=piece.sha256, link=piece.link)


def _check_not_underway(session: Session, vendor: Vendor, kind: str) -> None:
    known = underway(session, vendor, kind, "")
    if known is None:
        return
    what = quoted(finding.title(known))
    if known.status is Status.REQUESTED:
        raise Refusal(
            f"{what} was asked for already, by {known.due:%-d %B %Y}. Move that date where you see it.", field="kinds"
        )
    raise Refusal(f"{what} was filed and waits for a decision: `/vendor evidence accept {vendor.ref}`.", field="kinds")


def _check_new_file(session: Session, workspace: Workspace, vendor: Vendor, filing: Filing) -> None:
    known = finding.same_file(session, vendor.id, filing.file.sha256) if filing.file else None
    if known:
        on = workspace.today(known.filed_at) if known.filed_at else None
        said = f" by {people.by_whom(session, known.filed_by)} on {on:%-d %B %Y}" if on else ""
        raise Refusal(
            f"This very file was filed as {quoted(finding.title(known))}, version {known.version}{said}."
            " Nothing was filed twice.",
            field="file",
        )


def _bridged(session: Session, vendor: Vendor, filing: Filing) -> Evidence | None:
    """What a letter extends: the one that was picked, else the only one there is."""
    if not filing.what.bridges:
        return None
    found = bridgeable(session, vendor, filing.what.bridges)
    chosen = [piece for piece in found if filing.bridges_id in (None, piece.id)]
    if len(chosen) == 1:
        return chosen[0]
    if not found:
        raise Refusal(f"{quoted(vendor.name)} has no report that it could extend. File the report first.", field="kind")
    raise Refusal("Say which report it extends.", field="bridges")


def bridgeable(session: Session, vendor: Vendor, kinds: Sequence[str]) -> list[Evidence]:
    """Accepted and not replaced, expired or not."""
    wanted = select(Evidence).where(
        Evidence.vendor_id == vendor.id, col(Evidence.kind).in_(kinds), Evidence.status == Status.ACCEPTED,
        col(Evidence.replaced_at).is_(None),
    )  # fmt: skip
    return list(session.exec(wanted.order_by(col(Evidence.id))))


def underway(session: Session, vendor: Vendor, kind: str, title: str) -> Evidence | None:
    """Asked for or waiting."""
    wanted = select(Evidence).where(
        Evidence.vendor_id == vendor.id, Evidence.kind == kind, Evidence.title == title, *finding.STANDING,
        Evidence.status != Status.ACCEPTED,
    )  # fmt: skip
    return session.exec(wanted).first()


def _new(session: Session, vendor: Vendor, kind: str, title: str, status: Status) -> Evidence:
    last = select(sa.func.max(Evidence.version)).where(
        Evidence.vendor_id == vendor.id, Evidence.kind == kind, Evidence.title == title
    )
    version = (session.exec(last).one() or 0) + 1
    return Evidence(vendor_id=vendor.id, kind=kind, title=title, version=version, status=status)


def _lock(session: Session, vendor: Vendor) -> None:
    """Whoever counts versions does so alone."""
    session.refresh(vendor, with_for_update=True)
