"""Who stands on the levels of a vendor's ladder today, and who of them cannot answer."""

from datetime import date

from sqlmodel import Session

from govbot.escalations.ladder import Candidate, Roster
from govbot.people import away
from govbot.people import service as people
from govbot.people.away import Cover
from govbot.people.models import Person
from govbot.rights import Right
from govbot.vendors import duties
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def of(session: Session, workspace: Workspace, today: date, vendor: Vendor) -> Roster:
    """Governance is its channel, with the admins in it; they are asked one by one only where there is no channel."""
    cover = away.on(session, today)
    holders = {
        str(duty): [_candidate(session, cover, person, duty.label.lower())]
        for duty, person in duties.people_of(session, vendor).items()
    }
    admins = (people.by_slack_id(session, slack_id) for slack_id in people.admins(session))
    holders["governance"] = [_candidate(session, cover, admin, "admin") for admin in admins if admin]
    return Roster(holders, workspace.governance_channel)


def in_place_of(session: Session, today: date, slack_id: str) -> str:
    """Who answers for somebody that day: themselves, or the one who stands in."""
    person = people.by_slack_id(session, slack_id)
    heard = away.on(session, today).answering(person).person if person else None
    return heard.slack_id if heard else slack_id


def _candidate(session: Session, cover: Cover, person: Person, role: str) -> Candidate:
    if not person.reachable:
        return Candidate(person.slack_id, person.name, _obstacle(session, person))
    heard = cover.answering(person)
    because = " and ".join(away.reasons(heard.hops, role))
    if heard.person is None:
        return Candidate(person.slack_id, person.name, f"cannot be asked: {because}")
    return Candidate(heard.person.slack_id, heard.person.name, _obstacle(session, heard.person), because)


def _obstacle(session: Session, person: Person) -> str:
    """Asking somebody who may not press the button is asking nobody."""
    if not person.reachable:
        return "has left Slack" if person.deleted else "is an app"
    return "" if people.right_of(session, person) >= Right.WRITE else "may not answer in govbot"
