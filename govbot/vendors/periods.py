"""Periods of a contract, as people write them and as ISO 8601 does, counted back and forth in calendar months."""

import re
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from govbot.errors import Refusal

WRITTEN = re.compile(r"(\d{1,4})\s*(day|week|month|year)?s?", re.ASCII | re.IGNORECASE)
UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
NOTICE_EXPECTED = "A number of days such as 90, or a period such as 3 months."


def notice(text: str) -> str:
    """A period as ISO 8601 writes it (P90D, P3M), so that three months stay three months whatever the end date is."""
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise Refusal(NOTICE_EXPECTED)
    number, unit = int(match[1]), (match[2] or "day").lower()
    if number * {"day": 1, "week": 7, "month": 30, "year": 360}[unit] > 3600:
        raise Refusal("A notice period of ten years at most.")
    return f"P{number}{unit[0].upper()}"


def span(period: str, times: int = 1) -> relativedelta:
    """So many of a period such as P90D; an empty one is no time at all."""
    step: dict[str, Any] = {f"{UNITS[period[-1]]}s": int(period[1:-1]) * times} if period else {}
    return relativedelta(**step)


def before(day: date, period: str) -> date:
    return day - span(period)


def said(period: str) -> str:
    """`90 days`, `1 month`; empty for none."""
    if not period:
        return ""
    number, unit = int(period[1:-1]), UNITS[period[-1]]
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
