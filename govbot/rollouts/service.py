"""A rollout begun: the plan of its 90 days, and the vendor whose work is taken over."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from govbot.errors import Refusal, quoted
from govbot.people.models import Person
from govbot.plans import finding
from govbot.plans import service as plans
from govbot.plans.models import Plan
from govbot.reviews import service as reviews
from govbot.vendors import moving
from govbot.vendors.models import Status, Vendor
from govbot.workspace import Workspace

KIND, VARIANT, GATEKEEPER = "rollout", "standard", "gatekeeper"
BEGINS_FROM = (Status.PROSPECT, Status.ONBOARDING, Status.LIVE)  # live: more of its work is taken over
ROLES = ("process_owner", "function_owner", "security")  # asked for; who is not named leaves it to the vendor's people
LATEST_SINCE = timedelta(days=90)  # one that is under way already may be written down


class Wish(NamedTuple):
    """`manager` runs it, `gatekeeper` lets it pass from phase to phase."""

    starts: date
    manager: Person
    gatekeeper: Person
    roles: Mapping[str, Person] = {}
    why: str = ""


def check(session: Session, vendor: Vendor) -> None:
    """A Refusal where no rollout can be begun."""
    if vendor.status not in BEGINS_FROM:
        said = vendor.status.value.replace("_", " ")
        raise Refusal(
            f"{quoted(vendor.name)} is {said}, and nothing is rolled out with it now."
            f" `/vendor status {vendor.ref}` moves it on."
        )
    if finding.alive(session, KIND, vendor):
        raise Refusal(
            f"A rollout of {quoted(vendor.name)} is running already. `/vendor rollout show {vendor.ref}` shows it."
        )


def start(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, wish: Wish) -> Plan:
    """A prospect becomes onboarding by that."""
    check(session, vendor)
    check_day(wish.starts, workspace.today(now))
    people = {**wish.roles, GATEKEEPER: wish.gatekeeper}
    beginning = plans.Beginning(
        KIND, vendor, VARIANT, starts=wish.starts, manager=wish.manager, roles=people, why=wish.why
    )  # fmt: skip
    plan = plans.begin(session, workspace, now, actor, beginning)
    if vendor.status is Status.PROSPECT:
        moving.move(session, now, actor, vendor, Status.ONBOARDING, wish.why or "Its rollout was started")
        reviews.keep_programme(session, workspace, now, actor, vendor)
    return plan


def check_day(starts: date, today: date) -> None:
    if starts < today - LATEST_SINCE:
        raise Refusal(
            "Its 90 days would be over by now. Pick the day on which the project really starts.", field="starts"
        )
    if starts > today + timedelta(days=365):
        raise Refusal("That is more than a year ahead. Pick a day within the next twelve months.", field="starts")
