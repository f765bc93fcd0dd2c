"""What govbot raises by itself, by the playbook's rules: reviews overdue for long, vendors that nobody owns."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import db, playbook
from govbot.escalations import opening
from govbot.escalations.models import Severity
from govbot.escalations.opening import Case
from govbot.playbook.escalation import Rule
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind
from govbot.reviews.programme import UNREVIEWED
from govbot.vendors import finding
from govbot.vendors.models import Assignment, Duty, Vendor
from govbot.workspace import Workspace

AT_ONCE = 200  # in one transaction: long enough to be quick, short enough that a command gets its turn


def apply(engine: Engine, workspace: Workspace, now: datetime, today: date, kinds: Sequence[Kind]) -> int:
    """Open what the rules ask for and is not open or settled yet, some at a time; returns how many."""
    with db.read(engine, workspace.id) as session:
        found = [*_overdue(session, workspace, today, kinds), *_unowned(session, workspace, today)]
    opened = 0
    for start in range(0, len(found), AT_ONCE):
        with db.write(engine, workspace.id) as session:
            opened += opening.open_all(session, workspace, now, found[start : start + AT_ONCE])
    return opened


def _rule(key: str) -> Rule | None:
    """None where the playbook's owner took the rule out."""
    return playbook.load().escalation.rules.root.get(key)


def _overdue(session: Session, workspace: Workspace, today: date, kinds: Sequence[Kind]) -> Iterator[Case]:
    rule = _rule("review_overdue")
    if rule is None:
        return
    late = [
        thing
        for thing in reminders.gather(session, workspace, today, kinds)
        if thing.kind == "review" and thing.vendor_id and -thing.days_left(today) >= rule.days
    ]
    vendors = {vendor.id: vendor for vendor in finding.everyone(session)} if late else {}
    for thing in late:
        vendor = vendors.get(thing.vendor_id or 0)
        if vendor and rule.holds_for(vendor.tier):
            what = f"{thing.title} {-thing.days_left(today)} days overdue: it was due on {thing.due:%-d %B %Y}"
            yield Case(vendor, Severity(rule.severity), what, f"overdue:{thing.subject}:{thing.due}")


def _unowned(session: Session, workspace: Workspace, today: date) -> Iterator[Case]:
    """Vendors without an owner for that long, counted from the last owner's end or from when they were added."""
    rule = _rule("unowned")
    owned = select(Assignment.vendor_id).where(Assignment.duty == Duty.OWNER, col(Assignment.until).is_(None))
    wanted = (
        select(Vendor, sa.func.max(Assignment.until))
        .outerjoin(
            Assignment,
            sa.and_(col(Assignment.vendor_id) == col(Vendor.id), col(Assignment.duty) == Duty.OWNER),
        )
        .where(col(Vendor.status).not_in(UNREVIEWED), col(Vendor.id).not_in(owned))
        .group_by(col(Vendor.id))
    )
    for vendor, until in session.exec(wanted):
        since = workspace.today(until or vendor.created_at)
        if rule and rule.holds_for(vendor.tier) and _come(rule, workspace, since) <= today:
            yield Case(vendor, Severity(rule.severity), rule.reason, f"unowned:{vendor.subject}:{since}")


def _come(rule: Rule, workspace: Workspace, since: date) -> date:
    if rule.counted == "business_days":
        return workspace.calendar.add_business_days(since, rule.days)
    return date.fromordinal(since.toordinal() + rule.days)
