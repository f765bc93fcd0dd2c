"""Dates as spreadsheets write them, and never a guess which number is the month."""

import re
from datetime import date

from govbot.errors import Refusal

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
EARLIEST, LATEST = 1950, 2150  # beyond, it is a typing error


def day(text: str) -> date:
    """2027-12-31, or 31/12/2027 and 31.12.2027 where only one reading is possible."""
    match = YEAR_FIRST.fullmatch(text)
    if match:
        return _date(int(match[1]), int(match[3]), int(match[4]))
    match = YEAR_LAST.fullmatch(text)
    if match is None:
        raise Refusal("A date, written year first: 2027-12-31.")
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first != second and max(first, second) <= 12:
        raise Refusal(
            "A date of which nobody can tell day from month. Write the year first:"
            f" {year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}."
        )
    if match[2] == "/" and second > 12:
        return _date(year, first, second)
    return _date(year, second, first)


def _date(year: int, month: int, day_of_month: int) -> date:
    if not EARLIEST <= year <= LATEST:
        raise Refusal(f"A date between {EARLIEST} and {LATEST}, written year first: 2027-12-31.")
    try:
        return date(year, month, day_of_month)
    except ValueError as error:
        raise Refusal("A date that is in the calendar, written year first: 2027-12-31.") from error
