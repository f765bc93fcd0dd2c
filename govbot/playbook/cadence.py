"""How often something comes back, in words: weekly, every 6 months, yearly."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Self

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, PlainSerializer

from govbot.errors import Refusal, quoted

UNDERSTOOD = (
    "weekly, every 2 weeks, monthly, quarterly, every 6 months, yearly, or every so many days, weeks, months or years"
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
EVERY = re.compile(r"(?:every )?(?:([a-z]+|[0-9]{1,4}) )?(day|week|month|quarter|year)s?")


@dataclass(frozen=True)
class Cadence:
    """An interval of whole months or of whole days; the other one is 0."""

    months: int
    days: int

    @classmethod
    def parse(cls, words: str) -> Self:
        """Words in any case, such as “Every 2 weeks”, or a Refusal that lists what is understood."""
        plain = " ".join(HYPHEN.sub("", words.casefold()).split())
        match = EVERY.fullmatch(WORDS.get(plain, plain))
        if match is None:
            raise _not_understood(words)
        amount, unit = match.groups(default="1")
        number = int(amount) if amount.isdecimal() else NUMBERS.get(amount)
        if number is None:
            raise _not_understood(words)
        months, days = (number * size for size in UNITS[unit])
        if not 0 < months * 30 + days <= LONGEST_YEARS * 360:
            raise Refusal(f"{quoted(words)} is not between a day and {LONGEST_YEARS} years. Choose something in between.")
        return cls(months=months, days=days)

    def next(self, after: date) -> date:
        """One interval after that day; the 31st becomes the last day of a shorter month."""
        return after + relativedelta(months=self.months) + timedelta(days=self.days)

    def __str__(self) -> str:
        name = NAMES.get((self.months, self.days))
        if name:
            return name
        if self.months:
            return f"every {self.months} months"
        weeks, rest = divmod(self.days, 7)
        return f"every {self.days} days" if rest else f"every {weeks} weeks"


def _not_understood(words: str) -> Refusal:
    return Refusal(f"I do not understand how often {quoted(words)} is. Write {UNDERSTOOD}.")


def _validate(value: object) -> object:
    try:
        return Cadence.parse(value) if isinstance(value, str) else value
    except Refusal as refusal:
        raise ValueError(refusal.text) from refusal


CadenceInWords = Annotated[Cadence, BeforeValidator(_validate), PlainSerializer(str, return_type=str)]
