"""Rules of reviews: completed once by a named person, moved by hand, followed by the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import audit
from govbot.calendar import DAY
from govbot.errors import Refusals
from govbot.playbook import Cadence
from govbot.reviews import actions, over, programme, rhythm
from govbot.reviews.actions import Promise
from govbot.reviews.changing import check_open, move, reassign, skip
from govbot.reviews.models import Outcome, Rating, Review
from govbot.reviews.programme import STANDING, last_of, open_of
from govbot.reviews.programme import keep as keep_programme
from govbot.vendors import finding
from govbot.vendors.models import RETIRED, Vendor
from govbot.workspace import Workspace

__all__ = [
    "Minutes",
    "by_id",
    "check_open",
    "complete",
    "count_due",
    "due",
    "keep_programme",
    "last_of",
    "move",
    "open_of",
    "past",
    "reassign",
    "recorded",
    "skip",
]


@dataclass(frozen=True)
class Minutes:
    """What a review closes with."""

    held_on: date
    rating: Rating
    outcome: Outcome
    attendees: Sequence[str]  # Slack ids
    guests: str = ""
    notes: str = ""
    actions: Sequence[Promise] = ()
    no_actions: bool = False  # said on purpose: a list that was only forgotten does not close a review


def by_id(session: Session, review_id: int) -> Review:
    return session.exec(select(Review).where(Review.id == review_id)).one()


def due(
    session: Session, until: date = date.max, vendor: Vendor | None = None, *, first: int = 0, most: int | None = None
) -> list[tuple[Review, Vendor]]:
    """Open reviews due up to that day, the overdue ones first, or `most` of them; of one vendor or of all."""
    wanted = select(Review, Vendor).join(Vendor, col(Vendor.id) == col(Review.vendor_id))
    wanted = wanted.where(*_due(until, vendor)).order_by(col(Review.due), col(Vendor.name_key), col(Review.id))
    return list(session.exec(wanted.offset(first).limit(most)).all())


def count_due(session: Session, until: date = date.max, vendor: Vendor | None = None) -> int:
    counted = select(sa.func.count()).select_from(Review).join(Vendor, col(Vendor.id) == col(Review.vendor_id))
    return session.exec(counted.where(*_due(until, vendor))).one()


def _due(until: date, vendor: Vendor | None) -> list[sa.ColumnElement[bool]]:
    found = [*STANDING, col(Review.due) <= until, col(Vendor.status).not_in(RETIRED)]
    return [*found, col(Review.vendor_id) == vendor.id] if vendor else found


def past(session: Session, vendor: Vendor, most: int) -> list[Review]:
    """What was held or skipped, the latest first."""
    over = sa.or_(col(Review.completed_at).is_not(None), col(Review.skipped_by).is_not(None))
    wanted = select(Review).where(Review.vendor_id == vendor.id, over)
    day = sa.func.coalesce(Review.held_on, Review.due)
    return list(session.exec(wanted.order_by(day.desc(), col(Review.id).desc()).limit(most)))


def complete(
    session: Session, workspace: Workspace, now: datetime, actor: str, review: Review, minutes: Minutes
) -> Review | None:
    """Close a review with its minutes; returns the next one of its kind, counted from the day it was held.

    None where the vendor has no further review of that kind.
    """
    session.refresh(review, with_for_update=True)
    check_open(session, workspace, review)
    vendor = finding.by_id(session, review.vendor_id)
    _check_minutes(workspace.today(now), minutes, last_of(session, vendor, review.kind))
    review.held_on, review.rating, review.outcome = minutes.held_on, minutes.rating, minutes.outcome
    review.attendees, review.guests, review.notes = list(minutes.attendees), minutes.guests, minutes.notes
    review.completed_at, review.completed_by = now, actor
    session.add(review)
    session.flush()
    audit.record(
        session, now, actor, "review.completed", review.subject, about=vendor.subject,
        kind=review.kind, due=review.due, held_on=review.held_on, rating=review.rating, outcome=review.outcome,
        attendees=review.attendees, guests=review.guests, notes=review.notes,
    )  # fmt: skip
    over.closed(session, now, actor, review, "completed")
    for promise in minutes.actions:
        actions.promise(session, now, actor, review, promise)
    cadence = programme.cadences(session, vendor).get(review.kind)
    if cadence is None:
        return None
    # Minutes that come late do not make the next one overdue.
    tomorrow = workspace.today(now) + DAY
    return programme.schedule(session, workspace, now, actor, vendor, review.kind, cadence, soonest=tomorrow)


def _check_minutes(today: date, minutes: Minutes, last: Review | None) -> None:
    faults: dict[str, str] = {}
    if minutes.held_on > today:
        faults["held_on"] = "That day is still to come. A review is completed once it was held."
    elif last and last.held_on and minutes.held_on <= last.held_on:
        faults["held_on"] = f"The last one was held on {last.held_on:%-d %B %Y}. Pick a later day."
    if not minutes.attendees:
        faults["attendees"] = "Say who took part for your side."
    if minutes.actions and minutes.no_actions:
        faults["no_actions"] = "You wrote down an action as well. Take the tick away, or the action."
    elif not minutes.actions and not minutes.no_actions:
        faults["action_1"] = "Write down what was agreed, by whom and until when; or tick that nothing was."
    if faults:
        raise Refusals(faults)


def recorded(
    session: Session,
    now: datetime,
    actor: str,
    vendor: Vendor,
    kind: str,
    on: date | None,
    cadence: Cadence | None = None,
) -> bool:
    """A past review known from a register, and the vendor's own cadence; returns whether anything was new.

    A review that is new dates the open one of its kind, however late that makes it; a cadence alone makes nothing
    overdue. `keep_programme` need not have run before.
    """
    workspace = session.get_one(Workspace, session.info["workspace_id"])
    changed = cadence is not None and rhythm.keep_own(session, now, actor, vendor, kind, str(cadence))
    last = last_of(session, vendor, kind)
    if on and (last is None or last.held_on is None or last.held_on < on):
        _write_past(session, now, actor, vendor, kind, on)
        programme.date_from_last(session, workspace, now, actor, vendor, kind)
        return True
    if changed:
        programme.keep(session, workspace, now, actor, vendor)
    return changed


def _write_past(session: Session, now: datetime, actor: str, vendor: Vendor, kind: str, on: date) -> None:
    past = Review(
        vendor_id=vendor.id, kind=kind, due=on, every="", held_on=on, completed_at=now, completed_by=actor
    )  # fmt: skip
    session.add(past)
    session.flush()
    audit.record(session, now, actor, "review.recorded", past.subject, about=vendor.subject, kind=kind, held_on=on)
