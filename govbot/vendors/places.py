"""Countries by their ISO codes or by their English names."""

import re
from functools import lru_cache

import pycountry
from rapidfuzz import process

from govbot import playbook
from govbot.errors import Refusal

USER_ASSIGNED = {"XK"}  # Kosovo: in use everywhere, in the ISO list not yet


def countries(text: str) -> list[str]:
    """ISO 3166 codes of the countries named, each once, in the order of the text."""
    named = [name for part in re.split(r"[;|\n]", text) if part.strip() for name in _names(part.strip())]
    return list(dict.fromkeys(_country(playbook.load(), name) for name in named))


def _names(part: str) -> list[str]:
    """A comma parts two countries, unless it stands inside a name: Korea, Republic of."""
    if "," in part and pycountry.countries.get(name=part):
        return [part]
    return [name.strip() for name in re.split(r"[,/]", part) if name.strip()]


@lru_cache(maxsize=1024)
def _country(book: playbook.Playbook, name: str) -> str:
    plain = " ".join(name.casefold().replace(".", "").split())
    code = book.countries.root.get(plain, plain)
    if code in USER_ASSIGNED:
        return code
    try:
        return str(pycountry.countries.lookup(code).alpha_2)
    except LookupError as error:
        raise Refusal(f"Countries by code or English name, such as DE; Philippines.{_near(plain)}") from error


def _near(name: str) -> str:
    names = [country.name for country in pycountry.countries]
    found = process.extractOne(name, names, processor=str.casefold, score_cutoff=80)
    return f" Did you mean {found[0]}?" if found else ""
