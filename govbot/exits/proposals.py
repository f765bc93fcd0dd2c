"""A trigger fired: the sponsor is asked whether to leave, once for each; only a person ever begins an exit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.exits.models import Answer, ExitProposal
from govbot.exits.triggers import SIGNS, Fired
from govbot.people import away
from govbot.people.models import Person
from govbot.vendors import duties
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace

LONGEST_TEXT = 1000


def waiting(session: Session, vendor: Vendor) -> list[ExitProposal]:
    """Those that nobody has answered yet, oldest first."""
    wanted = select(ExitProposal).where(ExitProposal.vendor_id == vendor.id, ExitProposal.answer == Answer.WAITING)
    return list(session.exec(wanted.order_by(col(ExitProposal.id))))


def of_moment(session: Session, vendor: Vendor, fired_at: datetime) -> list[ExitProposal]:
    """Those that one message asked about."""
    wanted = select(ExitProposal).where(ExitProposal.vendor_id == vendor.id, ExitProposal.fired_at == fired_at)
    return list(session.exec(wanted.order_by(col(ExitProposal.id))))


def of(session: Session, vendor: Vendor, most: int) -> list[ExitProposal]:
    """The last ones, newest first."""
    wanted = select(ExitProposal).where(ExitProposal.vendor_id == vendor.id).order_by(col(ExitProposal.id).desc())
    return list(session.exec(wanted.limit(most)))


def latest(session: Session, vendor_ids: Collection[int]) -> dict[tuple[int, str], ExitProposal]:
    """The last one for each thing that fired, by vendor and stem."""
    wanted = select(ExitProposal).where(col(ExitProposal.vendor_id).in_(vendor_ids)).order_by(col(ExitProposal.id))
    return {(row.vendor_id, row.cause.rpartition(":")[0]): row for row in session.exec(wanted)}


def due(known: Mapping[tuple[int, str], ExitProposal], fired: Sequence[Fired], today: date) -> list[Fired]:
    """What nobody was asked about yet, or was asked to come back to by now."""
    return [each for each in fired if _speaks(known.get((each.vendor.id, each.stem)), today)]


def _speaks(before: ExitProposal | None, today: date) -> bool:
    if before is None or before.answer is Answer.OVER:
        return True
    if before.answer is Answer.BEGUN and before.answered_at:  # and was stopped: whoever stayed is left in peace
        return before.answered_at.date() + timedelta(days=playbook.load().exits.quiet_at_most) <= today
    return before.answer is Answer.NOT_NOW and before.until is not None and before.until <= today


def past(known: Mapping[tuple[int, str], ExitProposal], fired: Sequence[Fired]) -> list[ExitProposal]:
    """What waits for an answer and does not hold any more; what a person said stays."""
    holds = {(each.vendor.id, each.stem) for each in fired}
    return [
        row
        for key, row in known.items()
        if row.answer is Answer.WAITING and row.trigger in SIGNS and key not in holds
    ]  # fmt: skip


def told_again(
    known: Mapping[tuple[int, str], ExitProposal], vendors: Mapping[int, Vendor], today: date
) -> list[Fired]:  # fmt: skip
    """What a person said and the sponsor put off until today: govbot cannot see whether it is over."""
    put_off = [row for row in known.values() if row.answer is Answer.NOT_NOW and row.until and row.until <= today]
    return [
        Fired(vendors[row.vendor_id], row.trigger, _of(row), row.what) for row in put_off if row.trigger not in SIGNS
    ]  # fmt: skip


def _of(row: ExitProposal) -> str:
    """What exactly it was, as in `Fired`."""
    return row.cause.rpartition(":")[0].removeprefix(f"{row.trigger}:")


def ignored(
    known: Mapping[tuple[int, str], ExitProposal], workspace: Workspace, today: date
) -> list[ExitProposal]:  # fmt: skip
    """What somebody was asked and has not answered in time."""
    days = playbook.load().exits.answer_within
    waits = [row for row in known.values() if row.answer is Answer.WAITING and row.asked_id]
    return [
        row for row in waits if workspace.calendar.add_business_days(workspace.today(row.fired_at), days) <= today
    ]  # fmt: skip


def propose(
    session: Session, workspace: Workspace, now: datetime, vendor: Vendor, fired: Sequence[Fired],
    actor: str = audit.SYSTEM,
) -> list[ExitProposal]:  # fmt: skip
    """Written down, of the sponsor or whoever stands in for them; of nobody where there is none."""
    today = workspace.today(now)
    asked = sponsor(session, vendor, today)
    rows = [
        ExitProposal(
            vendor_id=vendor.id, trigger=each.trigger, cause=f"{each.stem}:{today}", what=each.what[:LONGEST_TEXT],
            fired_at=now, asked_id=asked.id if asked else None,
        )
        for each in fired
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    for row in rows:
        whom = asked.slack_id if asked else None
        audit.record(
            session, now, actor, "exit.proposed", vendor.subject, trigger=row.trigger, what=row.what, asked=whom
        )
    return rows


def sponsor(session: Session, vendor: Vendor, today: date) -> Person | None:
    """Or who stands in for them today."""
    held = duties.people_of(session, vendor).get(Duty.SPONSOR)
    return away.on(session, today).answering(held).person if held and held.reachable else None


def was_said(session: Session, fired: Fired, today: date) -> bool:
    """By the same person: it waits for an answer, or it was said today."""
    known = latest(session, [fired.vendor.id]).get((fired.vendor.id, fired.stem))
    return known is not None and (known.answer is Answer.WAITING or known.cause == f"{fired.stem}:{today}")
