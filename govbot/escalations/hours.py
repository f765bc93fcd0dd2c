"""Whose business hours count: of the people an escalation waits for, where they are.

The days off and the hours are those of the workspace, the clock on the wall is theirs. Of several people reached at
one level nobody is passed over before they had the whole time: it runs out for the last of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from govbot.escalations.policy import Policy
from govbot.people.models import Person
from govbot.workspace import Workspace


def places(session: Session, workspace: Workspace, slack_ids: Iterable[str]) -> dict[str, str]:
    """The zone of each of those people, by Slack id; the workspace's where Slack does not say."""
    known = select(Person.slack_id, Person.zone).where(col(Person.slack_id).in_(set(slack_ids)))
    return {slack_id: workspace.calendar_in(zone).zone.key for slack_id, zone in session.exec(known)}


def zones(policy: Policy, places: Mapping[str, str], waited_for: Sequence[str]) -> list[str]:
    """As the row keeps them; empty where the workspace's own time counts."""
    if policy.hours != "business":
        return []
    return sorted({places[slack_id] for slack_id in waited_for if slack_id in places})


def opens(policy: Policy, workspace: Workspace, zone: str, now: datetime) -> datetime:
    """When somebody who lives there is told: at once, or where only business hours count, when theirs begin."""
    if policy.hours != "business":
        return now
    return workspace.calendar_in(zone).add_business_time(now, timedelta(0))
