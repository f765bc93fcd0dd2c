"""What a cell of each column means: text in, a typed value out, or a Refusal with what is expected."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from govbot.errors import Refusal
from govbot.playbook import Cadence
from govbot.register import words
from govbot.register.roster import Roster
from govbot.sheets import dates
from govbot.vendors import money, periods, places
from govbot.vendors.models import Location, Sensitivity, Status, Tier
from govbot.vendors.names import clean_name

REF = re.compile(r"VND-\d{4,8}", re.ASCII)


@dataclass(frozen=True)
class Surroundings:
    """What a cell is read against. `channels`: name without # to Slack id."""

    today: date
    roster: Roster
    channels: dict[str, str]


Parser = Callable[[str, Surroundings], Any]


def ref(text: str, _: Surroundings) -> str:
    plain = text.upper()
    if not REF.fullmatch(plain):
        raise Refusal("A reference such as VND-0001, or an empty cell: then govbot gives one.")
    return plain


def held_review(text: str, around: Surroundings) -> date:
    day = dates.day(text)
    if day > around.today:
        raise Refusal(f"The date of a review that was held: {around.today} at the latest.")
    return day


def _word(vocabulary: str) -> Parser:
    return lambda text, _: words.key_of(vocabulary, text)


def _day(text: str, _: Surroundings) -> date:
    return dates.day(text)


def _person(text: str, around: Surroundings) -> Any:
    return around.roster.find(text)


PARSERS: dict[str, Parser] = {
    "ref": ref,
    "name": lambda text, _: clean_name(text),
    "function": _word("function"),
    "location": lambda text, _: Location(words.key_of("location", text)),
    "countries": lambda text, _: places.countries(text),
    "tier": lambda text, _: Tier(words.key_of("tier", text)),
    "status": lambda text, _: Status(words.key_of("status", text)),
    "owner_email": _person,
    "backup_email": _person,
    "sponsor_email": _person,
    "channel": lambda text, _: text,
    "contract_ref": lambda text, _: text,
    "contract_start": _day,
    "contract_end": _day,
    "notice_days": lambda text, _: periods.notice(text),
    "auto_renew": lambda text, _: words.key_of("auto_renew", text) == "yes",
    "annual_value": lambda text, _: money.amount(text),
    "currency": lambda text, _: money.currency(text),
    "review_kind": _word("review_kind"),
    "review_every": lambda text, _: str(Cadence.parse(text)),
    "last_review": held_review,
    "data_sensitivity": lambda text, _: Sensitivity(words.key_of("data_sensitivity", text)),
    "soc2_period_end": _day,
    "notes": lambda text, _: text,
}

NEEDED = {
    "name": "The vendor's name.",
    "function": "What the vendor does for us, such as payroll, claims or customer support.",
    "tier": "How much depends on the vendor: critical, high, medium or low.",
}
