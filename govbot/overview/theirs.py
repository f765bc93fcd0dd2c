"""Whose a dated thing is today: promised by them, of a vendor that they own, or of somebody they stand in for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from govbot.people import away
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reminders.models import Reminder
from govbot.slack.call import Call
from govbot.vendors import duties
from govbot.vendors.models import Duty

LINE = (Duty.OWNER, Duty.BACKUP, Duty.SPONSOR)  # who does what has to be done: the first who is there


@dataclass(frozen=True)
class Thing:
    """A dated thing of a person's; `for_whom` names the one who is away and in whose place it is theirs."""

    due: Reminder
    for_whom: str = ""


def of(call: Call, coming: Iterable[Reminder]) -> Iterator[Thing]:
    """What the caller has to do."""
    things = list(coming)
    for_whom, holders = _answered_for(call), _holders(call.session, things)
    for thing in things:
        doer = thing.person_id or next((each.id for each in _line(holders, thing)), None)
        if doer in for_whom:
            yield Thing(thing, for_whom[doer])


def doers(session: Session, things: Iterable[Reminder]) -> dict[str, Person]:
    """Who has to do each thing, by its subject; what is nobody's is left out."""
    listed = list(things)
    holders = _holders(session, listed)
    found = {}
    for thing in listed:
        promised = people.by_id(session, thing.person_id) if thing.person_id else None
        doer = promised or next(_line(holders, thing), None)
        if doer:
            found[thing.subject] = doer
    return found


def _holders(session: Session, things: Iterable[Reminder]) -> Mapping[int, Mapping[Duty, Person]]:
    return duties.holders_by_vendor(session, sorted({thing.vendor_id for thing in things if thing.vendor_id}))


def _line(holders: Mapping[int, Mapping[Duty, Person]], thing: Reminder) -> Iterator[Person]:
    held = holders.get(thing.vendor_id or 0, {})
    return (held[duty] for duty in LINE if duty in held and held[duty].reachable)


def _answered_for(call: Call) -> dict[int, str]:
    """The ids of those whose things are the caller's today: their own, and of the away, whose names are given."""
    cover = away.on(call.session, call.today)
    found = {call.caller.id: ""}
    for hop in cover.hops.values():
        answering = cover.answering(hop.away).person
        if answering and answering.id == call.caller.id:
            found[hop.away.id] = hop.away.name
    return found
