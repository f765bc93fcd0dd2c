"""Who hears a reminder: the one it is meant for, else the next in line, each hop with its reason."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from govbot.people import away
from govbot.people import service as people
from govbot.people.away import Cover
from govbot.people.models import Person
from govbot.reminders.models import Audience, Reminder
from govbot.reminders.service import Crossing, Told
from govbot.vendors import channels, duties
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace

logger = logging.getLogger(__name__)
LINE = {
    Audience.OWNER: (Duty.OWNER, Duty.BACKUP, Duty.SPONSOR),
    Audience.BACKUP: (Duty.BACKUP, Duty.SPONSOR),
    Audience.SPONSOR: (Duty.SPONSOR,),
}
NO_CHANNEL = "the vendor has no channel of its own"


@dataclass(frozen=True)
class Facts:
    """What is known of the vendors and people that today's reminders concern."""

    vendors: Mapping[int, Vendor]
    rooms: Mapping[int, str]  # channels of vendors that have one, by themselves or by their function or tier
    holders: Mapping[int, Mapping[Duty, Person]]
    promised: Mapping[int, Person]  # who has to do what is not the owner's
    cover: Cover
    governance: str | None
    admin: Person | None

    def owner(self, thing: Reminder) -> Person | None:
        return next((person for _, person in self.line(thing, Audience.OWNER) if person), None)

    def line(self, thing: Reminder, audience: Audience) -> Iterator[tuple[str, Person | None]]:
        """What each in line is to the thing, and who that is."""
        if audience is Audience.OWNER and thing.person_id:
            yield "who has to do it", self.promised.get(thing.person_id)
        held = self.holders.get(thing.vendor_id or 0, {})
        for duty in LINE[audience]:
            yield duty.label.lower(), held.get(duty)


@dataclass
class Hearing:
    """What goes to which channel and to which person (by Slack id)."""

    channels: dict[str, list[Told]] = field(default_factory=dict)
    people: dict[str, list[Told]] = field(default_factory=dict)


def facts(session: Session, workspace: Workspace, today: date, things: Iterable[Reminder]) -> Facts:
    listed = list(things)
    vendor_ids = sorted({thing.vendor_id for thing in listed if thing.vendor_id})
    person_ids = {thing.person_id for thing in listed if thing.person_id}
    admins = people.admins(session)
    vendors = list(_vendors(session, vendor_ids))
    return Facts(
        vendors={vendor.id: vendor for vendor in vendors},
        rooms=channels.own(session, vendors),
        holders=_holders(session, vendor_ids),
        promised={person_id: people.by_id(session, person_id) for person_id in person_ids},
        cover=away.on(session, today),
        governance=workspace.governance_channel,
        admin=people.by_slack_id(session, admins[0]) if admins else None,
    )


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def _vendors(session: Session, ids: list[int]) -> Iterator[Vendor]:
    for some in _chunks(ids):
        yield from session.exec(select(Vendor).where(col(Vendor.id).in_(some)))


def _holders(session: Session, ids: list[int]) -> dict[int, dict[Duty, Person]]:
    found: dict[int, dict[Duty, Person]] = {}
    for some in _chunks(ids):
        found |= duties.holders_by_vendor(session, some)
    return found


def resolve(known: Facts, crossings: Iterable[Crossing]) -> Hearing:
    """Each crossing to those who hear it."""
    hearing = Hearing()
    for crossing in crossings:
        for audience in crossing.audiences:
            if audience is Audience.CHANNEL:
                _to_channel(known, crossing, hearing)
            else:
                _to_person(known, crossing, audience, hearing)
    return hearing


def _to_channel(known: Facts, crossing: Crossing, hearing: Hearing) -> None:
    """Without any channel the digests still go out."""
    own = known.rooms.get(crossing.reminder.vendor_id or 0)
    channel = own or known.governance
    if channel:
        told = Told(crossing, Audience.CHANNEL, "" if own else NO_CHANNEL)
        hearing.channels.setdefault(channel, []).append(told)


def _to_person(known: Facts, crossing: Crossing, audience: Audience, hearing: Hearing) -> None:
    skipped: list[str] = []
    for what, person in known.line(crossing.reminder, audience):
        if person and person.reachable:
            heard = known.cover.answering(person)
            skipped += away.reasons(heard.hops, what)
            if heard.person and not heard.person.reach.hears(crossing.stage.days):
                return  # as they chose: the channel has it, and a later stage reaches them
            if heard.person:
                told = Told(crossing, audience, " and ".join(skipped))
                hearing.people.setdefault(heard.person.slack_id, []).append(told)
                return
        else:
            skipped.append(f"{person.name} ({what}) has left Slack" if person else f"there is no {what}")
    _to_nobody(known, Told(crossing, audience, " and ".join(skipped)), hearing)


def _to_nobody(known: Facts, told: Told, hearing: Hearing) -> None:
    """The governance channel; in a workspace without one the vendor's, else an admin."""
    channel = known.governance or known.rooms.get(told.crossing.reminder.vendor_id or 0)
    if channel:
        hearing.channels.setdefault(channel, []).append(told)
    elif known.admin:
        hearing.people.setdefault(known.admin.slack_id, []).append(told)
    else:
        logger.warning("nobody can be told of %s: no owner, no channel, no admin", told.crossing.reminder.subject)
