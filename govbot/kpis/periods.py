"""Weeks, months and quarters: which one a day lies in, how people write it, and which are over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from govbot.errors import Refusal, quoted
from govbot.sheets.dates import EARLIEST, LATEST

EXPECTED = "Write a period like 2026-02, Feb 2026, Q1 2026 or 2026-W07."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
NAMED = re.compile(r"([a-z]{3,9})\.? (\d{4})", re.ASCII)
QUARTER = re.compile(r"(?:q([1-4])[ -/]?(\d{4})|(\d{4})[ -]?q([1-4]))", re.ASCII)
WEEK = re.compile(r"(\d{4})[ -]?w(\d{1,2})", re.ASCII)


class Frequency(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


@dataclass(frozen=True, order=True)
class Period:
    """`start` is its first day: a Monday, a first of a month, a first of a quarter."""

    start: date
    frequency: Frequency

    @property
    def end(self) -> date:
        """Its last day."""
        return self.on(1).start - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def on(self, count: int) -> "Period":
        """The one so many later; before it if negative."""
        if self.frequency is Frequency.WEEKLY:
            return Period(self.start + timedelta(weeks=count), self.frequency)
        months = count * (3 if self.frequency is Frequency.QUARTERLY else 1)
        return Period(self.start + relativedelta(months=months), self.frequency)

    @property
    def key(self) -> str:
        """`2026-02`, `2026-Q1`, `2026-W07`: as it is typed and carried."""
        if self.frequency is Frequency.WEEKLY:
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02d}"
        if self.frequency is Frequency.QUARTERLY:
            return f"{self.start.year}-Q{self.start.month // 3 + 1}"
        return f"{self.start:%Y-%m}"

    @property
    def label(self) -> str:
        """`February 2026`, `Q1 2026`, `week of 9 February 2026`."""
        if self.frequency is Frequency.WEEKLY:
            return f"week of {self.start.day} {self.start:%B %Y}"
        if self.frequency is Frequency.QUARTERLY:
            return f"Q{self.start.month // 3 + 1} {self.start.year}"
        return f"{self.start:%B %Y}"

    @property
    def title(self) -> str:
        """The label at the beginning of a sentence."""
        return self.label[0].upper() + self.label[1:]

    @property
    def short(self) -> str:
        """`Feb`, `Q1 26`, `9 Feb`: below an axis."""
        if self.frequency is Frequency.WEEKLY:
            return f"{self.start.day} {self.start:%b}"
        return f"Q{self.start.month // 3 + 1} {self.start:%y}" if "Q" in self.key else f"{self.start:%b %y}"


def of(day: date, frequency: Frequency) -> Period:
    """The period a day lies in."""
    if frequency is Frequency.WEEKLY:
        return Period(day - timedelta(days=day.weekday()), frequency)
    month = day.month - (day.month - 1) % 3 if frequency is Frequency.QUARTERLY else day.month
    return Period(date(day.year, month, 1), frequency)


def last_over(today: date, frequency: Frequency) -> Period:
    return of(today, frequency).on(-1)


def between(first: Period, last: Period) -> Iterator[Period]:
    """Both included, the earlier first."""
    while first <= last:
        yield first
        first = first.on(1)


def parse(text: str) -> Period:
    """What people write; a Refusal says how."""
    folded = " ".join(text.casefold().split())
    try:
        found = _read(folded)
        if found and EARLIEST <= found.start.year <= LATEST:
            return found
    except ValueError:
        raise Refusal(f"There is no period {quoted(text)}. {EXPECTED}") from None
    raise Refusal(f"I cannot read {quoted(text)} as a period. {EXPECTED}")


def _read(folded: str) -> Period | None:
    if match := MONTH.fullmatch(folded):
        return Period(date(int(match[1]), int(match[2]), 1), Frequency.MONTHLY)
    if (match := NAMED.fullmatch(folded)) and match[1][:3] in MONTHS:
        return Period(date(int(match[2]), MONTHS.index(match[1][:3]) + 1, 1), Frequency.MONTHLY)
    if match := QUARTER.fullmatch(folded):
        year, quarter = int(match[2] or match[3]), int(match[1] or match[4])
        return Period(date(year, quarter * 3 - 2, 1), Frequency.QUARTERLY)
    if match := WEEK.fullmatch(folded):
        return Period(date.fromisocalendar(int(match[1]), int(match[2]), 1), Frequency.WEEKLY)
    return None


def check(period: Period, today: date, oldest_years: int) -> None:
    """Refuses a period that is not over, or too long ago."""
    if period.end >= today:
        raise Refusal(f"{period.title} is not over: it ends on {period.end:%-d %B %Y}. Record it afterwards.")
    if period.start < today - relativedelta(years=oldest_years):
        raise Refusal(f"{period.title} is more than {oldest_years} years ago. Record a later period.")
