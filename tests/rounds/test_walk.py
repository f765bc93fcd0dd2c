"""Weeks as they pass: weekends, Christmas and both clock changes, with a heartbeat every hour."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

from govbot import audit, db
from govbot.escalations.models import Escalation
from govbot.rounds import morning
from govbot.rounds.models import Round
from tests.rounds.town import MERIDIAN, Town

POST, IVO, DORA, ANA = MERIDIAN, "U0IVO", "U0DORA", "U0ANA"


def test_a_review_nobody_completes_over_weekends_and_christmas(town: Town) -> None:
    town.review(date(2026, 12, 18))  # a Friday
    told: dict[tuple[str, str], list[str]] = {}
    for when, message in town.walk(date(2026, 12, 1), date(2027, 1, 8), timedelta(hours=3)):
        if message.key.startswith("round:"):
            told.setdefault((f"{when:%a %d %b}", f"{when:%H:%M}"), []).append(message.target)
    assert {day: sorted(targets) for day, targets in told.items()} == {
        ("Fri 04 Dec", "09:00"): [POST, IVO],
        ("Fri 11 Dec", "09:00"): [POST, IVO],
        ("Thu 17 Dec", "09:00"): [POST, IVO],
        ("Fri 18 Dec", "09:00"): [POST, IVO],
        # Saturday would have been a day after; by Monday it is three, and the backup hears it too.
        ("Mon 21 Dec", "09:00"): [POST, DORA, IVO],
        # A week after is Christmas Day, then comes a weekend.
        ("Mon 28 Dec", "09:00"): [POST, ANA, DORA, IVO],
    }


def test_two_weeks_overdue_an_escalation_is_opened_once(town: Town) -> None:
    subject = town.review(date(2026, 12, 18))
    for _ in town.walk(date(2026, 12, 14), date(2027, 1, 12), timedelta(hours=9)):
        pass
    with db.read(town.engine, town.workspace.id) as session:
        [raised] = session.exec(select(Escalation))
        told = [event.action for event in audit.history(session, f"vendor:{raised.vendor_id}")]
    assert (raised.severity, raised.raised_by, raised.cause) == ("S3", audit.SYSTEM, f"overdue:{subject}:2026-12-18")
    assert raised.opened_at.date() == date(2027, 1, 4)  # New Year's Day and a weekend lie between
    assert "Risk and compliance review" in raised.what
    assert told.count("reminder.sent") >= 6


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("friday", "before", "after"),
    [
        (date(2026, 10, 23), 7, 8),  # summer time ends on the 25th
        (date(2027, 3, 26), 8, 7),  # and begins on the 28th; Good Friday and Easter Monday are days off
    ],
)
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(
    town: Town, friday: date, before: int, after: int
) -> None:
    for _ in town.walk(friday - timedelta(days=2), friday + timedelta(days=5), timedelta(minutes=30)):
        pass
    with db.read(town.engine, town.workspace.id) as session:
        rounds = list(session.exec(select(Round)))
    assert len(rounds) == len({each.day for each in rounds})
    assert all(town.workspace.calendar.is_business_day(each.day) for each in rounds)
    assert {each.started_at.hour for each in rounds if each.day <= friday} == {before}
    assert {each.started_at.hour for each in rounds if each.day > friday} == {after}


def test_an_hour_that_the_clocks_skip_or_repeat_gives_one_round(town: Town) -> None:
    # Egypt changes its clocks at midnight between Thursday and Friday.
    town.change(zone="Africa/Cairo", countries=[], round_time=time(0, 30))
    for day in (date(2026, 4, 22), date(2026, 10, 28)):
        for _ in town.walk(day, day + timedelta(days=3), timedelta(minutes=10)):
            pass
    with db.read(town.engine, town.workspace.id) as session:
        rounds = [
            (each.day, each.started_at.astimezone(UTC)) for each in session.exec(select(Round).order_by(col(Round.day)))
        ]
    assert [day for day, _ in rounds] == [
        *[date(2026, 4, day) for day in (22, 23, 24)],
        *[date(2026, 10, day) for day in (28, 29, 30)],
    ]
    begun = dict(rounds)
    assert begun[date(2026, 4, 24)] == datetime(2026, 4, 23, 22, 30, tzinfo=UTC)  # 00:30 is skipped: 01:30 there
    assert begun[date(2026, 10, 30)] == datetime(2026, 10, 29, 22, 30, tzinfo=UTC)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-23T07:59:00+00:00", "2026-11-23T08:00:00+00:00"),
        ("2026-11-23T08:00:00+00:00", "2026-11-24T08:00:00+00:00"),
        ("2026-11-27T12:00:00+00:00", "2026-11-30T08:00:00+00:00"),  # over a weekend
        ("2026-12-24T12:00:00+00:00", "2026-12-28T08:00:00+00:00"),  # over Christmas
        ("2026-10-23T12:00:00+00:00", "2026-10-26T08:00:00+00:00"),  # over the end of summer time
        ("2027-03-25T12:00:00+00:00", "2027-03-30T07:00:00+00:00"),  # over Easter and its beginning
    ],
)
def test_when_the_next_round_begins(town: Town, now: str, begins: str) -> None:
    assert morning.next_round(town.workspace, datetime.fromisoformat(now)) == datetime.fromisoformat(begins)


def test_after_days_without_govbot_one_message_that_says_it_is_late(town: Town) -> None:
    town.review(date(2026, 11, 30))
    town.round(town.at(date(2026, 11, 16)))
    town.written()
    town.round(town.at(date(2026, 11, 26)))  # the 7 days' stage was on Monday the 23rd
    messages = town.written()
    assert sorted(message.target for message in messages) == [MERIDIAN, "U0IVO"]
    for message in messages:
        assert "This should have come on Monday 23 November" in str(message.payload["blocks"])
    town.round(town.at(date(2026, 11, 27)))
    assert town.written() == []


@pytest.mark.one_database
def test_a_round_that_begins_hours_late_says_so(town: Town) -> None:
    town.round(town.at(date(2026, 11, 20)))
    town.review(date(2026, 11, 30))
    town.round(town.at(date(2026, 11, 23), time(14, 30)))
    assert "This should have come at 09:00" in str(town.written()[0].payload["blocks"])


@pytest.mark.one_database
def test_the_first_round_of_all_is_never_late(town: Town) -> None:
    town.review(date(2026, 11, 2))
    town.round(town.at(date(2026, 11, 5), time(16)))
    assert "should have come" not in str([message.payload for message in town.written()])


@pytest.mark.one_database
def test_a_round_that_finds_nothing_says_nothing(town: Town) -> None:
    town.review(date(2027, 6, 1))
    assert town.round(town.at(date(2026, 11, 23))) == 0
    assert town.written() == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    "now", [datetime(2026, 11, 23, 7, 59, tzinfo=UTC), datetime(2026, 11, 22, 9, tzinfo=UTC)], ids=["early", "Sunday"]
)
def test_no_round_before_its_hour_or_on_a_day_off(town: Town, now: datetime) -> None:
    town.review(date(2026, 11, 20))
    assert town.round(now) == 0


@pytest.mark.one_database
def test_no_round_while_the_workspace_is_paused(town: Town) -> None:
    town.review(date(2026, 11, 23))
    town.change(paused="the token was revoked")
    assert town.round(town.at(date(2026, 11, 23))) == 0
    town.change(paused=None)
    assert town.round(town.at(date(2026, 11, 23))) == 2
