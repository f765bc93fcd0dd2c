"""Somebody left Slack: what was open with them, in every house, goes to whoever stands in or is next in line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from govbot import audit
from govbot.overview import charges, leavers_news
from govbot.overview.charge_sources import ALL
from govbot.overview.charges import Charge, Deed, Given
from govbot.people import away
from govbot.people import service as people
from govbot.people.models import Person
from govbot.rights import Right
from govbot.slack.router import Router
from govbot.vendors import duties
from govbot.workspace import Workspace

router = Router()
WHY = "{} has left Slack"


@router.listen("user_change")
def left(session: Session, now: datetime, workspace: Workspace, event: dict[str, Any]) -> None:
    """After their duties went to the next in line, so that these are asked first."""
    person = people.by_slack_id(session, event["user"]["id"])
    if person and person.deleted:
        _follow(session, now, workspace, person, charges.of(session, ALL, col(Person.id) == person.id))


def sweep(session: Session, now: datetime, workspace: Workspace) -> None:
    """Every night, for events that never came, and for what nobody could take at that time."""
    found = charges.of(session, ALL, col(Person.deleted).is_(True))
    for person in {charge.person.id: charge.person for charge in found}.values():
        _follow(session, now, workspace, person, [charge for charge in found if charge.person.id == person.id])


def _follow(
    session: Session, now: datetime, workspace: Workspace, person: Person, found: Sequence[Charge]
) -> None:  # fmt: skip
    if not found:
        return
    stand_in = away.on(session, workspace.today(now)).answering(person).person
    deed = Deed(session, workspace, now, audit.SYSTEM, WHY.format(person.name))
    given = [Given(charge, _heir(session, charge, stand_in)) for charge in found]
    for charge, to in given:
        if to:
            charge.give(deed, to)
    leavers_news.tell(session, now, workspace, person, given)


def _heir(session: Session, charge: Charge, stand_in: Person | None) -> Person | None:
    """Whoever stands in for them, else the next in line at the vendor, among those who may have it."""
    holders = duties.people_of(session, charge.vendor)
    asked = [stand_in, *(holders.get(duty) for duty in charge.source.line)]
    able = (person for person in asked if person and charge.may_go_to(person))
    return next((person for person in able if people.right_of(session, person) >= Right.WRITE), None)
