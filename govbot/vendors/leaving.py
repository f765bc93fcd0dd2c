"""Somebody left Slack: each of their duties goes to the next in line, or stands open in plain sight."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot import audit
from govbot.people import service as people
from govbot.people.models import Person
from govbot.rights import Right
from govbot.vendors import duties
from govbot.vendors.models import RETIRED, Assignment, Duty, Vendor

# Who takes over a duty, first of all those who hold another one there. Nobody is made backup or sponsor unasked:
# one stands in for the owner and the other above them, and the card shows that they are missing.
NEXT_IN_LINE: Mapping[Duty, tuple[Duty, ...]] = {
    Duty.OWNER: (Duty.BACKUP, Duty.CONTRACT_OWNER, Duty.REVIEWER),
    Duty.BACKUP: (),
    Duty.SPONSOR: (),
    Duty.SECURITY: (Duty.OWNER, Duty.BACKUP),
    Duty.CONTRACT_OWNER: (Duty.OWNER, Duty.BACKUP),
    Duty.REVIEWER: (Duty.OWNER, Duty.BACKUP),
}


class Moved(NamedTuple):
    """A duty of somebody who left, and who has it now."""

    vendor: Vendor
    duty: Duty
    to: Person | None


def heir(duty: Duty, holders: Mapping[Duty, Person]) -> Person | None:
    """The next in line among those who can answer."""
    return next((holders[held] for held in NEXT_IN_LINE[duty] if held in holders), None)


def hand_on(session: Session, now: datetime, person: Person) -> list[Moved]:
    """Every duty of somebody who left; a second call finds nothing any more."""
    held = (
        select(Vendor)
        .join(Assignment, col(Assignment.vendor_id) == col(Vendor.id))
        .where(Assignment.person_id == person.id, col(Assignment.until).is_(None), col(Vendor.status).not_in(RETIRED))
        .order_by(col(Vendor.id))
        .with_for_update(key_share=True)
    )
    found = {vendor.id: vendor for vendor in session.exec(held)}
    return [moved for vendor in found.values() for moved in _hand_on(session, now, person, vendor)]


def _hand_on(session: Session, now: datetime, person: Person, vendor: Vendor) -> list[Moved]:
    holders = duties.people_of(session, vendor)
    theirs = [duty for duty in Duty if duty in holders and holders[duty].id == person.id]
    able = {duty: holder for duty, holder in holders.items() if people.right_of(session, holder) >= Right.WRITE}
    moved = []
    for duty in theirs:
        to = heir(duty, able)
        change: dict[Duty, Person | None] = {duty: to}
        if duty is Duty.OWNER and to and able.get(Duty.BACKUP) == to:
            change[Duty.BACKUP] = None
            del able[Duty.BACKUP]
        if to:
            able[duty] = to
        duties.rearrange(session, now, audit.SYSTEM, vendor, change)
        moved.append(Moved(vendor, duty, to))
    return moved


def unnoticed(session: Session) -> list[Person]:
    """Those who left and still hold a duty: their event never came."""
    left = (
        select(Person)
        .join(Assignment, col(Assignment.person_id) == col(Person.id))
        .join(Vendor, col(Vendor.id) == col(Assignment.vendor_id))
        .where(col(Person.deleted).is_(True), col(Assignment.until).is_(None), col(Vendor.status).not_in(RETIRED))
    )
    return list({person.id: person for person in session.exec(left.order_by(col(Person.id)))}.values())
