"""The governance programme of a workspace: one plan of 90 days that belongs to no vendor."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.people.models import Person
from govbot.plans import finding
from govbot.plans import service as plans
from govbot.plans.models import Plan
from govbot.rollouts.service import VARIANT, check_day
from govbot.workspace import Workspace

KIND, OWNER, SPONSOR = "programme", "programme_owner", "sponsor"
ROLES = ("compliance", "legal", "procurement", "resilience_lead")  # asked for; who is not named leaves it to the owner


class Wish(NamedTuple):
    """`owner` runs it, `sponsor` signs it off; `roles` is who does what else."""

    starts: date
    owner: Person
    sponsor: Person
    roles: Mapping[str, Person] = {}
    why: str = ""


def check(session: Session) -> None:
    if finding.alive(session, KIND, None):
        raise Refusal("The programme is running already. `/vendor programme show` shows it.")


def start(session: Session, workspace: Workspace, now: datetime, actor: str, wish: Wish) -> Plan:
    check(session)
    check_day(wish.starts, workspace.today(now))
    people = {OWNER: wish.owner, SPONSOR: wish.sponsor, **wish.roles}
    beginning = plans.Beginning(KIND, None, VARIANT, starts=wish.starts, manager=wish.owner, roles=people, why=wish.why)
    return plans.begin(session, workspace, now, actor, beginning)


def latest(session: Session) -> Plan:
    """The one that runs, else the last one, or a Refusal."""
    plan = finding.latest(session, KIND, None)
    if plan is None:
        raise Refusal("There was no programme yet. `/vendor programme start` begins one.")
    return plan


def running(session: Session) -> Plan:
    plan = finding.alive(session, KIND, None)
    if plan is None:
        raise Refusal("No programme is running. `/vendor programme start` begins one.")
    return plan
