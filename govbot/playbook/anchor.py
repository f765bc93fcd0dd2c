"""The day on which something comes back: on Tuesday, on the last Friday, on 15 March. RFC 5545's rules underneath."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Self

from dateutil.rrule import rrule, rrulestr

from govbot.errors import Refusal, quoted

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # days of each month
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
WEEKDAY = re.compile(r"([a-z]{3,9}?)s?")
NTH = re.compile(r"(?:the )?(\w+) ([a-z]+?)(?: (?:of|in) ([a-z]+))?")
DAY = re.compile(r"(?:the |day )?(\d{1,2})(?:st|nd|rd|th)?")
DAY_MONTH = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?")
LAST_DAY = re.compile(r"(?:the )?last day(?: of (?:the )?month)?")


@dataclass(frozen=True)
class Anchor:
    """`unit` is how long each of its periods is: a week, a month or a year; `rule` is an RRULE without a start."""

    unit: str
    words: str
    rule: str

    CYCLE: ClassVar = (date(2001, 1, 1), date(2041, 1, 1))  # longer than the 28 years after which a calendar repeats

    @classmethod
    def parse(cls, words: str) -> Self | None:
        """What follows “on”, in lower case; None where it says nothing, a Refusal where the day never comes."""
        if LAST_DAY.fullmatch(words):
            return cls("month", "the last day", "FREQ=MONTHLY;BYMONTHDAY=-1")
        if match := DAY.fullmatch(words):
            number = _exists(words, int(match[1]), 31)
            return cls("month", f"the {number}{_suffix(number)}", f"FREQ=MONTHLY;{_days(number)}")
        if match := DAY_MONTH.fullmatch(words):
            month = _index(match[2] or match[3], MONTHS)
            if month is not None:
                number = _exists(words, int(match[1] or match[4]), LONGEST[month])
                rule = f"FREQ=YEARLY;BYMONTH={month + 1};{_days(number)}"
                return cls("year", f"{number} {MONTHS[month]}", rule)
        if match := NTH.fullmatch(words):
            return cls._nth(*match.groups())
        match = WEEKDAY.fullmatch(words)
        weekday = _index(match[1], WEEKDAYS) if match else None
        return None if weekday is None else cls("week", WEEKDAYS[weekday], f"FREQ=WEEKLY;BYDAY={_code(weekday)}")

    @classmethod
    def _nth(cls, ordinal: str, named: str, of_month: str | None) -> Self | None:
        number, weekday = ORDINALS.get(ordinal, _number(ordinal)), _index(named, WEEKDAYS)
        month = _index(of_month, MONTHS) if of_month else None
        if number is None or weekday is None or (of_month and month is None):
            return None
        which = next(word for word, meant in ORDINALS.items() if meant == number)
        words, day = f"the {which} {WEEKDAYS[weekday]}", f"BYDAY={number}{_code(weekday)}"
        if month is None:
            return cls("month", words, f"FREQ=MONTHLY;{day}")
        return cls("year", f"{words} of {MONTHS[month]}", f"FREQ=YEARLY;BYMONTH={month + 1};{day}")

    def in_quarters(self) -> Self:
        """The same day, of the first month of each quarter."""
        return type(self)("quarter", self.words, f"{self.rule};BYMONTH=1,4,7,10")

    def on_or_after(self, day: date) -> date:
        found = _rule(self.rule, day).after(_midnight(day), inc=True)
        if found is None:
            raise OverflowError(f"{self.words} does not come any more after {day}")
        return found.date()

    def longest_wait(self) -> int:
        """Years between two of its days at most, which only rare ones have: the fifth Monday of February."""
        start, end = self.CYCLE
        days = [found.date() for found in _rule(self.rule, start).between(_midnight(start), _midnight(end), inc=True)]
        gaps = zip([start, *days], [*days, end], strict=True)
        return max((later - earlier).days for earlier, later in gaps) // 365


def _rule(rule: str, since: date) -> rrule:
    found = rrulestr(rule, dtstart=_midnight(since))
    assert isinstance(found, rrule)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """A month or weekday by its name or its first letters, at least three."""
    found = [at for at, name in enumerate(names) if len(word) >= 3 and name.lower().startswith(word)]
    return found[0] if len(found) == 1 else None


def _code(weekday: int) -> str:
    return WEEKDAYS[weekday][:2].upper()


def _number(ordinal: str) -> int | None:
    match = re.fullmatch(r"([1-5])(?:st|nd|rd|th)", ordinal)
    return int(match[1]) if match else None


def _days(number: int) -> str:
    """A day that some months lack is their last one there."""
    if number <= 28:
        return f"BYMONTHDAY={number}"
    return f"BYMONTHDAY={','.join(str(day) for day in range(28, number + 1))};BYSETPOS=-1"


def _exists(words: str, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise Refusal(f"{quoted(words)} never comes. Choose a day that exists, at most the {most}{_suffix(most)}.")
    return number


def _suffix(number: int) -> str:
    return "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
