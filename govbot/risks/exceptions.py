"""Rules of exceptions: asked for by one, approved by another, until a day; then asked for anew, or closed."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from govbot.errors import Refusal
from govbot.people.models import Person
from govbot.risks import approvals, decisions, records
from govbot.risks import service as risks
from govbot.risks.approvals import Wish
from govbot.risks.models import Answer, Approval, Entry, PolicyException, Risk
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def ask(
    session: Session, workspace: Workspace, now: datetime, asker: Person, vendor: Vendor, what: str, wish: Wish,
    about: str = "",
) -> tuple[PolicyException, Approval]:  # fmt: skip
    approvals.check_two(wish.approver, asker.slack_id)
    exception = PolicyException(
        vendor_id=vendor.id,
        title=what,
        why=wish.why,
        owner_id=asker.id,
        due=wish.until,
        opened_at=now,
        opened_by=asker.slack_id,
        about=about,
    )
    records.add(session, now, asker.slack_id, exception, why=wish.why)
    return exception, approvals.ask(session, workspace, now, asker.slack_id, exception, wish)


def renew(
    session: Session, workspace: Workspace, now: datetime, actor: str, exception: PolicyException, wish: Wish
) -> Approval:  # fmt: skip
    """It lasts longer once somebody says yes again."""
    check_renewable(session, workspace, exception)
    if wish.until <= exception.due:
        raise Refusal(f"It lasts until {exception.due:%-d %B %Y} already. Pick a later day.", field="until")
    return approvals.ask(session, workspace, now, actor, exception, wish)


def check_renewable(session: Session, workspace: Workspace, exception: PolicyException) -> None:
    records.check_open(session, workspace, exception)
    if exception.granted_at is None:
        raise Refusal(f"{exception.ref} was not approved yet: it waits for its first answer.")


def answer(
    session: Session, workspace: Workspace, now: datetime, person: Person, approval: Approval, note: str = ""
) -> Entry:  # fmt: skip
    """The answer and what follows from it, for an exception as for a risk that is to be borne."""
    entry = records.of_subject(session, approval.subject)
    approvals.answer(session, workspace, now, person, approval, entry, note)
    if isinstance(entry, PolicyException):
        _settle(session, now, person, entry, approval)
    elif isinstance(entry, Risk) and approval.answer is Answer.GRANTED:
        risks.accepted(session, workspace, now, person.slack_id, entry)
    if approval.answer is Answer.GRANTED:
        decisions.of_approval(session, now, person, entry, approval)
    return entry


def _settle(session: Session, now: datetime, person: Person, exception: PolicyException, approval: Approval) -> None:
    if approval.answer is Answer.GRANTED:
        exception.granted_at, exception.due, exception.why = now, approval.until, approval.why
        session.add(exception)
    elif exception.granted_at is None:  # a renewal that is refused leaves it its old end
        records.shut(session, now, person.slack_id, exception, approval.note, step="refused")


def allowed(session: Session) -> dict[str, date]:
    """Until when what exceptions are about may stay as it is."""
    wanted = select(PolicyException).where(col(PolicyException.closed_at).is_(None), PolicyException.about != "")
    granted = wanted.where(col(PolicyException.granted_at).is_not(None)).order_by(col(PolicyException.due))
    return {exception.about: exception.due for exception in session.exec(granted)}


def close(session: Session, workspace: Workspace, now: datetime, actor: str, entry: PolicyException, why: str) -> None:
    records.close(session, workspace, now, actor, entry, why)
    approvals.withdraw(session, now, actor, entry, "the exception is closed", Answer.PENDING, *approvals.LIVE)
