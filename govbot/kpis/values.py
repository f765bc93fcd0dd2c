"""Values as people write them, held to their unit, and as they are said."""

import re
from decimal import Decimal

from govbot import playbook
from govbot.errors import Refusal
from govbot.playbook.kpis import Unit

WRITTEN = re.compile(r"[-−+]?\d+([.,]\d{1,4})?", re.ASCII)
GROUPED = re.compile(r"[-−+]?\d{1,3}( \d{3}|'\d{3})+([.,]\d{1,4})?", re.ASCII)
MOST = Decimal(10) ** 12
EXPECTED = "A number such as 82, 82.5 or 82,5; at most four places after the point."


def parse(text: str, unit_key: str) -> Decimal:
    """A value in its unit, or a Refusal that says what it may be."""
    unit = playbook.load().kpis.units[unit_key]
    bare = text.strip().replace("\N{NO-BREAK SPACE}", " ")
    if unit.sign.strip():
        bare = bare.removesuffix(unit.sign.strip()).strip()
    if not (WRITTEN.fullmatch(bare) or GROUPED.fullmatch(bare)):
        raise Refusal(EXPECTED)
    value = Decimal(bare.replace("−", "-").replace(",", ".").replace(" ", "").replace("'", ""))
    _check(value, unit)
    return value


def _check(value: Decimal, unit: Unit) -> None:
    if abs(value) >= MOST:
        raise Refusal(f"A value below {MOST:,.0f}.")
    if unit.whole and value != value.to_integral_value():
        raise Refusal("A whole number: this is a count.")
    low = unit.least is not None and value < unit.least
    high = unit.most is not None and value > unit.most
    if low or high:
        limits = f"between {unit.least} and {unit.most}" if unit.most is not None else f"of {unit.least} or more"
        raise Refusal(f"A value {limits}: the unit is {unit.title.lower()}.")


def sample(text: str) -> int | None:
    """How many cases were looked at; nothing typed is not known."""
    bare = text.strip().replace(" ", "").replace(",", "").replace("'", "")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 10):
        raise Refusal("How many cases were looked at: a whole number such as 250.")
    return int(bare)


def said(value: Decimal, unit_key: str) -> str:
    """`82.5 %`, `1,250`."""
    units = playbook.load().kpis.units
    sign = units[unit_key].sign if unit_key in units else ""
    return plain(value) + sign


def plain(value: Decimal) -> str:
    """Without zeros at the end of its places."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
