"""Reviews that were held before govbot was there: brought in from a file, each once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session, col, select

from govbot import audit, db, playbook
from govbot.errors import Refusal
from govbot.reviews import programme
from govbot.reviews.models import Outcome, Rating, Review
from govbot.sheets import dates, records
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

NEEDED, OTHERS = ("vendor", "kind", "held_on", "rating"), ("outcome", "notes")
Choice = TypeVar("Choice", Rating, Outcome)


class Past(NamedTuple):
    vendor: Vendor
    kind: str
    held_on: date
    rating: Rating
    outcome: Outcome | None
    notes: str


def read(session: Session, file: Path, today: date) -> list[Past]:
    """The reviews in that file, by the names of `NEEDED` and `OTHERS`; raises `Unreadable` with every fault."""
    return records.typed(file, NEEDED, OTHERS, lambda row: _past(session, row, today))


def _past(session: Session, row: records.Row, today: date) -> Past:
    held_on = dates.day(row["held_on"])
    if held_on > today:
        raise Refusal(f"held_on: {held_on} is still to come. A review that was held has a day up to {today}.")
    return Past(
        vendor=finding.find(session, row["vendor"]),
        kind=playbook.load().reviews.kinds.find(row["kind"]).key,
        held_on=held_on,
        rating=_one_of(Rating, "rating", row["rating"]),
        outcome=_one_of(Outcome, "outcome", row["outcome"]) if row.get("outcome") else None,
        notes=row.get("notes", ""),
    )


def _one_of(choices: type[Choice], column: str, text: str) -> Choice:
    try:
        return choices(text.casefold())
    except ValueError as error:
        raise Refusal(f"{column}: one of {', '.join(choices)}.") from error


def take(session: Session, workspace: Workspace, now: datetime, actor: str, pasts: Sequence[Past]) -> int:
    """Keep those that are not known yet, and date what follows from the latest; returns how many said something new.

    A review that a register knew only by its date gets its rating.
    """
    held = session.exec(select(Review).where(col(Review.held_on).is_not(None)))
    known = {(review.vendor_id, review.kind, review.held_on): review for review in held}
    named = {(past.vendor.id, past.kind, past.held_on): past for past in pasts}
    new = [past for key, past in named.items() if key not in known]
    ids = db.insert_all(session, Review, [_columns(past, now, actor) for past in new])
    unrated = [(known[key], past) for key, past in named.items() if key in known and known[key].rating is None]
    for review, past in unrated:
        review.rating, review.outcome, review.notes = past.rating, past.outcome, past.notes
        session.add(review)
    steps = [*zip(ids, new, strict=True), *((review.id, past) for review, past in unrated)]
    audit.record_all(session, now, actor, [_step(id_, past) for id_, past in steps])
    _date_what_follows(session, workspace, now, actor, new)
    return len(steps)


def _date_what_follows(session: Session, workspace: Workspace, now: datetime, actor: str, new: Sequence[Past]) -> None:
    for past in _latest(new):
        last = programme.last_of(session, past.vendor, past.kind)
        if last and last.held_on == past.held_on:
            programme.date_from_last(session, workspace, now, actor, past.vendor, past.kind)


def _latest(pasts: Iterable[Past]) -> Iterable[Past]:
    """The last one of each vendor and kind."""
    in_order = sorted(pasts, key=lambda past: past.held_on)
    return {(past.vendor.id, past.kind): past for past in in_order}.values()


def _columns(past: Past, now: datetime, actor: str) -> dict[str, Any]:
    held = {"due": past.held_on, "held_on": past.held_on, "completed_at": now, "completed_by": actor, "every": ""}
    said = {"rating": past.rating, "outcome": past.outcome, "notes": past.notes}
    return {"vendor_id": past.vendor.id, "kind": past.kind, **held, **said}


def _step(review_id: int, past: Past) -> audit.Step:
    facts = {"kind": past.kind, "held_on": past.held_on, "rating": past.rating, "outcome": past.outcome}
    return audit.Step("review.recorded", f"review:{review_id}", facts, past.vendor.subject)
