"""`acme add L2 Jane Doe, account manager, jane@example.com` taken apart."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from govbot.vendors.contacts import ADDRESS, NUMBER, Draft

VERBS = ("add", "list", "remove")
LEVEL = re.compile(r"[Ll]?([1-4])")


class Typed(NamedTuple):
    """Which vendor, what to do there, and with whom."""

    vendor: str
    verb: str
    rest: str


def split(words: Sequence[str]) -> Typed:
    """The verb stands after the vendor; without one the contacts are listed."""
    at = next((at for at, word in enumerate(words) if at and word.lower() in VERBS), len(words))
    verb = words[at].lower() if at < len(words) else "list"
    return Typed(" ".join(words[:at]), verb, " ".join(words[at + 1 :]))


def draft(text: str) -> Draft:
    """Level, address and number are known by their looks; what is left is the name, and after a comma the title."""
    level = email = ""
    phone: list[str] = []
    left: list[str] = []
    for word in text.replace(",", ", ").split():
        bare = word.strip(",;")
        if not level and LEVEL.fullmatch(bare) and not phone:
            level = bare[-1]
        elif not email and ADDRESS.fullmatch(bare):
            email = bare
        elif NUMBER.fullmatch(bare):
            phone.append(bare)
        else:
            left.append(word)
    name, _, title = " ".join(left).partition(",")
    return Draft(int(level) if level else None, name.strip(), title.strip(" ,;"), email, " ".join(phone))
