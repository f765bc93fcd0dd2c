"""Who stands on the levels of a vendor's ladder today, and who of them cannot answer."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from govbot.escalations.ladder import Candidate, Roster
from govbot.people import away, granted
from govbot.people import service as people
from govbot.people.away import Cover
from govbot.people.granted import Granted
from govbot.people.models import Person
from govbot.rights import Right
from govbot.vendors import duties
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def of(session: Session, workspace: Workspace, today: date, vendor: Vendor) -> Roster:
    """Governance is its channel, and each admin in a direct message."""
    return of_all(session, workspace, today, [vendor])[vendor.id]


def of_all(session: Session, workspace: Workspace, today: date, vendors: Sequence[Vendor]) -> dict[int, Roster]:
    """The same for many vendors, by id: what they share is looked up once."""
    known, cover = granted.of(session), away.on(session, today)
    admins = [_candidate(known, cover, admin, "admin") for admin in people.admins_themselves(session)]
    held = duties.holders_by_vendor(session, [vendor.id for vendor in vendors])
    found = {}
    for vendor in vendors:
        holders = {
            str(duty): [_candidate(known, cover, person, duty.label.lower())]
            for duty, person in held.get(vendor.id, {}).items()
        }
        found[vendor.id] = Roster(holders | {"governance": admins}, workspace.governance_channel)
    return found


def in_place_of(session: Session, today: date, slack_id: str) -> str:
    """Who answers for somebody that day: themselves, or the one who stands in."""
    person = people.by_slack_id(session, slack_id)
    heard = away.on(session, today).answering(person).person if person else None
    return heard.slack_id if heard else slack_id


def _candidate(known: Granted, cover: Cover, person: Person, role: str) -> Candidate:
    if not person.reachable:
        return Candidate(person.slack_id, person.name, _obstacle(known, person))
    heard = cover.answering(person)
    because = " and ".join(away.reasons(heard.hops, role))
    if heard.person is None:
        return Candidate(person.slack_id, person.name, f"cannot be asked: {because}")
    return Candidate(heard.person.slack_id, heard.person.name, _obstacle(known, heard.person), because)


def _obstacle(known: Granted, person: Person) -> str:
    """Asking somebody who may not press the button is asking nobody."""
    if not person.reachable:
        return "has left Slack" if person.deleted else "is an app"
    return "" if known.right_of(person) >= Right.WRITE else "may not answer in govbot"
