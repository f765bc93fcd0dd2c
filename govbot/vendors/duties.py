"""Who answers for a vendor: owner, backup, executive sponsor, and those with a duty of their own kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import audit, db
from govbot.errors import Refusal, quoted
from govbot.people.models import Person
from govbot.vendors.models import RETIRED, Assignment, Duty, Vendor

CHUNK = 500  # vendors in one query


def assign(
    session: Session, now: datetime, actor: str, vendor: Vendor, duty: Duty, person: Person | None
) -> Person | None:
    """Give a duty to somebody (None: to nobody); returns who held it before. The same person again is no change."""
    holders = people_of(session, vendor)
    before = holders.get(duty)
    if (before and before.id) == (person and person.id):
        return before
    others = {held: holder for held, holder in holders.items() if held is not duty}
    check_people(others | {duty: person} if person else others)
    session.exec(
        sa.update(Assignment)
        .where(
            col(Assignment.vendor_id) == vendor.id,
            col(Assignment.duty) == duty,
            col(Assignment.until).is_(None),
        )
        .values(until=now)
    )
    if person:
        session.add(Assignment(vendor_id=vendor.id, duty=duty, person_id=person.id, since=now))
    audit.record_all(session, now, actor, [_step(vendor, duty, before, person)])
    return before


def rearrange(
    session: Session, now: datetime, actor: str, vendor: Vendor, after: Mapping[Duty, Person | None]
) -> dict[Duty, Person | None]:
    """Several duties at once; returns those that moved. Backups first step back, so that two may change places."""
    before = people_of(session, vendor)
    check_people({duty: person for duty, person in (before | dict(after)).items() if person})
    moved = {
        duty: person
        for duty, person in after.items()
        if (before.get(duty) and before[duty].id) != (person and person.id)
    }
    if Duty.OWNER in moved and Duty.BACKUP in moved:
        assign(session, now, actor, vendor, Duty.BACKUP, None)
    for duty, person in moved.items():
        assign(session, now, actor, vendor, duty, person)
    return moved


def appoint(session: Session, now: datetime, people: Sequence[tuple[Vendor, dict[Duty, Person]]]) -> list[audit.Step]:
    """The first people of new vendors; returns the steps for the caller to record."""
    named = [(vendor, duty, person) for vendor, by_duty in people for duty, person in by_duty.items()]
    rows = (
        {"vendor_id": vendor.id, "duty": duty, "person_id": person.id, "since": now} for vendor, duty, person in named
    )
    db.insert_all(session, Assignment, rows)
    return [_step(vendor, duty, None, person) for vendor, duty, person in named]


def _step(vendor: Vendor, duty: Duty, before: Person | None, after: Person | None) -> audit.Step:
    detail = {
        "duty": duty,
        "before": before.slack_id if before else None,
        "after": after.slack_id if after else None,
    }
    return audit.Step("vendor.assigned", vendor.subject, detail)


def check_people(people: dict[Duty, Person]) -> None:
    """A backup who is the owner stands in for nobody."""
    owner, backup = people.get(Duty.OWNER), people.get(Duty.BACKUP)
    if owner and backup and owner.id == backup.id:
        raise Refusal(
            f"{quoted(owner.name)} cannot be owner and backup at once: the backup stands in for the owner."
            " Pick two people.",
            field="backup",
        )


def people_of(session: Session, vendor: Vendor) -> dict[Duty, Person]:
    """Who holds which duty now."""
    return holders_by_vendor(session, [vendor.id]).get(vendor.id, {})


def unowned_since(session: Session, vendor: Vendor) -> datetime | None:
    """Since when nobody has owned it; None where somebody does."""
    ends = session.exec(
        select(Assignment.until).where(Assignment.vendor_id == vendor.id, Assignment.duty == Duty.OWNER)
    ).all()
    return None if None in ends else max((end for end in ends if end), default=vendor.created_at)


def holders_by_vendor(session: Session, vendor_ids: Sequence[int]) -> dict[int, dict[Duty, Person]]:
    """The same for many vendors at once, by vendor id."""
    found: dict[int, dict[Duty, Person]] = {}
    for start in range(0, len(vendor_ids), CHUNK):
        held = session.exec(
            select(Assignment, Person)
            .join(Person, col(Person.id) == col(Assignment.person_id))
            .where(col(Assignment.vendor_id).in_(vendor_ids[start : start + CHUNK]), col(Assignment.until).is_(None))
        )
        for assignment, person in held:
            found.setdefault(assignment.vendor_id, {})[assignment.duty] = person
    return found


def held_by(session: Session, person_id: int) -> dict[Duty, list[Vendor]]:
    """What somebody is for which vendors that are not retired, by name."""
    held = session.exec(
        select(Assignment.duty, Vendor)
        .join(Vendor, col(Vendor.id) == col(Assignment.vendor_id))
        .where(Assignment.person_id == person_id, col(Assignment.until).is_(None))
        .where(col(Vendor.status).not_in(RETIRED))
        .order_by(col(Vendor.name_key))
    ).all()
    return {duty: mine for duty in Duty if (mine := [vendor for held_duty, vendor in held if held_duty is duty])}
