"""Business days, holidays and the sentences for what is not known."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from govbot import calendar
from govbot.calendar import Calendar
from govbot.errors import Refusal

BERLIN = ZoneInfo("Europe/Berlin")
GERMANY = Calendar(zone=BERLIN, countries=("DE",))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize("name", ["Europe/Berlin", "europe/berlin", " EUROPE/BERLIN "])
def test_a_zone_is_found_in_any_case(name: str) -> None:
    assert calendar.zone(name).key == "Europe/Berlin"


@pytest.mark.parametrize(("name", "close"), [("berlin", "Europe/Berlin"), ("Asia/Calcuta", "Asia/Calcutta")])
def test_an_unknown_zone_is_refused_with_what_comes_close(name: str, close: str) -> None:
    with pytest.raises(Refusal, match=close):
        calendar.zone(name)


@pytest.mark.parametrize("name", ["", "\0", "../etc/passwd", "America", "localtime", "/etc/localtime", "😀"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="I do not know the time zone"):
        calendar.zone(name)


@pytest.mark.parametrize("code", ["XX", "DE-ZZ", "", "Germany", "DE-", "🇩🇪"])
def test_an_unknown_country_is_refused(code: str) -> None:
    with pytest.raises(Refusal, match="public holidays"):
        Calendar(zone=BERLIN, countries=("DE", code))


def test_business_hours_must_end_after_they_begin() -> None:
    with pytest.raises(Refusal, match="end later"):
        Calendar(zone=BERLIN, business_hours=(time(18), time(9)))


def test_a_week_needs_a_business_day() -> None:
    with pytest.raises(Refusal, match="At least one day"):
        Calendar(zone=BERLIN, weekend=frozenset(range(7)))


@pytest.mark.parametrize(
    ("day", "business"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 21), False),
        (date(2026, 12, 25), False),
        (date(2026, 4, 3), False),
    ],
)
def test_weekends_and_holidays_are_no_business_days(day: date, business: bool) -> None:
    assert GERMANY.is_business_day(day) is business


def test_a_holiday_has_a_name() -> None:
    assert GERMANY.holiday_name(date(2026, 4, 3)) == "Good Friday"
    assert GERMANY.holiday_name(date(2026, 4, 2)) is None


def test_a_holiday_of_any_country_counts() -> None:
    both = Calendar(zone=BERLIN, countries=("DE", "IN"))
    republic_day = date(2026, 1, 26)

    assert GERMANY.is_business_day(republic_day)
    assert not both.is_business_day(republic_day)


def test_a_part_of_a_country_has_its_own_holidays() -> None:
    epiphany = date(2026, 1, 6)

    assert GERMANY.is_business_day(epiphany)
    assert not Calendar(zone=BERLIN, countries=("DE-BY",)).is_business_day(epiphany)


def test_the_weekend_can_be_another_one() -> None:
    dubai = Calendar(zone=ZoneInfo("Asia/Dubai"), weekend=frozenset({4, 5}))

    assert not dubai.is_business_day(date(2026, 11, 20))
    assert dubai.is_business_day(date(2026, 11, 22))


def test_samoa_had_no_30_december_2011() -> None:
    samoa = Calendar(zone=ZoneInfo("Pacific/Apia"))

    assert not samoa.is_business_day(date(2011, 12, 30))
    assert samoa.next_business_day(date(2011, 12, 30)) == date(2012, 1, 2)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 24)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 11, 22), -1, date(2026, 11, 19)),
    ],
)
def test_business_days_are_added(day: date, count: int, expected: date) -> None:
    assert GERMANY.add_business_days(day, count) == expected


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-11-23T10:00", 4, "2026-11-23T14:00"),
        ("2026-11-23T16:00", 4, "2026-11-24T11:00"),
        ("2026-11-23T03:00", 1, "2026-11-23T10:00"),
        ("2026-11-23T23:00", 1, "2026-11-24T10:00"),
        ("2026-11-20T17:00", 2, "2026-11-23T10:00"),
        ("2026-11-21T12:00", 0, "2026-11-23T09:00"),
        ("2026-12-23T17:00", 11, "2026-12-28T10:00"),
        ("2026-11-23T09:00", 9, "2026-11-23T18:00"),
        ("2026-03-27T17:00", 2, "2026-03-30T10:00"),
        ("2026-10-23T17:00", 2, "2026-10-26T10:00"),
    ],
)
def test_business_time_passes_only_in_business_hours(start: str, hours: int, expected: str) -> None:
    assert GERMANY.add_business_time(berlin(start), timedelta(hours=hours)) == berlin(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2026-03-28T22:30", "2026-03-29T05:30"), ("2026-10-24T22:30", "2026-10-25T03:30")],
    ids=["spring has an hour less", "autumn has an hour more"],
)
def test_business_time_counts_real_hours_across_a_clock_change(start: str, expected: str) -> None:
    all_day = Calendar(zone=BERLIN, business_hours=(time(0), time(23, 59)), weekend=frozenset())

    assert all_day.add_business_time(berlin(start), timedelta(hours=5, minutes=59)) == berlin(expected)


def test_business_time_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="taken away"):
        GERMANY.add_business_time(berlin("2026-11-23T10:00"), timedelta(hours=-1))


def test_the_round_of_a_day_off_waits_for_the_next_business_day() -> None:
    assert GERMANY.round_at(date(2026, 12, 25), time(9)) == datetime(2026, 12, 28, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
    ids=["a skipped hour moves on", "of a repeated hour the first"],
)
def test_hours_of_a_clock_change(day: date, hour: time, expected: datetime) -> None:
    assert calendar.at(day, hour, BERLIN) == expected


def test_an_instant_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        calendar.local_date(datetime(2026, 1, 1), BERLIN)  # noqa: DTZ001 - the very mistake under test
