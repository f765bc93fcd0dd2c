"""Local days, business days and business hours: pure functions on values, in any time zone."""

import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import holidays
from rapidfuzz import process

from govbot.errors import Refusal, quoted

DAY = timedelta(days=1)
# Both mean something else on each machine, so that no deadline may hang on them.
NOT_A_PLACE = frozenset({"localtime", "Factory"})


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name in any case, or a Refusal with the names that come close."""
    key = _zones().get(name.strip().lower())
    if key is None:
        near = [match for match, *_ in process.extract(name.lower(), list(_zones()), limit=3)]
        suggestions = ", ".join(_zones()[match] for match in near)
        raise Refusal(f"I do not know the time zone {quoted(name)}. Did you mean one of these: {suggestions}?")
    return ZoneInfo(key)


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """The date on the wall there."""
    if now.tzinfo is None:
        raise ValueError(f"{now} has no time zone")
    return now.astimezone(zone).date()


def at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, when a clock there shows that hour of that day.

    An hour that the clocks skip is moved on by as much as they skip; of one that they repeat it is the first.
    """
    return datetime.combine(day, hour.replace(fold=0), tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Calendar:
    """Which days and hours count as business; a day off in any of the countries is a day off.

    Countries are ISO codes, with a part of the country if needed: DE, DE-BY, US-CA.
    Days of the week count from Monday = 0.
    """

    zone: ZoneInfo
    countries: tuple[str, ...] = ()
    business_hours: tuple[time, time] = (time(9), time(18))
    weekend: frozenset[int] = frozenset({5, 6})

    def __post_init__(self) -> None:
        for country in self.countries:
            _check_country(country)
        if self.business_hours[0] >= self.business_hours[1]:
            raise Refusal("Business hours must end later than they begin, for example 09:00 to 18:00.")
        if self.weekend >= set(range(7)):
            raise Refusal("At least one day of the week must be a business day.")

    def is_business_day(self, day: date) -> bool:
        return day.weekday() not in self.weekend and self._exists(day) and self.holiday_name(day) is None

    def holiday_name(self, day: date) -> str | None:
        names = (_holidays_of(country, day.year).get(day) for country in self.countries)
        return next((name for name in names if name), None)

    def next_business_day(self, day: date) -> date:
        """That day, or the first business day after it."""
        return self._roll(day, DAY)

    def add_business_days(self, day: date, count: int) -> date:
        """`count` business days on, or back if negative. A day off counts as the business day it leads to."""
        step = DAY if count >= 0 else -DAY
        day = self._roll(day, step)
        for _ in range(abs(count)):
            day = self._roll(day + step, step)
        return day

    def add_business_time(self, instant: datetime, duration: timedelta) -> datetime:
        """The instant, in UTC, when that much business time has passed. Outside of it no time passes."""
        if duration < timedelta(0):
            raise ValueError("business time cannot be taken away")
        day, left = local_date(instant, self.zone), duration
        opening, closing = self.business_hours
        while True:
            day = self.next_business_day(day)
            start = max(instant.astimezone(UTC), at(day, opening, self.zone))
            room = at(day, closing, self.zone) - start
            if timedelta(0) <= left <= room:
                return start + left
            left -= max(room, timedelta(0))
            day += DAY

    def round_at(self, day: date, hour: time) -> datetime:
        """When the round of that day takes place, in UTC: on a day off it waits for the next business day."""
        return at(self.next_business_day(day), hour, self.zone)

    def _roll(self, day: date, step: timedelta) -> date:
        while not self.is_business_day(day):
            day += step
        return day

    def _exists(self, day: date) -> bool:
        """False for a day skipped at the date line, as 30 December 2011 was in Samoa."""
        return local_date(at(day, time(12), self.zone), self.zone) == day


@cache
def _zones() -> Mapping[str, str]:
    return {name.lower(): name for name in sorted(available_timezones() - NOT_A_PLACE)}


@cache
def _countries() -> Mapping[str, Collection[str]]:
    """Each country's code and the codes of its parts."""
    return holidays.list_supported_countries()


@cache
def _holidays_of(code: str, year: int) -> Mapping[date, str]:
    country, _, part = code.upper().partition("-")
    with warnings.catch_warnings():
        # For years far away some moving feasts are not known, and the library says so. The others still are.
        warnings.simplefilter("ignore", UserWarning)
        found = holidays.country_holidays(country, subdiv=part or None, years=year, expand=False, language="en_US")
    return dict(found)


def _check_country(code: str) -> None:
    country, dash, part = code.upper().partition("-")
    parts = _countries().get(country)
    if parts is None or (dash and part not in parts):
        raise Refusal(
            f"I do not know the public holidays of {quoted(code)}. Use the two-letter code of a country,"
            " such as DE or IN, or of a part of it, such as DE-BY or US-CA."
        )
