"""Who stands on the levels of a vendor's ladder today, and who of them cannot answer."""

from sqlmodel import Session

from govbot.escalations.ladder import Candidate, Roster
from govbot.people import service as people
from govbot.people.models import Person
from govbot.rights import Right
from govbot.vendors import duties
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def of(session: Session, workspace: Workspace, vendor: Vendor) -> Roster:
    """Governance is its channel, with the admins in it; they are asked one by one only where there is no channel."""
    holders = {str(duty): [_candidate(session, person)] for duty, person in duties.people_of(session, vendor).items()}
    admins = (people.by_slack_id(session, slack_id) for slack_id in people.admins(session))
    holders["governance"] = [_candidate(session, admin) for admin in admins if admin]
    return Roster(holders, workspace.governance_channel)


def _candidate(session: Session, person: Person) -> Candidate:
    return Candidate(person.slack_id, person.name, _obstacle(session, person))


def _obstacle(session: Session, person: Person) -> str:
    """Asking somebody who may not press the button is asking nobody."""
    if not person.reachable:
        return "has left Slack" if person.deleted else "is an app"
    return "" if people.right_of(session, person) >= Right.WRITE else "may not answer in govbot"
