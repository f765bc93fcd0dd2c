"""How long a clock runs, in words: 15 minutes, 4 hours, 2 days."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Self

from pydantic import BeforeValidator, PlainSerializer

WORDS = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day)s?")


@dataclass(frozen=True)
class Span:
    """Whole days of the clock that counts, or a time; the other one is 0."""

    days: int = 0
    time: timedelta = timedelta(0)

    @classmethod
    def parse(cls, words: str) -> Self:
        match = WORDS.fullmatch(words.strip())
        if match is None:
            raise ValueError(f"“{words}” is not a time such as 15 minutes, 4 hours or 2 days")
        number, unit = int(match[1]), match[2]
        return cls(days=number) if unit == "day" else cls(time=timedelta(**{f"{unit}s": number}))

    def __str__(self) -> str:
        minutes = int(self.time.total_seconds()) // 60
        hours, rest = divmod(minutes, 60)
        if self.days:
            return _amount(self.days, "day")
        return _amount(minutes, "minute") if rest else _amount(hours, "hour")


def _amount(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _validate(value: object) -> object:
    return Span.parse(value) if isinstance(value, str) else value


SpanInWords = Annotated[Span, BeforeValidator(_validate), PlainSerializer(str, return_type=str)]
