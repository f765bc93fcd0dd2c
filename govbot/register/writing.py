"""Takes rows into the books: new vendors many at once, changes one by one, each with its people and reviews."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from govbot.contracts import importing as contracts
from govbot.evidence import importing as evidence
from govbot.playbook import Cadence
from govbot.register.comparing import OF_REVIEWS, OF_VENDOR, Standing, imported, people_after
from govbot.register.rows import Row
from govbot.reviews import service as reviews
from govbot.reviews.beginning import Beginning, begin
from govbot.vendors import duties
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace

USUAL_REVIEW = "service"  # the kind a register means when it names none
SETS_PROGRAMME = {*OF_REVIEWS, "tier", "status"}


class Change(NamedTuple):
    row: Row
    before: Standing
    differing: dict[str, list[Any]]


def create(session: Session, workspace: Workspace, now: datetime, actor: str, rows: Sequence[Row]) -> None:
    added = vendors.add_all(session, now, actor, [_draft(row) for row in rows])
    begun = [Beginning(vendor, *_past(row)) for row, vendor in zip(rows, added, strict=True)]
    begin(session, workspace, now, actor, begun)
    evidence.record(session, now, actor, added)
    contracts.record(session, workspace.today(now), now, actor, added)


def _draft(row: Row) -> vendors.Draft:
    own = {attribute: row.values[key] for key, attribute in OF_VENDOR.items() if key in row.values}
    service = {key: row.values[key] for key in ("function", "location", "countries") if key in row.values}
    people = people_after(row, {})
    return vendors.Draft(ref=row.values["ref"], imported=imported(row, {}), people=people, **own, **service)


def fill(session: Session, workspace: Workspace, now: datetime, actor: str, known: Sequence[Vendor]) -> int:
    """Contracts and evidence of vendors that were imported before there was a place for them; how many were new."""
    found = evidence.record(session, now, actor, known)
    return found + contracts.record(session, workspace.today(now), now, actor, known)


def change(session: Session, workspace: Workspace, now: datetime, actor: str, wanted: Change) -> None:
    row, (vendor, service, holders) = wanted.row, (wanted.before.vendor, wanted.before.service, wanted.before.holders)
    own = {attribute: row.values[key] for key, attribute in OF_VENDOR.items() if key in row.values}
    vendors.change(session, now, actor, vendor, **own, imported=imported(row, vendor.imported))
    location = row.values.get("location", service.location if service else None)
    vendors.perform(session, now, actor, vendor, row.values["function"], location, row.values.get("countries"))
    evidence.record(session, now, actor, [vendor])
    contracts.record(session, workspace.today(now), now, actor, [vendor])
    after = people_after(row, holders)
    duties.rearrange(session, now, actor, vendor, {duty: after.get(duty) for duty in Duty})
    if SETS_PROGRAMME & set(wanted.differing):
        _review(session, workspace, now, actor, vendor, row)


def _review(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, row: Row) -> None:
    """What the register knows of past reviews and of their rhythm, then the programme that follows from it."""
    reviews.recorded(session, now, actor, vendor, *_past(row))
    reviews.keep_programme(session, workspace, now, actor, vendor)


def _past(row: Row) -> tuple[str, date | None, Cadence | None]:
    """Which review was held when, and how often it comes."""
    every = Cadence.parse(row.values["review_every"]) if "review_every" in row.values else None
    return row.values.get("review_kind", USUAL_REVIEW), row.values.get("last_review"), every
