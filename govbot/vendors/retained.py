"""What stays ours with a vendor: each responsibility of the playbook has a named person, or nobody and is red."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.people.models import Person
from govbot.vendors import finding
from govbot.vendors.models import Retained, Vendor


def of(session: Session, vendor: Vendor) -> dict[str, Person]:
    """Who answers for what, by the playbook's key; somebody who has left among them."""
    named = (
        select(Retained, Person)
        .join(Person, col(Person.id) == col(Retained.person_id))
        .where(Retained.vendor_id == vendor.id)
    )
    return {row.responsibility: person for row, person in session.exec(named)}


def name(
    session: Session, now: datetime, actor: str, vendor: Vendor, after: Mapping[str, Person | None]
) -> dict[str, Person | None]:
    """Set who answers for these (None: nobody); returns what really changed, which the audit keeps."""
    before = of(session, vendor)
    moved = {key: person for key, person in after.items() if (before[key].id if key in before else None) != _id(person)}
    rows = select(Retained).where(Retained.vendor_id == vendor.id, col(Retained.responsibility).in_(list(moved)))
    known = {row.responsibility: row for row in session.exec(rows)}
    for key, person in moved.items():
        if person is None:
            session.delete(known[key])
        else:
            row = known.get(key) or Retained(vendor_id=vendor.id, responsibility=key, person_id=person.id)
            row.person_id = person.id
            session.add(row)
    session.flush()
    audit.record_all(session, now, actor, [_step(vendor, key, before.get(key), moved[key]) for key in moved])
    return moved


def give(session: Session, now: datetime, actor: str, row: Retained, person: Person) -> None:
    """Somebody answers for it in the place of whoever did."""
    name(session, now, actor, finding.by_id(session, row.vendor_id), {row.responsibility: person})


def missing(named: Mapping[str, Person]) -> Sequence[str]:
    """Keys of what nobody answers for who is still here."""
    return [term.key for term in playbook.load().retained.values() if not _answers(named.get(term.key))]


def title(key: str) -> str:
    """What people call it; one that the playbook has no longer keeps its key."""
    known = playbook.load().retained
    return known[key].title if key in known else key


def _answers(person: Person | None) -> bool:
    return person is not None and person.reachable


def _id(person: Person | None) -> int | None:
    return person.id if person else None


def _step(vendor: Vendor, key: str, before: Person | None, after: Person | None) -> audit.Step:
    who = {"before": before.slack_id if before else None, "after": after.slack_id if after else None}
    return audit.Step("retained.named", vendor.subject, {"responsibility": key, **who})
