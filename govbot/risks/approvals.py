"""A yes that takes two: asked for by one, given or refused by another, until a day."""

from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.people import away
from govbot.people import service as people
from govbot.people.models import Person
from govbot.risks import decisions, records
from govbot.risks.models import Answer, Approval, Entry, Risk
from govbot.workspace import Workspace

LIVE = (Answer.GRANTED, Answer.STALE)  # the approval that counts for a thing, or counted until its rating moved


class Wish(NamedTuple):
    """What is asked for, and of whom."""

    approver: Person
    until: date
    why: str


def ask(session: Session, workspace: Workspace, now: datetime, asker: str, entry: Entry, wish: Wish) -> Approval:
    """Only one request waits at a time: a new one takes the place of the one before."""
    check_two(wish.approver, asker)
    records.lock_open(session, workspace, entry)
    withdraw(session, now, asker, entry, "asked anew", Answer.PENDING)
    approval = Approval(
        vendor_id=entry.vendor_id,
        subject=entry.subject,
        asked_by=asker,
        approver_id=wish.approver.id,
        why=wish.why,
        until=wish.until,
        rating=entry.rating if isinstance(entry, Risk) else "",
        due=wish.until,
        asked_at=now,
        changed_at=now,
    )
    approval.due = answer_by(workspace, approval)
    _record(session, now, asker, "asked", approval, entry, approver=wish.approver.slack_id, why=wish.why)
    return approval


def answer_by(workspace: Workspace, approval: Approval) -> date:
    """The day by which it is to be answered."""
    days = playbook.load().risks.answer_days["approval"]
    return min(workspace.calendar.add_business_days(workspace.today(approval.asked_at), days), approval.until)


def check_two(approver: Person, asker: str) -> None:
    if approver.slack_id == asker:
        raise Refusal("Nobody approves what they ask for themselves. Pick somebody else.", field="approver")


def answer(
    session: Session, workspace: Workspace, now: datetime, person: Person, approval: Approval, entry: Entry, note: str
) -> None:  # fmt: skip
    """Yes, or no where there is a note that says why. What follows from it is the caller's."""
    session.refresh(entry, with_for_update=True)  # first, as everywhere, so that no two wait for each other
    lock_waiting(session, workspace, approval)
    check_may_answer(session, workspace.today(now), person, approval)
    if not note and approval.until < workspace.today(now):
        raise Refusal(f"It was asked for until {approval.until:%-d %B %Y}, which is over. It has to be asked anew.")
    if not note:
        withdraw(session, now, person.slack_id, entry, "replaced", *LIVE)
    approval.answer, approval.note = (Answer.REFUSED, note) if note else (Answer.GRANTED, "")
    approval.answered_at, approval.answered_by, approval.due = now, person.slack_id, approval.until
    _record(session, now, person.slack_id, approval.answer.value, approval, entry, why=note)


def lock_waiting(session: Session, workspace: Workspace, approval: Approval) -> None:
    """Of two who press at once the second hears who was first."""
    session.refresh(approval, with_for_update=True)
    check_waiting(session, workspace, approval)


def check_waiting(session: Session, workspace: Workspace, approval: Approval) -> None:
    """Refuses what was answered or withdrawn meanwhile, with who did it."""
    if approval.answer is Answer.WITHDRAWN:
        raise Refusal(f"This does not wait for an answer any more: {approval.note}. Nothing was changed.")
    if approval.answered_at:
        who, on = people.by_whom(session, approval.answered_by), workspace.today(approval.answered_at)
        said = "refused" if approval.answer is Answer.REFUSED else "approved"
        raise Refusal(f"This was already {said} by {who} on {on:%-d %B %Y}. Nothing was changed.")


def check_may_answer(session: Session, today: date, person: Person, approval: Approval) -> None:
    """The one who was asked, or who stands in for them; never the asker."""
    if person.slack_id == approval.asked_by:
        raise Refusal("You asked for it, so somebody else has to answer.")
    asked = people.by_id(session, approval.approver_id)
    if person.id not in (asked.id, asked_now(session, today, approval).id):
        raise Refusal(
            f"This waits for {people.by_whom(session, asked.slack_id)}. Whoever asked can ask somebody else anew."
        )


