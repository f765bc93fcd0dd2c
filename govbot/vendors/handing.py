"""What one person answers for goes to another: everything they are for a vendor, or for all of theirs."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot.errors import Refusal, quoted
from govbot.people.models import Person
from govbot.vendors import duties
from govbot.vendors.models import RETIRED, Assignment, Duty, Vendor


class Held(NamedTuple):
    """What somebody is for a vendor."""

    vendor: Vendor
    duties: Sequence[Duty]


class Passed(NamedTuple):
    """What became of it. A backup who becomes owner is backup no more; an owner cannot be their own backup."""

    vendor: Vendor
    moved: Sequence[Duty]
    kept: Sequence[Duty]
    backup_missing: bool


def of(session: Session, person: Person, vendor: Vendor | None = None) -> list[Held]:
    """By name of the vendor; retired ones have nothing to hand over."""
    held = (
        select(Vendor, Assignment.duty)
        .join(Assignment, col(Assignment.vendor_id) == col(Vendor.id))
        .where(Assignment.person_id == person.id, col(Assignment.until).is_(None), col(Vendor.status).not_in(RETIRED))
        .order_by(col(Vendor.name_key))
    )
    found: dict[int, tuple[Vendor, list[Duty]]] = {}
    for one, duty in session.exec(held.where(Vendor.id == vendor.id) if vendor else held):
        found.setdefault(one.id, (one, []))[1].append(Duty(duty))
    return [Held(one, [duty for duty in Duty if duty in theirs]) for one, theirs in found.values()]


def check(giver: Person, taker: Person, held: Sequence[Held], vendor: Vendor | None) -> None:
    """Whether there is anything to hand over, and somebody else to take it."""
    if giver.id == taker.id:
        raise Refusal(f"{quoted(giver.name)} cannot hand over to themselves. Name two people.", field="taker")
    if not held:
        what = quoted(vendor.name) if vendor else "any vendor"
        raise Refusal(f"{quoted(giver.name)} answers for nothing at {what}.", field="giver")


def mark(held: Sequence[Held]) -> str:
    """Changes when what would be handed over does."""
    pairs = [f"{one.vendor.id}:{duty}" for one in held for duty in one.duties]
    return sha256(" ".join(pairs).encode()).hexdigest()[:16]


def hand_over(session: Session, now: datetime, actor: str, held: Held, taker: Person) -> Passed:
    """All of it that the other may hold beside what they are there already."""
    before = duties.people_of(session, held.vendor)
    theirs = {duty for duty, person in before.items() if person.id == taker.id}
    kept = [duty for duty in held.duties if duty is Duty.BACKUP and Duty.OWNER in theirs]
    moved = [duty for duty in held.duties if duty not in kept]
    after: dict[Duty, Person | None] = dict.fromkeys(moved, taker)
    backup_missing = Duty.OWNER in moved and Duty.BACKUP in theirs
    if backup_missing:
        after[Duty.BACKUP] = None
    duties.rearrange(session, now, actor, held.vendor, after)
    return Passed(held.vendor, moved, kept, backup_missing)
