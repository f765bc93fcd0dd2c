"""Rules of issues: mended by one person, verified by another, opened again where it was not."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.people import service as people
from govbot.people.models import Person
from govbot.risks import records
from govbot.risks.models import Issue
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Draft:
    """An issue before it is written down."""

    title: str
    source: str
    owner: Person
    due: date
    cause: str = ""
    correction: str = ""


def add(session: Session, now: datetime, actor: str, vendor: Vendor, draft: Draft) -> Issue:
    issue = Issue(
        vendor_id=vendor.id,
        title=draft.title,
        source=draft.source,
        cause=draft.cause,
        correction=draft.correction,
        owner_id=draft.owner.id,
        due=draft.due,
        opened_at=now,
        opened_by=actor,
    )
    records.add(session, now, actor, issue, source=draft.source)
    return issue


@dataclass(frozen=True)
class Mended:
    """Why it happened, what was done, and who is to look whether that holds."""

    cause: str
    correction: str
    verifier: Person


def done(session: Session, workspace: Workspace, now: datetime, actor: str, issue: Issue, mended: Mended) -> date:
    """From now on it waits for the verifier; returns the day on which it was due."""
    check_unmended(session, workspace, issue)
    if mended.verifier.slack_id == actor:
        raise Refusal("Somebody else than you has to verify it. Pick them.", field="verifier")
    before = issue.due
    days = playbook.load().risks.answer_days["verification"]
    issue.due = workspace.calendar.add_business_days(workspace.today(now), days)
    issue.cause, issue.correction, issue.verifier_id = mended.cause, mended.correction, mended.verifier.id
    issue.done_at, issue.done_by = now, actor
    detail = {"cause": mended.cause, "correction": mended.correction, "verifier": mended.verifier.slack_id}
    records.record(session, now, actor, "done", issue, due=issue.due, **detail)
    return before


def check_unmended(session: Session, workspace: Workspace, issue: Issue) -> None:
    records.lock_open(session, workspace, issue)
    if issue.done_at:
        who, on = people.by_whom(session, issue.done_by), workspace.today(issue.done_at)
        raise Refusal(f"{issue.ref} was already done by {who} on {on:%-d %B %Y}. It waits to be verified.")


def verify(session: Session, workspace: Workspace, now: datetime, actor: str, issue: Issue) -> None:
    """It holds: the end of the issue."""
    check_verifiable(session, workspace, actor, issue)
    records.shut(session, now, actor, issue, issue.correction, step="verified")


def check_verifiable(session: Session, workspace: Workspace, actor: str, issue: Issue) -> None:
    records.lock_open(session, workspace, issue)
    if issue.done_at is None:
        raise Refusal(f"{issue.ref} is not done yet. `/vendor issue done {issue.ref}` says that it is.")
    if issue.done_by == actor:
        raise Refusal("You did it yourself, so somebody else has to verify it.")


def reopen(
    session: Session, workspace: Workspace, now: datetime, actor: str, issue: Issue, due: date, why: str
) -> date:  # fmt: skip
    """It does not hold: back to its owner with a new date; returns the day by which it was to be verified."""
    check_verifiable(session, workspace, actor, issue)
    before, issue.due = issue.due, records.check_ahead(workspace.today(now), due, "issue", "date")
    issue.done_at, issue.done_by, issue.verifier_id = None, None, None
    issue.reopened += 1
    records.record(session, now, actor, "reopened", issue, due=due, why=why)
    return before


def pass_on(
    session: Session, workspace: Workspace, now: datetime, actor: str, issue: Issue, person: Person, why: str
) -> None:  # fmt: skip
    """Somebody else verifies it."""
    records.lock_open(session, workspace, issue)
    if person.slack_id == issue.done_by:
        raise Refusal("They did it themselves. Pick somebody else to verify it.", field="person")
    if person.id == issue.verifier_id:
        raise Refusal("They verify it already.", field="person")
    issue.verifier_id = person.id
    records.record(session, now, actor, "passed_on", issue, after=person.slack_id, why=why)
