"""What is said to the question whether to leave: not now, the exit is begun, or its cause is over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.exits.models import Answer, ExitProposal
from govbot.exits.proposals import LONGEST_TEXT, sponsor, waiting
from govbot.people import service as people
from govbot.rights import Right
from govbot.vendors import duties
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace


def check_may_answer(session: Session, vendor: Vendor, person_id: int, right: Right, today: date) -> None:
    """The sponsor of today, whoever stands in for them, and admins."""
    asked = sponsor(session, vendor, today)
    held = duties.people_of(session, vendor).get(Duty.SPONSOR)
    if right >= Right.ADMIN or person_id in {one.id for one in (asked, held) if one}:
        return
    who = f"<@{asked.slack_id}>" if asked else "An admin"
    raise Refusal(f"{who} decides that. Nothing was changed.")


def lock_waiting(session: Session, workspace: Workspace, vendor: Vendor) -> list[ExitProposal]:
    """Of two who press at once the second hears who was first."""
    session.refresh(vendor, with_for_update={"key_share": True})
    return check_waiting(session, workspace, vendor)


def check_waiting(session: Session, workspace: Workspace, vendor: Vendor) -> list[ExitProposal]:
    rows = waiting(session, vendor)
    if not rows:
        raise Refusal(_answered(session, workspace, vendor))
    return rows


def _answered(session: Session, workspace: Workspace, vendor: Vendor) -> str:
    wanted = select(ExitProposal).where(ExitProposal.vendor_id == vendor.id, col(ExitProposal.answered_at).is_not(None))
    last = session.exec(wanted.order_by(col(ExitProposal.answered_at).desc(), col(ExitProposal.id).desc())).first()
    if last is None or last.answered_at is None:
        return "Nothing waits for an answer here any more."
    if last.answer is Answer.OVER:
        return "What spoke for leaving does not hold any more. There is nothing to decide."
    said = "began the exit" if last.answer is Answer.BEGUN else "said not now"
    on = workspace.today(last.answered_at)
    return f"{people.by_whom(session, last.answered_by)} {said} on {on:%-d %B %Y} already. Nothing was changed."


def not_now(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, why: str, until: date
) -> list[ExitProposal]:  # fmt: skip
    """All that waits of a vendor; it is asked again on that day, if it still holds then."""
    rows, today = lock_waiting(session, workspace, vendor), workspace.today(now)
    last = today + timedelta(days=playbook.load().exits.quiet_at_most)
    if not why.strip():
        raise Refusal("Say in a few words why not now.", field="why")
    if not today < until <= last:
        raise Refusal(f"Pick a day after today, at the latest {last:%-d %B %Y}.", field="until")
    return _answer(session, now, actor, vendor, rows, Answer.NOT_NOW, why=why.strip()[:LONGEST_TEXT], until=until)


def begun(session: Session, now: datetime, actor: str, vendor: Vendor) -> list[ExitProposal]:
    """The exit was begun, from the button or in any other way."""
    return _answer(session, now, actor, vendor, waiting(session, vendor), Answer.BEGUN)


def over(session: Session, now: datetime, vendor: Vendor, rows: Sequence[ExitProposal]) -> list[ExitProposal]:
    return _answer(session, now, audit.SYSTEM, vendor, rows, Answer.OVER)


def _answer(
    session: Session, now: datetime, actor: str, vendor: Vendor, rows: Sequence[ExitProposal], answer: Answer,
    why: str = "", until: date | None = None,
) -> list[ExitProposal]:  # fmt: skip
    for row in rows:
        row.answer, row.answered_by, row.answered_at, row.why, row.until = answer, actor, now, why, until
        session.add(row)
        session.flush()
        audit.record(
            session, now, actor, f"exit.proposal_{answer.value}", vendor.subject, trigger=row.trigger, why=why,
            until=until,
        )  # fmt: skip
    return list(rows)
