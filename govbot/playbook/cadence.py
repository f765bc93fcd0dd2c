"""How often something comes back, in words: weekly, every 6 months, monthly on the last Friday."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Self

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, PlainSerializer

from govbot.errors import Refusal, quoted
from govbot.playbook.anchor import Anchor

UNDERSTOOD = (
    "weekly, every 2 weeks, monthly, quarterly, every 6 months, yearly, or every so many days, weeks, months or years;"
    " with a day if you like: weekly on Tuesday, monthly on the last Friday, yearly on 15 March"
)
LONGEST_YEARS = 10
UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "year": (12, 0)}
WORDS = {
    "daily": "1 day",
    "weekly": "1 week",
    "biweekly": "2 weeks",
    "fortnightly": "2 weeks",
    "monthly": "1 month",
    "quarterly": "1 quarter",
    "half yearly": "6 months",
    "halfyearly": "6 months",
    "half year": "6 months",
    "every half year": "6 months",
    "semiannual": "6 months",
    "semiannually": "6 months",
    "twice a year": "6 months",
    "yearly": "1 year",
    "annual": "1 year",
    "annually": "1 year",
    "once a year": "1 year",
}
ONE_TO_TWELVE = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS = {word: number for number, word in enumerate(ONE_TO_TWELVE, start=1)} | {"other": 2}
NAMES = {(0, 1): "daily", (0, 7): "weekly", (1, 0): "monthly", (3, 0): "quarterly", (12, 0): "yearly"}
HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")  # bi-weekly is biweekly, -1 is not 1
HALF = {"week": 3, "month": 15, "quarter": 45, "year": 182}  # days: how far from its date something may be held
MISFITS = {
    "week": "a weekday alone goes with weeks, as in weekly on Tuesday; a month has the first or last Tuesday",
    "month": "with years, name the month as well, as in yearly on the last Friday of March",
    "year": "a day of the year goes with years, as in yearly on 15 March",
}
EVERY = re.compile(r"(?:every )?(?:([a-z]+|[0-9]{1,4}) )?(day|week|month|quarter|year)s?")


@dataclass(frozen=True)
class Cadence:
    """An interval of whole months or of whole days; the other one is 0. `on` is its day, where one was said."""

    months: int
    days: int
    on: Anchor | None = None

    @classmethod
    def parse(cls, words: str) -> Self:
        """Words in any case, such as “Every 2 weeks”, or a Refusal that lists what is understood."""
        plain = " ".join(HYPHEN.sub("", words.casefold()).replace(",", " ").split())
        often, on, day = plain.partition(" on ")
        match = EVERY.fullmatch(WORDS.get(often, often))
        if match is None:
            raise _not_understood(words)
        amount, unit = match.groups(default="1")
        number = int(amount) if amount.isdecimal() else NUMBERS.get(amount)
        if number is None:
            raise _not_understood(words)
        months, days = (number * size for size in UNITS[unit])
        if not 0 < months * 30 + days <= LONGEST_YEARS * 360:
            raise Refusal(
                f"{quoted(words)} is not between a day and {LONGEST_YEARS} years. Choose something in between."
            )
        return cls(months, days, _anchor(words, months, days, day) if on else None)

    def next(self, after: date) -> date:
        """One interval after that day; the 31st becomes the last day of a shorter month.

        With a day of its own: the one nearest to that, so that something held a little early or late changes nothing.
        """
        whole = after + relativedelta(months=self.months) + timedelta(days=self.days)
        return self.on.on_or_after(whole - timedelta(days=HALF[self.on.unit])) if self.on else whole

    def on_or_after(self, day: date) -> date:
        """That day, or the first after it on which this falls."""
        return self.on.on_or_after(day) if self.on else day

    @property
    def length(self) -> int:
        """About how many days there are between two."""
        return self.months * 30 + self.days

    def __str__(self) -> str:
        return f"{self._interval()} on {self.on.words}" if self.on else self._interval()

    def _interval(self) -> str:
        name = NAMES.get((self.months, self.days))
        if name:
            return name
        if self.months:
            return f"every {self.months} months"
        weeks, rest = divmod(self.days, 7)
        return f"every {self.days} days" if rest else f"every {weeks} weeks"


def _anchor(words: str, months: int, days: int, day: str) -> Anchor:
    """The day of a cadence, if it fits its interval and comes often enough."""
    anchor = Anchor.parse(day)
    if anchor is None:
        raise _not_understood(words)
    fitting = {"week": days and days % 7 == 0, "month": months and months % 12, "year": months and months % 12 == 0}
    if not fitting[anchor.unit]:
        raise Refusal(f"{quoted(words)} does not fit together: {MISFITS[anchor.unit]}.")
    if months == 3:
        anchor = anchor.in_quarters()
    if anchor.unit == "year" and anchor.longest_wait() + months // 12 - 1 > LONGEST_YEARS:
        raise Refusal(
            f"{quoted(words)} would let more than {LONGEST_YEARS} years pass. Choose a day that comes oftener."
        )
    return anchor


def _not_understood(words: str) -> Refusal:
    return Refusal(f"I do not understand how often {quoted(words)} is. Write {UNDERSTOOD}.")


def _validate(value: object) -> object:
    try:
        return Cadence.parse(value) if isinstance(value, str) else value
    except Refusal as refusal:
        raise ValueError(refusal.text) from refusal


CadenceInWords = Annotated[Cadence, BeforeValidator(_validate), PlainSerializer(str, return_type=str)]
