"""What falls due here: risks to be looked at, issues, exceptions and decisions that end, answers, acceptances."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.risks import records
from govbot.risks.approvals import LIVE
from govbot.risks.models import Answer, Approval, Decision, Entry, Issue, PolicyException, Risk
from govbot.risks.records import AnyEntry
from govbot.vendors.models import RETIRED, Vendor

SHOW, RATE, ACCEPT, DONE = "record.show:1", "risk.rate:1", "risk.accept:1", "issue.done:1"
Which = sa.ColumnElement[bool]


def _standing(session: Session, table: type[AnyEntry], which: Which) -> Iterator[tuple[AnyEntry, Vendor]]:
    """Open ones of vendors that are not retired."""
    wanted = select(table, Vendor).join(Vendor, col(Vendor.id) == col(table.vendor_id))
    wanted = wanted.where(col(table.closed_at).is_(None), col(Vendor.status).not_in(RETIRED), which)
    yield from session.exec(wanted.order_by(col(table.due), col(table.id)))


def _thing(
    kind: str, of: Entry, vendor: Vendor, finish: Finish, person_id: int | None, *,
    title: str = "", subject: str = "", due: date | None = None,
) -> Reminder:  # fmt: skip
    return Reminder(
        kind=kind,
        subject=subject or of.subject,
        title=title or f"{of.ref} {of.title}",
        due=due or of.due,
        stages=playbook.load().reminders.stages(kind, vendor.tier),
        finish=finish,
        value=of.subject,
        vendor_id=vendor.id,
        vendor=vendor.name,
        person_id=person_id,
    )


def _risks(session: Session, which: Which) -> Iterator[Reminder]:
    for risk, vendor in _standing(session, Risk, which):
        yield _thing("risk", risk, vendor, Finish(RATE, "Look again"), risk.owner_id)


def _issues(session: Session, which: Which) -> Iterator[Reminder]:
    """For its owner; once they have done it, for the verifier."""
    for issue, vendor in _standing(session, Issue, which):
        if issue.done_at:
            title = f"Verify {issue.ref} {issue.title}"
            yield _thing("issue", issue, vendor, Finish(SHOW, "Verify…"), issue.verifier_id, title=title)
        else:
            yield _thing("issue", issue, vendor, Finish(DONE, "Done"), issue.owner_id)


def _exceptions(session: Session, which: Which) -> Iterator[Reminder]:
    """The end of what was approved."""
    granted = sa.and_(which, col(PolicyException.granted_at).is_not(None))
    for exception, vendor in _standing(session, PolicyException, granted):
        yield _thing("exception", exception, vendor, Finish(SHOW, "Renew or close"), exception.owner_id)


def _decisions(session: Session, which: Which) -> Iterator[Reminder]:
    """Those that came of something else end with it."""
    for decision, vendor in _standing(session, Decision, sa.and_(which, col(Decision.source) == "")):
        yield _thing("decision", decision, vendor, Finish(SHOW, "Extend or end"), decision.owner_id)


def _approvals(session: Session, which: Which) -> Iterator[Reminder]:
    """Answers that somebody waits for."""
    wanted = sa.and_(which, col(Approval.answer) == Answer.PENDING)
    for approval, entry, vendor in _asked(session, wanted):
        title, finish = f"Approve or refuse {entry.ref} {entry.title}", Finish(SHOW, "Answer")
        subject = f"approval:{approval.id}"
        yield _thing(
            "approval", entry, vendor, finish, approval.approver_id, title=title, subject=subject, due=approval.due
        )


def _acceptances(session: Session, which: Which) -> Iterator[Reminder]:
    """Risks that are borne for a time: the end of that, or the day by which somebody has to say yes anew."""
    wanted = sa.and_(which, col(Approval.answer).in_(LIVE), col(Approval.subject).startswith("risk:"))
    for approval, risk, vendor in _asked(session, wanted):
        stale = approval.answer is Answer.STALE
        title = f"Accept {risk.ref} anew ({approval.note})" if stale else f"Acceptance of {risk.ref} ends: {risk.title}"
        finish, subject = Finish(ACCEPT, "Accept anew"), f"acceptance:{approval.id}"
        yield _thing("acceptance", risk, vendor, finish, risk.owner_id, title=title, subject=subject, due=approval.due)


def _asked(session: Session, which: Which) -> Iterator[tuple[Approval, Entry, Vendor]]:
    wanted = select(Approval, Vendor).join(Vendor, col(Vendor.id) == col(Approval.vendor_id))
    wanted = wanted.where(col(Vendor.status).not_in(RETIRED), which)
    for approval, vendor in session.exec(wanted.order_by(col(Approval.due), col(Approval.id))).all():
        yield approval, records.of_subject(session, approval.subject), vendor


KINDS: tuple[Kind, ...] = (
    Rows("risk", Risk, _risks),
    Rows("issue", Issue, _issues),
    Rows("exception", PolicyException, _exceptions),
    Rows("decision", Decision, _decisions),
    Rows("approval", Approval, _approvals),
    Rows("acceptance", Approval, _acceptances),
)
