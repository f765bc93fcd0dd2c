"""What govbot raises by itself, by rules of the playbook: what all such rules share, and vendors that nobody owns."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.escalations.settling import UNOWNED
from govbot.playbook.escalation import Rule
from govbot.vendors.models import UNGOVERNED, Assignment, Duty, Vendor
from govbot.workspace import Workspace

# What is to be raised on that day; each case names its cause, so that it is raised once however often it is found.
Watch = Callable[[Session, Workspace, date], Iterator[Case]]


def rule(key: str) -> Rule | None:
    """None where the playbook's owner took the rule out."""
    return playbook.load().escalation.rules.root.get(key)


def come(rule: Rule, workspace: Workspace, since: date) -> date:
    """The day on which the rule holds for what began on `since`."""
    if rule.counted == "business_days":
        return workspace.calendar.add_business_days(since, rule.days)
    return since + timedelta(days=rule.days)


def unowned(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    """Vendors without an owner for that long, counted from the last owner's end or from when they were added."""
    asked = rule("unowned")
    owned = select(Assignment.vendor_id).where(Assignment.duty == Duty.OWNER, col(Assignment.until).is_(None))
    wanted = (
        select(Vendor, sa.func.max(Assignment.until))
        .outerjoin(
            Assignment,
            sa.and_(col(Assignment.vendor_id) == col(Vendor.id), col(Assignment.duty) == Duty.OWNER),
        )
        .where(col(Vendor.status).not_in(UNGOVERNED), col(Vendor.id).not_in(owned))
        .group_by(col(Vendor.id))
    )
    for vendor, until in session.exec(wanted):
        since = workspace.today(until or vendor.created_at)
        if asked and asked.holds_for(vendor.tier) and come(asked, workspace, since) <= today:
            yield Case(vendor, Severity(asked.severity), asked.reason, f"{UNOWNED}:{vendor.subject}:{since}")


WATCHES: tuple[Watch, ...] = (unowned,)
