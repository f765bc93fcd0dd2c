"""What is known of how vendors would be left, read at once for many of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from sqlmodel import Session, col, select

from govbot import playbook
from govbot.contracts.models import Contract
from govbot.exits import header, tests_ahead
from govbot.exits.finding import Standing
from govbot.exits.models import ExitTest, Result
from govbot.exits.readiness import Facts
from govbot.plans import roles
from govbot.plans.models import Plan
from govbot.plans.roles import Cast

WORTH = {Result.PASSED: Fraction(1), Result.PARTLY: Fraction(1, 2), Result.FAILED: Fraction(0)}
VARIANT = "planned"  # whose roles have to be somebody's


def of(session: Session, rows: Sequence[Standing], today: date) -> dict[int, Facts]:
    """By vendor."""
    planned = [row.plan for row in rows if row.plan]
    ids = [plan.standing_id for plan in planned if plan.standing_id]
    plans = {plan.id: plan for plan in session.exec(select(Plan).where(col(Plan.id).in_(ids)))}
    cast, tests = roles.cast(session, list(plans.values())), tests_ahead.of(session, planned)
    contracts = _contracts(session, [row.vendor.id for row in rows])
    return {
        row.vendor.id: _of(
            row, contracts.get(row.vendor.id, []), tests[row.plan.id],
            _unnamed(cast, plans.get(row.plan.standing_id or 0)), today,
        )
        if row.plan
        else Facts()
        for row in rows
    }  # fmt: skip


def _of(
    row: Standing, contracts: Sequence[Contract], tests: Sequence[ExitTest], unnamed: Sequence[str], today: date
) -> Facts:  # fmt: skip
    plan, book = row.plan, playbook.load()
    assert plan is not None
    asked = [book.contracts.clauses[key] for key in book.exits.readiness.clauses]
    has = {key for contract in contracts for key in contract.clauses}
    theirs = [] if plan.their_people else ["their exit manager"]
    return Facts(
        planned=True,
        said=frozenset(set(book.exits.needed) - set(header.unsaid(plan))),
        approved=plan.is_approved,
        current=plan.next_review is None or plan.next_review >= today,
        alternatives=len(plan.alternatives),
        roles=len(_roles()) + 1,
        unnamed=(*unnamed, *theirs),
        contract=bool(contracts),
        clauses=len(asked),
        lacking=tuple(clause.title for clause in asked if clause.key not in has),
        notice=any(contract.notice for contract in contracts),
        outage_hours=plan.outage_hours,
        tolerance_hours=plan.tolerance_hours,
        tests=_proven(row, tests, today),
    )


def _contracts(session: Session, vendor_ids: Sequence[int]) -> Mapping[int, list[Contract]]:
    """Those that stand."""
    found: dict[int, list[Contract]] = {}
    wanted = select(Contract).where(col(Contract.vendor_id).in_(vendor_ids), col(Contract.ended_on).is_(None))
    for contract in session.exec(wanted):
        found.setdefault(contract.vendor_id, []).append(contract)
    return found


def _roles() -> list[str]:
    """Those that somebody can be named for before an exit runs."""
    book = playbook.load()
    wanted = dict.fromkeys(task.role for task in book.exit.of(VARIANT))
    return [role for role in wanted if role in book.plan_roles and book.plan_roles[role].duties]


def _unnamed(cast: Cast, plan: Plan | None) -> list[str]:
    known = playbook.load().plan_roles
    return [known[role].title for role in _roles() if plan is None or cast.of_role(plan, role) is None]


def _proven(row: Standing, tests: Sequence[ExitTest], today: date) -> dict[str, Fraction]:
    """What each test that the tier asks for is worth today: nothing once the next one is overdue."""
    found = {}
    for kind in playbook.load().exits.tests.values():
        cadence, last = kind.cadence.get(row.vendor.tier), tests_ahead.last(tests, kind.key)
        if cadence:
            held = last.held_on if last and last.result else None
            in_time = held is not None and cadence.next(held) >= today
            found[kind.key] = WORTH[last.result] if in_time and last and last.result else Fraction(0)
    return found
