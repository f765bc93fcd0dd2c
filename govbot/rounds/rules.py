"""What govbot raises by itself, by the playbook's rules: reviews overdue for long, vendors that nobody owns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import audit, db, playbook
from govbot.escalations import finding as known
from govbot.escalations import service as escalations
from govbot.escalations.models import Severity
from govbot.playbook.escalation import Rule
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind
from govbot.reviews.programme import UNREVIEWED
from govbot.vendors import finding
from govbot.vendors.models import Assignment, Duty, Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Case:
    """A state that a rule escalates; the cause makes it once."""

    vendor_id: int
    severity: str
    what: str
    cause: str


def apply(engine: Engine, workspace: Workspace, now: datetime, today: date, kinds: Sequence[Kind]) -> int:
    """Open what the rules ask for and is not open or settled yet, each in its own transaction; returns how many."""
    with db.read(engine, workspace.id) as session:
        found = [*_overdue(session, workspace, today, kinds), *_unowned(session, workspace, today)]
        fresh = [case for case in found if known.by_cause(session, case.cause) is None]
    for case in fresh:
        with db.write(engine, workspace.id) as session:
            escalations.open(
                session, workspace, now, vendor=finding.by_id(session, case.vendor_id),
                severity=Severity(case.severity), what=case.what, raised_by=audit.SYSTEM, cause=case.cause,
            )  # fmt: skip
    return len(fresh)


def _rule(key: str) -> Rule | None:
    """None where the playbook's owner took the rule out."""
    return playbook.load().escalation.rules.root.get(key)


def _overdue(session: Session, workspace: Workspace, today: date, kinds: Sequence[Kind]) -> Iterator[Case]:
    rule = _rule("review_overdue")
    for thing in reminders.gather(session, workspace, today, kinds):
        if rule is None or thing.kind != "review" or thing.vendor_id is None or -thing.days_left(today) < rule.days:
            continue
        vendor = finding.by_id(session, thing.vendor_id)
        if rule.holds_for(vendor.tier):
            what = f"{thing.title} {-thing.days_left(today)} days overdue: it was due on {thing.due:%-d %B %Y}"
            yield Case(vendor.id, rule.severity, what, f"overdue:{thing.subject}:{thing.due}")


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
            yield Case(vendor.id, rule.severity, rule.reason, f"unowned:{vendor.subject}:{since}")


def _come(rule: Rule, workspace: Workspace, since: date) -> date:
    if rule.counted == "business_days":
        return workspace.calendar.add_business_days(since, rule.days)
    return date.fromordinal(since.toordinal() + rule.days)
