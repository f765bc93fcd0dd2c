"""Notice periods as spreadsheets write them."""

import re

from govbot.errors import Refusal

NOTICE = re.compile(r"(\d{1,4})\s*(day|week|month|year)?s?", re.ASCII | re.IGNORECASE)
NOTICE_EXPECTED = "A number of days such as 90, or a period such as 3 months."


def notice(text: str) -> str:
    """A period as ISO 8601 writes it (P90D, P3M), so that three months stay three months whatever the end date is."""
    match = NOTICE.fullmatch(text)
    if match is None:
        raise Refusal(NOTICE_EXPECTED)
    number, unit = int(match[1]), (match[2] or "day").lower()
    if number * {"day": 1, "week": 7, "month": 30, "year": 360}[unit] > 3600:
        raise Refusal("A notice period of ten years at most.")
    return f"P{number}{unit[0].upper()}"
