"""Putting things off has a reason and a limit, and ends with being told again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from govbot import audit, db, playbook
from govbot.errors import Refusal
from govbot.reminders import service as reminders
from govbot.reminders import snoozing
from govbot.reminders.models import Finish, Reminder
from govbot.reminders.service import Told
from govbot.workspace import Workspace

STAGES = playbook.load().reminders.stages("review", "medium")
NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def thing(due: date) -> Reminder:
    return Reminder("review", "review:7", "Service review", due, STAGES, Finish("x:1", "X"), "7", vendor_id=3)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_nothing_is_said_until_then_and_the_stage_once_more_afterwards(engine: Engine, workspace: Workspace) -> None:
    due = thing(days(5))
    with db.write(engine, workspace.id) as session:
        first = reminders.unsaid(session, TODAY, [due])
        reminders.write_down(session, NOW, [Told(first[0], each) for each in first[0].audiences], "C1", "first")
        snoozing.snooze(session, NOW, TODAY, "U1", due, days(3), "Waiting for figures")
        assert reminders.unsaid(session, days(1), [due]) == []
        again = reminders.unsaid(session, days(3), [due])
        assert [(found.stage.days, found.after_snoozes) for found in again] == [(7, 1)]
        reminders.write_down(session, NOW, [Told(again[0], each) for each in again[0].audiences], "C1", "again")
        assert reminders.unsaid(session, days(3), [due]) == []


def test_it_leaves_a_trace_with_its_reason(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        snoozing.snooze(session, NOW, TODAY, "U1", thing(days(5)), days(2), "Waiting for figures")
        event = audit.history(session, "vendor:3")[-1]
    assert (event.action, event.actor, event.detail["reason"]) == ("reminder.snoozed", "U1", "Waiting for figures")


@pytest.mark.parametrize(
    ("due", "until", "reason", "field"),
    [
        (5, 0, "why", "until"),
        (5, -3, "why", "until"),
        (5, None, "why", "until"),
        (20, 15, "why", "until"),  # longer than the playbook allows
        (-3, 5, "why", "until"),  # longer overdue than reminders go
        (5, 2, "  ", "reason"),
    ],
)
def test_what_is_refused_is_named_on_its_field(
    engine: Engine, workspace: Workspace, due: int, until: int | None, reason: str, field: str
) -> None:
    day = days(until) if until is not None else None
    with db.write(engine, workspace.id) as session, pytest.raises(Refusal) as refused:
        snoozing.snooze(session, NOW, TODAY, "U1", thing(days(due)), day, reason)
    assert refused.value.field == field


def test_it_may_be_done_only_so_often(engine: Engine, workspace: Workspace) -> None:
    due = thing(days(10))
    with db.write(engine, workspace.id) as session:
        for number in range(playbook.load().reminders.snooze.times):
            snoozing.snooze(session, NOW, days(number), "U1", due, days(number + 1), "why")
        with pytest.raises(Refusal, match="limit"):
            snoozing.snooze(session, NOW, days(5), "U1", due, days(6), "why")


def test_what_is_overdue_for_a_week_cannot_wait_any_more(engine: Engine, workspace: Workspace) -> None:
    with db.read(engine, workspace.id) as session, pytest.raises(Refusal, match="overdue for too long"):
        snoozing.check(session, TODAY, thing(days(-7)))


def test_a_new_date_starts_anew(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        snoozing.snooze(session, NOW, TODAY, "U1", thing(days(5)), days(4), "why")
        assert len(reminders.unsaid(session, days(1), [thing(days(6))])) == 1
