"""Money and notice periods as spreadsheets write them."""

import re
from decimal import Decimal
from typing import NamedTuple

import pycountry

from govbot.errors import Refusal
from govbot.register import words

MOST = Decimal(10) ** 15  # what the database keeps with its cents
PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
# Thousands in groups of three, all parted alike; then, after the other sign, the cents.
GROUPED = re.compile(r"\d{1,3}(?P<group>[.,' ])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))[.,]\d{1,2})?", re.ASCII)
DENOMINATED = re.compile(r"(?P<before>[^\d\s.,'+()-]*)\s*(?P<number>[-+(]?[\d.,' ]*\)?)\s*(?P<after>[^\d\s.,'+()-]*)")
NOTICE = re.compile(r"(\d{1,4})\s*(day|week|month|year)?s?", re.ASCII | re.IGNORECASE)
EXPECTED = "An amount such as 2400000, 2,400,000.50 or 2.400.000,50."
NOTICE_EXPECTED = "A number of days such as 90, or a period such as 3 months."


class Amount(NamedTuple):
    """`currencies` holds what the currency can be by the amount's own sign; empty: it bears none."""

    value: Decimal
    currencies: tuple[str, ...] = ()


def amount(text: str) -> Amount:
    plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").replace("’", "'")
    match = DENOMINATED.fullmatch(plain.replace("−", "-"))
    if match is None or (match["before"] and match["after"]):
        raise Refusal(EXPECTED)
    number = match["number"].strip()
    if number.startswith(("-", "(")):
        raise Refusal("An amount that is not below zero.")
    value = _number(number)
    if value >= MOST:
        raise Refusal(f"An amount below {MOST:,.0f}.")
    return Amount(value, _currencies(match["before"] or match["after"]))


def _number(text: str) -> Decimal:
    if not (PLAIN.fullmatch(text) or GROUPED.fullmatch(text)):
        raise Refusal(EXPECTED)
    cents = re.search(r"[.,](\d{1,2})$", text)
    whole = re.sub(r"\D", "", text[: cents.start()] if cents else text)
    return Decimal(f"{whole}.{cents[1]}" if cents else whole)


def _currencies(sign: str) -> tuple[str, ...]:
    if not sign:
        return ()
    known = words.load().signs.get(sign.casefold())
    if known:
        return known
    found = pycountry.currencies.get(alpha_3=sign.upper())
    if found is None:
        raise Refusal(EXPECTED)
    return (str(found.alpha_3),)


def currency(text: str) -> str:
    """An ISO 4217 code, in capitals."""
    found = pycountry.currencies.get(alpha_3=text.strip().upper())
    if found is None:
        raise Refusal("A currency by its three-letter code, such as EUR, USD or GBP.")
    return str(found.alpha_3)


def notice(text: str) -> str:
    """A period as ISO 8601 writes it (P90D, P3M), so that three months stay three months whatever the end date is."""
    match = NOTICE.fullmatch(text)
    if match is None:
        raise Refusal(NOTICE_EXPECTED)
    number, unit = int(match[1]), (match[2] or "day").lower()
    if number * {"day": 1, "week": 7, "month": 30, "year": 360}[unit] > 3600:
        raise Refusal("A notice period of ten years at most.")
    return f"P{number}{unit[0].upper()}"