def asked_now(session: Session, today: date, approval: Approval) -> Person:
    """Who answers that day: the approver, or who stands in for them, unless that is the asker."""
    approver = people.by_id(session, approval.approver_id)
    deputy = away.on(session, today).answering(approver).person
    return deputy if deputy and deputy.slack_id != approval.asked_by else approver


def withdraw(session: Session, now: datetime, actor: str, entry: Entry, note: str, *answers: Answer) -> list[Approval]:
    """Those of its approvals that stand as named count no more; returns them."""
    found = _of(session, entry, *answers)
    for approval in found:
        if approval.answer in LIVE:
            decisions.end(session, now, entry, note)
        approval.answer, approval.note = Answer.WITHDRAWN, note
        _record(session, now, actor, "withdrawn", approval, entry, why=note)
    return found


def rating_moved(session: Session, workspace: Workspace, now: datetime, actor: str, risk: Risk) -> list[Approval]:
    """What was accepted, or is about to be, for another rating; an acceptance has to be given anew within days."""
    days, today = playbook.load().risks.answer_days["acceptance"], workspace.today(now)
    live = [each for each in _of(session, risk, Answer.PENDING, Answer.GRANTED) if each.until >= today]
    moved = [each for each in live if each.rating != risk.rating]
    for approval in moved:
        waited = approval.answer is Answer.PENDING
        approval.answer = Answer.WITHDRAWN if waited else Answer.STALE
        approval.note = f"the rating moved from {approval.rating} to {risk.rating}"
        if not waited:
            decisions.end(session, now, risk, approval.note)
            approval.due = workspace.calendar.add_business_days(today, days)
        _record(session, now, actor, approval.answer.value, approval, risk, why=approval.note)
    return moved


def standing(session: Session, entry: Entry) -> Approval | None:
    """The approval that counts, or counted until its rating moved."""
    return next(iter(_of(session, entry, *LIVE)), None)


def waiting(session: Session, entry: Entry) -> Approval | None:
    return next(iter(_of(session, entry, Answer.PENDING)), None)


def changed_now(session: Session, now: datetime, entry: Entry) -> list[Approval]:
    """Those of a thing that the change at this instant concerned."""
    wanted = select(Approval).where(Approval.subject == entry.subject, Approval.changed_at == now)
    return list(session.exec(wanted.order_by(col(Approval.id))))


def hand_on(
    session: Session, workspace: Workspace, now: datetime, actor: str, approval: Approval, person: Person
) -> None:
    """Somebody else is asked instead."""
    entry = records.of_subject(session, approval.subject)
    session.refresh(entry, with_for_update=True)
    lock_waiting(session, workspace, approval)
    if person.id == approval.approver_id:
        raise Refusal("They are asked already.", field="person")
    if person.slack_id == approval.asked_by:
        raise Refusal("They asked for it themselves. Pick somebody else.", field="person")
    approval.approver_id = person.id
    _record(session, now, actor, "handed_on", approval, entry, approver=person.slack_id)


def by_id(session: Session, approval_id: int) -> Approval:
    return session.exec(select(Approval).where(Approval.id == approval_id)).one()


def _of(session: Session, entry: Entry, *answers: Answer) -> list[Approval]:
    wanted = select(Approval).where(Approval.subject == entry.subject, col(Approval.answer).in_(answers))
    return list(session.exec(wanted.order_by(col(Approval.id).desc())))


def _record(
    session: Session, now: datetime, actor: str, what: str, approval: Approval, entry: Entry, **detail: str
) -> None:  # fmt: skip
    approval.changed_at = now
    session.add(approval)
    session.flush()
    audit.record(
        session, now, actor, f"approval.{what}", entry.subject, about=f"vendor:{entry.vendor_id}",
        ref=entry.ref, title=entry.title, until=approval.until, **detail,
    )  # fmt: skip
