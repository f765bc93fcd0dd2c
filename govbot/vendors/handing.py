"""What one person answers for goes to another: everything they are for a vendor, or for all of theirs."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot.errors import Refusal, quoted
from govbot.people.models import Person
from govbot.vendors import duties, retained
from govbot.vendors.models import RETIRED, Assignment, Duty, Retained, Vendor


class Held(NamedTuple):
    """What somebody is for a vendor, and for what of it that stays ours they answer."""

    vendor: Vendor
    duties: list[Duty]
    retained: list[str]


class Passed(NamedTuple):
    """What became of it. A backup who becomes owner is backup no more; an owner cannot be their own backup."""

    vendor: Vendor
    moved: Sequence[Duty]
    retained: Sequence[str]
    kept: Sequence[Duty]
    backup_missing: bool


def of(session: Session, person: Person, vendor: Vendor | None = None) -> list[Held]:
    """By name of the vendor; retired ones have nothing to hand over."""
    here = [col(Vendor.status).not_in(RETIRED), *([col(Vendor.id) == vendor.id] if vendor else [])]
    held = select(Vendor, Assignment.duty).join(Assignment, col(Assignment.vendor_id) == col(Vendor.id))
    held = held.where(*here, Assignment.person_id == person.id, col(Assignment.until).is_(None))
    kept = select(Vendor, Retained.responsibility).join(Retained, col(Retained.vendor_id) == col(Vendor.id))
    kept = kept.where(*here, Retained.person_id == person.id)
    found: dict[int, Held] = {}
    for one, duty in session.exec(held):
        found.setdefault(one.id, Held(one, [], [])).duties.append(Duty(duty))
    for one, key in session.exec(kept):
        found.setdefault(one.id, Held(one, [], [])).retained.append(key)
    return sorted(found.values(), key=lambda each: each.vendor.name_key)


def check(giver: Person, taker: Person, held: Sequence[object], vendor: Vendor | None) -> None:
    """Whether there is anything to hand over, and somebody else to take it."""
    if giver.id == taker.id:
        raise Refusal(f"{quoted(giver.name)} cannot hand over to themselves. Name two people.", field="taker")
    if not held:
        what = quoted(vendor.name) if vendor else "any vendor"
        raise Refusal(f"{quoted(giver.name)} answers for nothing at {what}.", field="giver")


def mark(held: Sequence[Held]) -> str:
    """Changes when what would be handed over does."""
    pairs = [f"{one.vendor.id}:{what}" for one in held for what in (*one.duties, *one.retained)]
    return sha256(" ".join(sorted(pairs)).encode()).hexdigest()[:16]


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
    retained.name(session, now, actor, held.vendor, dict.fromkeys(held.retained, taker))
    return Passed(held.vendor, moved, held.retained, kept, backup_missing)
