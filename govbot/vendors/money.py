"""Money as people and spreadsheets write it."""

import re
from decimal import Decimal
from typing import NamedTuple

import pycountry

from govbot import playbook
from govbot.errors import Refusal, quoted

MOST = Decimal(10) ** 15  # what the database keeps with its cents
PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
# Thousands in groups of three, all parted alike; then, after the other sign, the cents.
GROUPED = re.compile(r"\d{1,3}(?P<group>[.,' ])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))[.,]\d{1,2})?", re.ASCII)
DENOMINATED = re.compile(r"(?P<before>[^\d\s.,'+()-]*)\s*(?P<number>[-+(]?[\d.,' ]*\)?)\s*(?P<after>[^\d\s.,'+()-]*)")
EXPECTED = "An amount such as 2400000, 2,400,000.50 or 2.400.000,50."


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
    known = playbook.load().currencies.root.get(sign.casefold())
    if known:
        return known
    found = pycountry.currencies.get(alpha_3=sign.upper())
    if found is None:
        raise Refusal(f"I know no currency {quoted(sign)}. {EXPECTED}")
    return (str(found.alpha_3),)


def currency(text: str) -> str:
    """An ISO 4217 code, in capitals."""
    found = pycountry.currencies.get(alpha_3=text.strip().upper())
    if found is None:
        raise Refusal("A currency by its three-letter code, such as EUR, USD or GBP.")
    return str(found.alpha_3)


def with_currency(text: str) -> tuple[Decimal, str] | tuple[None, None]:
    """`2,400,000 EUR` as people fill it in; nothing at all is no amount."""
    if not text.strip():
        return None, None
    read = amount(text.strip())
    if len(read.currencies) != 1:
        which = " or ".join(read.currencies[:3]) or "EUR, USD or GBP"
        raise Refusal(f"Say in which currency, such as {which}, after the amount.")
    return read.value, read.currencies[0]


def said(value: Decimal | None, code: str | None) -> str:
    """`2,400,000 EUR`, with cents only where there are any; empty for no amount."""
    if value is None:
        return ""
    number = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return f"{number} {code or ''}".strip()
