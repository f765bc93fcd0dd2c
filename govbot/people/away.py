"""Standing in: who is away until when, and who answers in their place, hop by hop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal, quoted
from govbot.people.models import Delegation, Person

LONGEST = timedelta(days=180)
LONGEST_REASON = 300


class Hop(NamedTuple):
    """From somebody who is away to the one who stands in; `until` is the last day away."""

    away: Person
    deputy: Person
    until: date
    reason: str = ""


class Answering(NamedTuple):
    """Who answers for somebody, and by which hops; nobody where the last of them cannot."""

    person: Person | None
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True)
class Cover:
    """Everybody who is away on a day, by their id."""

    hops: Mapping[int, Hop]

    def answering(self, person: Person) -> Answering:
        """Themselves while they are here; a deputy who is away has one in turn, and a circle leads to nobody."""
        taken: list[Hop] = []
        seen = {person.id}
        while hop := self.hops.get(person.id):
            taken.append(hop)
            person = hop.deputy
            if person.id in seen or not person.reachable:
                return Answering(None, tuple(taken))
            seen.add(person.id)
        return Answering(person, tuple(taken))


def on(session: Session, today: date) -> Cover:
    """Who is away that day."""
    standing = select(Delegation).where(col(Delegation.ended_at).is_(None), Delegation.until >= today)
    rows = session.exec(standing.order_by(col(Delegation.id))).all()
    wanted = {id_ for row in rows for id_ in (row.person_id, row.deputy_id)}
    known = {person.id: person for person in session.exec(select(Person).where(col(Person.id).in_(wanted)))}
    return Cover(
        {row.person_id: Hop(known[row.person_id], known[row.deputy_id], row.until, row.reason) for row in rows}
    )


def reasons(hops: Iterable[Hop], duty: str) -> list[str]:
    """Why somebody hears what is another one's: `Ivo Novak (owner) is away until 4 December 2026`."""
    told = []
    for hop in hops:
        told.append(f"{hop.away.name} ({duty}) is away until {hop.until:%-d %B %Y}")
        duty = "standing in"
        if not hop.deputy.reachable:
            told.append(f"{hop.deputy.name} ({duty}) has left Slack")
    return told


def go(
    session: Session, now: datetime, today: date, person: Person, deputy: Person, until: date, reason: str = ""
) -> Hop:
    """From now on another one answers, to the end of that day; what was said before about it is replaced."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    detail: dict[str, Any] = {"whom": person.slack_id, "deputy": deputy.slack_id, "until": until, "reason": reason}
    # First, because the chain lets one writer at a time pass: no two may name each other at once.
    audit.record(session, now, person.slack_id, "person.away", f"person:{person.id}", **detail)
    _check_day(today, until)
    _check_deputy(session, today, person, deputy)
    _end(session, now, today, person)
    session.add(Delegation(person_id=person.id, deputy_id=deputy.id, since=now, until=until, reason=reason))
    session.flush()
    return Hop(person, deputy, until, reason)


def back(session: Session, now: datetime, today: date, person: Person) -> Hop:
    """Here again, before the day that was said."""
    hop = on(session, today).hops.get(person.id)
    if hop is None:
        raise Refusal("You are not away. `/vendor away @deputy until 2027-01-31` says who stands in for you.")
    audit.record(
        session, now, person.slack_id, "person.back", f"person:{person.id}", whom=person.slack_id,
        deputy=hop.deputy.slack_id,
    )  # fmt: skip
    _end(session, now, today, person)
    return hop


def _end(session: Session, now: datetime, today: date, person: Person) -> None:
    standing = select(Delegation).where(Delegation.person_id == person.id, col(Delegation.ended_at).is_(None))
    for row in session.exec(standing.where(Delegation.until >= today)):
        row.ended_at = now
        session.add(row)
    session.flush()


def _check_day(today: date, until: date) -> None:
    if until < today:
        raise Refusal("That day is over. Pick today or a later one.", field="until")
    last = today + LONGEST
    if until > last:
        raise Refusal(
            f"That is more than half a year ahead; {last:%-d %B %Y} is the latest day. For longer, give what is yours"
            " to somebody: `/vendor owner <vendor> @person`.",
            field="until",
        )


def _check_deputy(session: Session, today: date, person: Person, deputy: Person) -> None:
    if deputy.id == person.id:
        raise Refusal("You cannot stand in for yourself. Pick somebody else.", field="deputy")
    hop = on(session, today).hops.get(deputy.id)
    if hop and hop.deputy.id == person.id:
        raise Refusal(
            f"{quoted(deputy.name)} is away until {hop.until:%-d %B %Y} and you stand in for them: that would be a"
            " circle. Pick a third person.",
            field="deputy",
        )
    if hop:
        raise Refusal(
            f"{quoted(deputy.name)} is away too, until {hop.until:%-d %B %Y}. Pick somebody who is here, for example"
            f" {quoted(hop.deputy.name)}, who stands in for them.",
            field="deputy",
        )
