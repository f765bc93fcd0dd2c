"""What holds on every day in every time zone of the world, both clock changes included."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govbot import calendar
from govbot.calendar import DAY, Calendar

NAMES = sorted(available_timezones() - calendar.NOT_A_PLACE)
COUNTRIES = ("DE", "IN", "PH", "US-CA", "GB", "BR", "JP", "AE")

zones = st.sampled_from(NAMES).map(ZoneInfo)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
hours = st.times().map(lambda moment: moment.replace(microsecond=0))
bounds = (datetime.fromisoformat("1990-01-02"), datetime.fromisoformat("2060-12-30"))
instants = st.datetimes(*bounds, timezones=st.just(UTC))
durations = st.timedeltas(timedelta(0), timedelta(days=5))
counts = st.integers(0, 30)
calendars = st.builds(
    Calendar,
    zone=zones,
    countries=st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(tuple),
    weekend=st.sets(st.integers(0, 6), max_size=3).map(frozenset),
)
samoa = ZoneInfo("Pacific/Apia")
skipped = date(2011, 12, 30)


def clock_changes(place: ZoneInfo, year: int) -> list[date]:
    """The local days of that year on which the offset at noon is not the offset of noon the day before."""
    first = date(year, 1, 1)
    year_of_days = [first + DAY * number for number in range(365)]
    offsets = [calendar.at(day, time(12), place).astimezone(place).utcoffset() for day in year_of_days]
    return [day for day, before, after in zip(year_of_days[1:], offsets, offsets[1:], strict=False) if before != after]


@pytest.mark.parametrize("hour", [time(0), time(2, 30), time(9), time(23, 59)])
def test_every_hour_of_a_clock_change_is_that_hour_or_just_after_it(hour: time) -> None:
    seen = 0
    for name in NAMES:
        place = ZoneInfo(name)
        for day in clock_changes(place, 2026):
            shown = calendar.at(day, hour, place).astimezone(place)
            asked = datetime.combine(day, hour)
            assert timedelta(0) <= shown.replace(tzinfo=None) - asked <= timedelta(hours=2), (name, day)
            assert shown.fold == 0, (name, day)
            seen += 1
    assert seen > 200


@given(days, hours, zones)
@example(skipped, time(9), samoa)
@example(date(2026, 3, 29), time(1, 30), ZoneInfo("Antarctica/Troll"))
@example(date(2026, 10, 25), time(1, 30), ZoneInfo("Antarctica/Troll"))
def test_an_hour_of_a_day_is_never_naive_nor_early(day: date, hour: time, place: ZoneInfo) -> None:
    instant = calendar.at(day, hour, place)

    assert instant.tzinfo is UTC
    assert instant.astimezone(place).replace(tzinfo=None) >= datetime.combine(day, hour)


@given(days, zones)
@example(skipped, samoa)
def test_a_day_there_comes_back_from_its_noon(day: date, place: ZoneInfo) -> None:
    came_back = calendar.local_date(calendar.at(day, time(12), place), place)

    assert came_back == day or not Calendar(zone=place, weekend=frozenset()).is_business_day(day)


@given(instants, zones)
def test_an_instant_comes_back_from_its_local_time(instant: datetime, place: ZoneInfo) -> None:
    local = instant.astimezone(place)

    assert local.fold == 1 or calendar.at(local.date(), local.time(), place) == instant


@given(days, hours, zones)
@example(date(2011, 12, 29), time(9), samoa)
@example(skipped, time(9), samoa)
def test_the_same_hour_a_day_later_is_not_earlier(day: date, hour: time, place: ZoneInfo) -> None:
    assert calendar.at(day, hour, place) <= calendar.at(day + DAY, hour, place)


@given(instants, instants, zones)
def test_the_date_there_never_goes_back_a_day_or_more(one: datetime, other: datetime, place: ZoneInfo) -> None:
    earlier, later = sorted((one, other))

    # Where a zone crosses the date line eastwards, or turns the clock back at midnight, a date comes twice.
    assert calendar.local_date(earlier, place) <= calendar.local_date(later, place) + DAY


@given(calendars, days, counts)
@example(Calendar(zone=samoa), skipped, 0)
def test_adding_business_days_gives_a_business_day(cal: Calendar, day: date, count: int) -> None:
    assert cal.is_business_day(cal.add_business_days(day, count))
    assert cal.is_business_day(cal.add_business_days(day, -count))
    assert cal.add_business_days(day, 0) == cal.next_business_day(day) >= day


@given(calendars, days, counts, counts)
@example(Calendar(zone=samoa), date(2011, 12, 28), 2, 2)
def test_business_days_may_be_added_in_parts(cal: Calendar, day: date, some: int, more: int) -> None:
    assert cal.add_business_days(cal.add_business_days(day, some), more) == cal.add_business_days(day, some + more)


@given(calendars, days, days, counts)
def test_a_later_day_does_not_end_earlier(cal: Calendar, one: date, other: date, count: int) -> None:
    earlier, later = sorted((one, other))

    assert cal.add_business_days(earlier, count) <= cal.add_business_days(later, count)


@given(calendars, days, counts)
def test_business_days_go_there_and_back(cal: Calendar, day: date, count: int) -> None:
    start = cal.next_business_day(day)

    assert cal.add_business_days(cal.add_business_days(start, count), -count) == start


@given(calendars, instants, durations)
@example(Calendar(zone=samoa), datetime(2011, 12, 29, 20, tzinfo=UTC), timedelta(hours=20))
def test_business_time_ends_in_business_hours(cal: Calendar, instant: datetime, duration: timedelta) -> None:
    end = cal.add_business_time(instant, duration)
    local = end.astimezone(cal.zone)

    assert end.tzinfo is UTC
    assert end - instant >= duration
    assert cal.is_business_day(local.date())
    assert time(9) <= local.time() <= time(18)


@given(calendars, instants, durations, durations)
@example(Calendar(zone=samoa), datetime(2011, 12, 29, 20, tzinfo=UTC), timedelta(hours=9), timedelta(0))
def test_business_time_may_be_added_in_parts(
    cal: Calendar, instant: datetime, some: timedelta, more: timedelta
) -> None:
    parts = cal.add_business_time(cal.add_business_time(instant, some), more)

    assert parts == cal.add_business_time(instant, some + more)


@given(calendars, instants, instants, durations)
def test_business_time_is_monotone(cal: Calendar, one: datetime, other: datetime, duration: timedelta) -> None:
    earlier, later = sorted((one, other))

    assert cal.add_business_time(earlier, duration) <= cal.add_business_time(later, duration)


@given(calendars, days, hours)
def test_the_round_is_on_a_business_day(cal: Calendar, day: date, hour: time) -> None:
    instant = cal.round_at(day, hour)

    assert instant.tzinfo is UTC
    assert instant >= calendar.at(day, hour, cal.zone)
