"""What an escalation was raised for is over: it says so, climbs no further, and waits for somebody to resolve it."""

from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit
from govbot.escalations import finding, steps
from govbot.escalations.models import WAITING, Escalation, Happened
from govbot.escalations.steps import Step
from govbot.people.models import Person
from govbot.vendors.models import Assignment, Duty, Status, Vendor
from govbot.workspace import Workspace

UNOWNED = "unowned"  # how the cause begins where nobody owned the vendor


def settled(session: Session, now: datetime, actor: str, cause: str, how: str) -> int:
    """Told by the house whose thing was the cause, in the transaction that put it right; returns how many heard it.

    `cause` is the cause of `opening.Case`, or its beginning up to a colon: `overdue:review:12` means whatever day
    that review was due on. `how` is a sentence of plain text without its end, to be followed by who and when: `The
    exit test was run`. Nothing open, or told before: nothing happens.
    """
    heard = [escalation for escalation in finding.by_causes(session, cause) if not escalation.settled_at]
    workspace = session.get_one(Workspace, session.info["workspace_id"])
    for escalation in heard:
        _settle(session, workspace, now, actor, escalation, how)
    return len(heard)


def vendor_left(session: Session, now: datetime, actor: str, vendor: Vendor) -> None:
    """Whatever was raised about a vendor that has exited climbs no further; what is raised later does."""
    workspace = session.get_one(Workspace, session.info["workspace_id"])
    how = f"{vendor.name} {'was rejected' if vendor.status is Status.REJECTED else 'has exited'}"
    for escalation, _vendor in finding.unfinished(session, vendor):
        if not escalation.settled_at:
            _settle(session, workspace, now, actor, escalation, how)


def _settle(
    session: Session, workspace: Workspace, now: datetime, actor: str, escalation: Escalation, how: str
) -> None:
    """A person decides: only Resolve ends it, and nobody who did something else can take this back as a press."""
    step = Step(Happened.SETTLED, actor, escalation.level, how)
    facts = {"settled_by": actor, "settled_at": now, "settled_how": how, "undo": None}
    steps.take(session, workspace, now, escalation, [step], **facts | steps.heard(now))


def owned(session: Session) -> list[tuple[str, str]]:
    """Causes of escalations raised because nobody owned the vendor, and the name of who owns it now."""
    raised = select(Escalation.cause, Escalation.vendor_id).where(
        col(Escalation.state).in_(WAITING), col(Escalation.settled_by).is_(None),
        col(Escalation.cause).startswith(f"{UNOWNED}:"),
    )  # fmt: skip
    found = session.exec(raised).all()
    if not found:  # asked every few seconds: nobody reads who owns all the vendors for nothing
        return []
    held = select(Assignment.vendor_id, Person.name).join(Person, col(Person.id) == col(Assignment.person_id))
    held = held.where(Assignment.duty == Duty.OWNER, col(Assignment.until).is_(None))
    owners = dict(session.exec(held.where(col(Assignment.vendor_id).in_({id_ for _, id_ in found}))).all())
    return [(cause, owners[id_]) for cause, id_ in found if cause and id_ in owners]


def settle_owned(session: Session, now: datetime) -> int:
    """Vendors get an owner in many ways, none of which knows of escalations: so it is seen here."""
    return sum(settled(session, now, audit.SYSTEM, cause, f"{name} owns it") for cause, name in owned(session))
