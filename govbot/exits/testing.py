"""Tests of exit plans: recorded with their result and what has to be mended, moved, given to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, select

from govbot import audit
from govbot.errors import Refusal
from govbot.escalations import settling
from govbot.exits import tests_ahead
from govbot.exits.models import ExitPlan, ExitTest, Result
from govbot.people import service as people
from govbot.people.models import Person
from govbot.risks import issues
from govbot.risks.issues import Draft
from govbot.risks.models import Issue
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

LONGEST_TEXT = 3000
FURTHEST = timedelta(days=5 * 366)
SOURCE = "exit_test"  # of the playbook's sources of issues


@dataclass(frozen=True)
class FollowUp:
    """What the test showed has to be mended."""

    title: str
    owner: Person
    due: date


@dataclass(frozen=True)
class Held:
    """A test that took place. `report` is where its report lies."""

    on: date
    result: Result
    report: str
    findings: str = ""
    follow_ups: Sequence[FollowUp] = ()


class Recorded(NamedTuple):
    test: ExitTest
    issues: Sequence[Issue]


def record(
    session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, plan: ExitPlan, kind: str,
    held: Held, seen: int,
) -> Recorded:  # fmt: skip
    """Its result; what has to be mended becomes issues. `seen` is the test that was ahead when the form was opened."""
    session.refresh(vendor, with_for_update={"key_share": True})
    tests = tests_ahead.of(session, [plan])[plan.id]
    planned = tests_ahead.ahead(tests, kind)
    if (planned.id if planned else 0) != seen:
        raise Refusal(_overtaken(session, tests_ahead.last(tests, kind)))
    _check(workspace.today(now), held)
    test = planned or ExitTest(vendor_id=vendor.id, exit_plan_id=plan.id, kind=kind, due=held.on)
    test.held_on, test.result = held.on, held.result
    test.findings, test.report = held.findings[:LONGEST_TEXT], held.report[:LONGEST_TEXT]
    test.recorded_by, test.recorded_at = actor, now
    _write(session, now, actor, "tested", test, held_on=held.on, result=held.result, report=test.report)
    drafts = [Draft(each.title, SOURCE, each.owner, each.due, cause=test.findings) for each in held.follow_ups]
    opened = [issues.add(session, now, actor, vendor, draft) for draft in drafts]
    settling.settled(session, now, actor, cause(test), f"The exit plan was tested: {tests_ahead.title(kind).lower()}")
    return Recorded(test, opened)


def cause(test: ExitTest) -> str:
    """How the cause of its escalations begins."""
    return f"overdue:{test.subject}"


def _check(today: date, held: Held) -> None:
    if held.on > today:
        raise Refusal("That day is still to come. Record the result once the test was held.", field="held_on")
    if not held.report.strip():
        raise Refusal("Paste the link to its report, or say where that lies.", field="report")
    if held.result is not Result.PASSED and not held.findings.strip():
        raise Refusal("Say what did not work.", field="findings")
    if held.result is Result.FAILED and not held.follow_ups:
        raise Refusal("A test that failed leaves something to mend. Say what, who and until when.", field="what_1")


def _overtaken(session: Session, before: ExitTest | None) -> str:
    if before is None or before.held_on is None:
        return "Its date was changed meanwhile. Open it again with `/exit test`."
    who = people.by_whom(session, before.recorded_by)
    return f"{who} recorded it meanwhile, as held on {before.held_on:%-d %B %Y}. Nothing was changed."


def planned(session: Session, plan: ExitPlan, kind: str, day: date) -> ExitTest:
    """One more than the tier asks for."""
    test = ExitTest(vendor_id=plan.vendor_id, exit_plan_id=plan.id, kind=kind, due=day, by_hand=True)
    session.add(test)
    session.flush()
    return test


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, test: ExitTest, to: date, reason: str
) -> date:  # fmt: skip
    """To a day that a person chose; returns the day before."""
    session.refresh(test, with_for_update=True)
    check_open(session, test)
    today = workspace.today(now)
    if not today <= to <= today + FURTHEST:
        raise Refusal(f"Pick a day from today on, at the latest {today + FURTHEST:%-d %B %Y}.", field="date")
    before, test.due, test.by_hand = test.due, to, True
    _write(session, now, actor, "test_moved", test, before=before, after=to, why=reason)
    return before


def reassign(session: Session, now: datetime, actor: str, test: ExitTest, person: Person, reason: str) -> None:
    session.refresh(test, with_for_update=True)
    check_open(session, test)
    if test.person_id == person.id:
        raise Refusal("They have it already.", field="person")
    test.person_id = person.id
    _write(session, now, actor, "test_given", test, after=person.slack_id, why=reason)


def check_open(session: Session, test: ExitTest) -> None:
    if not test.is_open:
        raise Refusal(_overtaken(session, test))


def by_id(session: Session, test_id: int) -> ExitTest:
    return session.exec(select(ExitTest).where(ExitTest.id == test_id)).one()


def _write(session: Session, now: datetime, actor: str, what: str, test: ExitTest, **detail: object) -> None:
    session.add(test)
    session.flush()
    about = f"vendor:{test.vendor_id}"
    audit.record(session, now, actor, f"exit.{what}", test.subject, about=about, kind=test.kind, **detail)
