"""Which reviews a vendor has and when: exactly one open review of each kind, dated, spread, kept true."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.calendar import DAY
from govbot.playbook import Cadence
from govbot.reviews import over
from govbot.reviews.models import NEVER, OwnCadence, Review, TierCadence
from govbot.vendors.models import UNGOVERNED, Tier, Vendor
from govbot.workspace import Workspace

GRACE = timedelta(days=14)  # a new rhythm makes nothing overdue at once
UNREVIEWED = UNGOVERNED


def keep(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor) -> list[Review]:
    """Make the open reviews what the vendor's tier and status ask for; returns those that are new.

    A date set by hand stays. Others move only when their cadence did. Nothing is overdue at once because of it.
    """
    wanted = cadences(session, vendor)
    standing = {review.kind: review for review in open_of(session, vendor)}
    for kind, review in standing.items():
        if unwanted(vendor, review, wanted):
            _drop(session, now, actor, review)
        elif kind not in wanted:
            continue  # something changed with the vendor, and this one looks at it
        elif review.every != str(wanted[kind]):
            _date_anew(session, workspace, now, actor, review, wanted[kind])
    tomorrow = workspace.today(now) + DAY
    return [
        schedule(session, workspace, now, actor, vendor, kind, cadence, soonest=tomorrow)
        for kind, cadence in wanted.items()
        if kind not in standing
    ]


def unwanted(vendor: Vendor, review: Review, wanted: Mapping[str, Cadence]) -> bool:
    return review.kind not in wanted and (vendor.status in UNREVIEWED or not review.reasons)


def cadences(session: Session, vendor: Vendor, tier: Tier | None = None) -> dict[str, Cadence]:
    """How often each kind comes: the vendor's own word, else its tier's, or what another tier would bring."""
    if vendor.status in UNREVIEWED:
        return {}
    own = session.exec(select(OwnCadence).where(OwnCadence.vendor_id == vendor.id))
    return overlaid(of_tier(session, tier or vendor.tier), {row.kind: row.every for row in own})


def of_tier(session: Session, tier: Tier) -> dict[str, Cadence]:
    """How often each kind comes for a vendor of that tier without a word of its own."""
    rows = session.exec(select(TierCadence).where(TierCadence.tier == tier))
    return overlaid(by_playbook(tier), {row.kind: row.every for row in rows})


def by_playbook(tier: Tier) -> dict[str, Cadence]:
    return {kind.key: kind.cadence[tier] for kind in playbook.load().reviews.programme(tier)}


def overlaid(usual: Mapping[str, Cadence], said: Mapping[str, str]) -> dict[str, Cadence]:
    """What was said wins over what is usual."""
    kept = {kind: cadence for kind, cadence in usual.items() if kind not in said}
    return kept | {kind: Cadence.parse(every) for kind, every in said.items() if every != NEVER}


def schedule(
    session: Session,
    workspace: Workspace,
    now: datetime,
    actor: str,
    vendor: Vendor,
    kind: str,
    cadence: Cadence,
    *,
    soonest: date = date.min,
    after: date | None = None,
) -> Review:
    """The next review of a kind: counted from `after` or the last one held, else spread over its first period."""
    today, last = workspace.today(now), last_of(session, vendor, kind)
    since = after or (last.held_on if last else None)
    day = cadence.next(since) if since else first_day(today, cadence, vendor, kind)
    due = workspace.calendar.next_business_day(cadence.on_or_after(max(day, soonest)))
    review = Review(vendor_id=vendor.id, kind=kind, due=due, every=str(cadence))
    session.add(review)
    session.flush()
    _record(session, now, actor, "review.scheduled", review, due=due, every=review.every)
    return review


def first_day(today: date, cadence: Cadence, vendor: Vendor, kind: str) -> date:
    """Vendors that are added on one day must not be reviewed on one day, unless their cadence names it."""
    if cadence.on:
        return cadence.on_or_after(today + DAY)
    length = (cadence.next(today) - today).days
    number = int.from_bytes(sha256(f"{vendor.ref} {kind}".encode()).digest()[:8])
    return today + timedelta(days=1 + number % length)


def _date_anew(
    session: Session, workspace: Workspace, now: datetime, actor: str, review: Review, cadence: Cadence
) -> None:
    before, review.every = review.due, str(cadence)
    if not review.by_hand:
        last = _last_held(session, review.vendor_id, review.kind)
        review.due = new_day(workspace, workspace.today(now), cadence, last.held_on if last else None)
    session.add(review)
    if review.due != before:
        _record(session, now, actor, "review.moved", review, before=before, after=review.due, why="new cadence")
        over.moved(session, now, workspace.today(now), actor, review)


def new_day(workspace: Workspace, today: date, cadence: Cadence, held_on: date | None) -> date:
    """When a review that stands is due once its cadence changed: as if it had always been so, but not at once.

    A day that somebody named may be as near as tomorrow.
    """
    tomorrow = today + DAY
    usual = tomorrow if cadence.on else cadence.next(today)
    soonest = min(today + GRACE, usual)
    day = max(cadence.next(held_on) if held_on else usual, soonest)
    return workspace.calendar.next_business_day(cadence.on_or_after(day))


def date_from_last(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, kind: str
) -> None:
    """Make or date the open review of a kind from the last one held, however long ago that was: it is overdue then."""
    cadence = cadences(session, vendor).get(kind)
    standing = next((review for review in open_of(session, vendor) if review.kind == kind), None)
    last = last_of(session, vendor, kind)
    if cadence is None or last is None or last.held_on is None:
        return
    if standing is None:
        schedule(session, workspace, now, actor, vendor, kind, cadence)
        return
    before, standing.every = standing.due, str(cadence)
    if not standing.by_hand:
        standing.due = workspace.calendar.next_business_day(cadence.next(last.held_on))
    session.add(standing)
    if standing.due != before:
        _record(session, now, actor, "review.moved", standing, before=before, after=standing.due, why="register")
        over.moved(session, now, workspace.today(now), actor, standing)


def _drop(session: Session, now: datetime, actor: str, review: Review) -> None:
    review.dropped_at = now
    session.add(review)
    session.flush()
    _record(session, now, actor, "review.dropped", review, due=review.due)
    over.closed(session, now, actor, review, "dropped")


def _record(session: Session, now: datetime, actor: str, action: str, review: Review, **detail: object) -> None:
    about = f"vendor:{review.vendor_id}"
    audit.record(session, now, actor, action, review.subject, about=about, kind=review.kind, **detail)


def open_of(session: Session, vendor: Vendor) -> list[Review]:
    """The vendor's open reviews, the next one first."""
    wanted = select(Review).where(Review.vendor_id == vendor.id, *STANDING)
    return list(session.exec(wanted.order_by(col(Review.due), col(Review.id))))


def last_of(session: Session, vendor: Vendor, kind: str | None = None) -> Review | None:
    """The last review held, of one kind or of any."""
    return _last_held(session, vendor.id, kind)


def _last_held(session: Session, vendor_id: int, kind: str | None) -> Review | None:
    wanted = select(Review).where(Review.vendor_id == vendor_id, col(Review.completed_at).is_not(None))
    if kind:
        wanted = wanted.where(Review.kind == kind)
    return session.exec(wanted.order_by(col(Review.held_on).desc(), col(Review.id).desc()).limit(1)).first()


STANDING = (col(Review.completed_at).is_(None), col(Review.dropped_at).is_(None))
