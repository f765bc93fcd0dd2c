"""The tests of an exit plan in their order, and when each kind that its tier asks for is next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.contracts.models import Contract
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan, ExitTest
from govbot.playbook.exits import TestKind
from govbot.workspace import Workspace


def of(session: Session, plans: Sequence[ExitPlan]) -> dict[int, list[ExitTest]]:
    """All tests by plan: those ahead by their date, then those that were held, the latest first."""
    found: dict[int, list[ExitTest]] = {plan.id: [] for plan in plans}
    wanted = select(ExitTest).where(col(ExitTest.exit_plan_id).in_(list(found)))
    order = sa.nulls_first(col(ExitTest.held_on).desc()), col(ExitTest.due), col(ExitTest.id)
    for test in session.exec(wanted.order_by(*order)):
        found[test.exit_plan_id].append(test)
    return found


def ahead(tests: Sequence[ExitTest], kind: str) -> ExitTest | None:
    return next((test for test in tests if test.kind == kind and test.is_open), None)


def last(tests: Sequence[ExitTest], kind: str) -> ExitTest | None:
    return next((test for test in tests if test.kind == kind and test.held_on), None)


def title(kind: str) -> str:
    """What people call it; a kind that the playbook has no longer keeps its key."""
    kinds = playbook.load().exits.tests
    return kinds[kind].title if kind in kinds else kind.replace("_", " ").capitalize()


def keep(session: Session, workspace: Workspace, now: datetime, rows: Sequence[Standing]) -> None:
    """Dates for what a tier asks for; what it asks for no more goes, unless somebody chose its day."""
    ours = [row for row in rows if row.plan and not row.leaving]
    known, notices = of(session, [row.plan for row in ours if row.plan]), _notices(session, ours, workspace.today(now))
    for row in ours:
        assert row.plan is not None
        tests = known[row.plan.id]
        for kind in playbook.load().exits.tests.values():
            wanted = due(workspace, row, kind, last(tests, kind.key), notices.get(row.vendor.id), workspace.today(now))
            _keep_one(session, row.plan, kind, ahead(tests, kind.key), wanted)
    session.flush()


def _keep_one(
    session: Session, plan: ExitPlan, kind: TestKind, planned: ExitTest | None, wanted: date | None
) -> None:  # fmt: skip
    """One that a cadence asks for keeps its day; one before a renewal follows the contract."""
    if planned is None and wanted:
        session.add(ExitTest(vendor_id=plan.vendor_id, exit_plan_id=plan.id, kind=kind.key, due=wanted))
    elif planned and not planned.by_hand and wanted is None:
        session.delete(planned)
    elif planned and not planned.by_hand and wanted and not kind.cadence:
        planned.due = wanted
        session.add(planned)


def _notices(session: Session, rows: Sequence[Standing], today: date) -> Mapping[int, date]:
    """By vendor: the day by which its next contract has to be decided."""
    ids = [row.vendor.id for row in rows]
    wanted = select(Contract.vendor_id, sa.func.min(Contract.notice_by)).where(col(Contract.vendor_id).in_(ids))
    wanted = wanted.where(col(Contract.ended_on).is_(None), col(Contract.notice_by) >= today)
    return {vendor_id: day for vendor_id, day in session.exec(wanted.group_by(col(Contract.vendor_id))) if day}


def due(
    workspace: Workspace, row: Standing, kind: TestKind, before: ExitTest | None, notice: date | None, today: date
) -> date | None:  # fmt: skip
    """When it is next, by the tier's cadence or before its contract renews; None where the tier asks for none."""
    assert row.plan is not None
    tier, cadence = row.vendor.tier, kind.cadence.get(row.vendor.tier)
    if cadence and before and before.held_on:
        wanted = cadence.next(before.held_on)
    elif cadence:
        first = playbook.load().exits.first_test_within
        wanted = workspace.today(row.plan.written_at) + timedelta(days=first)
    elif tier in kind.at_renewal and notice:
        return notice if before is None or notice > before.due else None
    else:
        return None
    return workspace.calendar.next_business_day(max(wanted, today))
