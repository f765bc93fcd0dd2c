"""People and vendors for the tests of rules, as the real services make them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from govbot.people import service as people
from govbot.people.models import Person
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Tier, Vendor

TEAM = "T0SANDBOX"


def person(session: Session, slack_id: str, name: str, zone: str = "Europe/Berlin", **more: Any) -> Person:
    """Somebody of our own workspace; the handle is the first name."""
    user = {"id": slack_id, "name": name.split()[0].lower(), "real_name": name, "tz": zone, "team_id": TEAM}
    return people.remember(session, user | more, TEAM)


def vendor(
    session: Session,
    now: datetime,
    name: str,
    *,
    owner: Person | None = None,
    backup: Person | None = None,
    sponsor: Person | None = None,
    tier: Tier = Tier.LOW,
    **more: Any,
) -> Vendor:
    held = {Duty.OWNER: owner, Duty.BACKUP: backup, Duty.SPONSOR: sponsor}
    draft = vendors.Draft(
        name=name,
        function="payroll",
        tier=tier,
        people={duty: holder for duty, holder in held.items() if holder},
        **more,
    )
    return vendors.add(session, now, "U0TEST", draft)
