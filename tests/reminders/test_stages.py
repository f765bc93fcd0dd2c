"""Stages are crossed, not hit: whenever a round comes, the most urgent one that has come is said, once."""

from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from govbot import calendar, db, playbook
from govbot.calendar import Calendar
from govbot.reminders import service as reminders
from govbot.reminders.models import Finish, Reminder
from govbot.reminders.service import Told
from govbot.reminders.stages import crossed, meant_for, within
from govbot.workspace import Workspace, enrol

STAGES = playbook.load().reminders.stages("review", "medium")
BERLIN = Calendar(zone=ZoneInfo("Europe/Berlin"), countries=("DE",))
NUMBERS = count()


@pytest.mark.parametrize(
    ("days_left", "stage"),
    [
        (30, None),
        (15, None),
        (14, 14),
        (13, 14),
        (8, 14),
        (7, 7),
        (2, 7),
        (1, 1),
        (0, 0),
        (-1, -1),
        (-2, -1),
        (-3, -3),
        (-6, -3),
        (-7, -7),
        (-90, -7),
    ],
)
def test_the_most_urgent_stage_that_has_come(days_left: int, stage: int | None) -> None:
    found = crossed(STAGES, days_left)
    assert (found.days if found else None) == stage


def test_who_is_told_as_well_the_later_it_gets() -> None:
    audiences = {stage.days: stage.audience for stage in STAGES}
    assert audiences[0] == ("owner",)
    assert audiences[-1] == ("owner",)
    assert audiences[-3] == ("owner", "backup")
    assert audiences[-7] == ("owner", "backup", "sponsor")


def test_what_comes_every_week_is_not_announced_weeks_ahead() -> None:
    assert [stage.days for stage in within(STAGES, 3)] == [1, 0, -1, -3, -7]


@pytest.mark.parametrize(
    ("due", "stage", "day"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-22", 0, "2026-11-23"),  # a Sunday
        ("2026-12-26", 1, "2026-12-28"),  # Christmas, then a weekend
    ],
)
def test_a_stage_on_a_day_off_is_meant_for_the_next_business_day(due: str, stage: int, day: str) -> None:
    chosen = next(each for each in STAGES if each.days == stage)
    assert meant_for(chosen, date.fromisoformat(due), BERLIN) == date.fromisoformat(day)


def walk(engine: Engine, workspace: Workspace, due: date, days: list[date]) -> list[tuple[date, Told]]:
    """Rounds on these days, for one thing that is never finished."""
    subject = f"thing:{next(NUMBERS)}"
    thing = Reminder("review", subject, "A thing", due, STAGES, Finish("x:1", "X"), "1")
    heard = []
    for day in days:
        now = calendar.at(day, time(9), BERLIN.zone)
        with db.write(engine, workspace.id) as session:
            told = [
                Told(found, audience)
                for found in reminders.unsaid(session, day, [thing])
                for audience in found.audiences
            ]
            reminders.write_down(session, now, told, "C1", f"key:{day}")
        heard += [(day, each) for each in told]
    return heard


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    due=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    missed=st.sets(st.integers(0, 60)),
)
def test_whichever_rounds_are_missed_nothing_is_said_twice_or_out_of_order(
    sqlite_engine: Engine, due: date, missed: set[int]
) -> None:
    with db.write(sqlite_engine, None) as session:
        workspace = enrol(session, "T1", "Acme", "")
    start = due - timedelta(days=30)
    days = [start + timedelta(days=n) for n in range(61) if n not in missed]
    days = [day for day in days if BERLIN.is_business_day(day)]
    heard = walk(sqlite_engine, workspace, due, days)

    keys = [(told.crossing.stage.days, told.audience) for _, told in heard]
    assert len(keys) == len(set(keys)), "a stage was said twice"
    stages = [told.crossing.stage.days for _, told in heard]
    assert stages == sorted(stages, reverse=True), "an overtaken stage was said"
    for day, told in heard:
        assert BERLIN.is_business_day(day)
        assert told.crossing.stage == crossed(STAGES, (due - day).days)
    last = crossed(STAGES, (due - days[-1]).days) if days else None
    assert not last or last.days in stages, "the most urgent stage was not said"


def test_after_downtime_only_the_most_urgent_stage_is_said(engine: Engine, workspace: Workspace) -> None:
    due = date(2026, 11, 24)
    heard = walk(engine, workspace, due, [date(2026, 11, 10), date(2026, 12, 2)])
    said = [(day, told.crossing.stage.days, told.audience) for day, told in heard]
    assert said == [
        (date(2026, 11, 10), 14, "channel"),
        (date(2026, 11, 10), 14, "owner"),
        (date(2026, 12, 2), -7, "channel"),
        (date(2026, 12, 2), -7, "owner"),
        (date(2026, 12, 2), -7, "backup"),
        (date(2026, 12, 2), -7, "sponsor"),
    ]


def test_two_writers_of_one_stage_leave_one_row(engine: Engine, workspace: Workspace) -> None:
    due, now = date(2026, 11, 24), datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("UTC"))
    thing = Reminder("review", "review:1", "A thing", due, STAGES, Finish("x:1", "X"), "1")
    with db.write(engine, workspace.id) as session:
        found = reminders.unsaid(session, due, [thing])[0]
        told = [Told(found, audience) for audience in found.audiences]
        reminders.write_down(session, now, told, "C1", "one")
    with db.write(engine, workspace.id) as session:
        assert reminders.still_unsaid(session, told) == []
        assert reminders.unsaid(session, due, [thing]) == []
