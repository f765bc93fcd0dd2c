"""What is open with a vendor and falls to one person, whatever its house: counted, and given to somebody else."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.people.models import Person
from govbot.slack.text import plural
from govbot.vendors.models import RETIRED, Duty, Vendor
from govbot.workspace import Workspace


class Deed(NamedTuple):
    """In whose name something is given to somebody else, when and why."""

    session: Session
    workspace: Workspace
    now: datetime
    actor: str
    why: str


@dataclass(frozen=True)
class Source:
    """One kind of open things: `whose` is the column of whose it is, `barred` says who may not have it (a Slack id).

    `line` are those who are asked one after the other to take over from somebody who left.
    """

    one: str
    many: str
    table: Any
    whose: Any
    open: tuple[Any, ...]
    name: Callable[[Session, Any], str]  # as people wrote it, not escaped
    give: Callable[[Deed, Any, Person], None]
    barred: Callable[[Any], str | None] = lambda _: None
    line: tuple[Duty, ...] = (Duty.OWNER, Duty.BACKUP, Duty.CONTRACT_OWNER, Duty.REVIEWER, Duty.SPONSOR)
    of: Any = None  # the id of its vendor, where the table has none of its own

    @property
    def vendor_id(self) -> Any:
        return self.table.vendor_id if self.of is None else self.of


class Charge(NamedTuple):
    """One open thing of somebody's."""

    source: Source
    thing: Any
    name: str
    vendor: Vendor
    person: Person

    def may_go_to(self, person: Person) -> bool:
        return person.id != self.person.id and person.slack_id != self.source.barred(self.thing)

    def give(self, deed: Deed, person: Person) -> None:
        self.source.give(deed, self.thing, person)


class Given(NamedTuple):
    """What was open with somebody, and who has it now; None where nobody may."""

    charge: Charge
    to: Person | None


def of(session: Session, sources: Sequence[Source], whose: Any, vendor: Vendor | None = None) -> list[Charge]:
    """What is open with a vendor, or all that are not retired, of those people for whom a condition holds."""
    there = col(Vendor.id) == vendor.id if vendor else col(Vendor.status).not_in(RETIRED)
    found = [charge for source in sources for charge in _of(session, source, sa.and_(whose, there))]
    return sorted(found, key=lambda charge: charge.vendor.name_key)


def _of(session: Session, source: Source, which: sa.ColumnElement[bool]) -> Iterator[Charge]:
    wanted = select(source.table, Vendor, Person).select_from(source.table)
    wanted = wanted.join(Vendor, col(Vendor.id) == source.vendor_id)
    wanted = wanted.join(Person, col(Person.id) == source.whose).where(*source.open, which)
    for thing, vendor, person in session.exec(wanted.order_by(source.table.id)).all():
        yield Charge(source, thing, source.name(session, thing), vendor, person)


def left_open(session: Session, sources: Sequence[Source], vendor: Vendor) -> list[tuple[Source, list[str]]]:
    """What is open with a vendor, whose ever it is: the names of each kind of which there is something."""
    found = []
    for source in sources:
        theirs = select(source.table).where(source.vendor_id == vendor.id, *source.open)
        things = session.exec(theirs.order_by(source.table.id)).all()
        found.append((source, [source.name(session, thing) for thing in things]))
    return [(source, names) for source, names in found if names]


def counted(charges: Sequence[Charge]) -> str:
    """`2 risks, 1 contract`."""
    found = Counter((charge.source.one, charge.source.many) for charge in charges)
    return ", ".join(plural(count, one, many) for (one, many), count in found.items())
