"""`acme X19` taken apart: the vendor, and the code of a task where one was typed."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.vendors import finding
from govbot.vendors.models import Vendor

CODE = re.compile(r"[A-Za-z]?[0-9]{1,3}[A-Za-z]?")


def vendor_and_code(session: Session, words: Sequence[str]) -> tuple[Vendor, str]:
    """The code is empty where none was typed. A vendor whose own name ends in one is found by its whole name."""
    whole = finding.by_name(session, " ".join(words)) or finding.by_ref(session, " ".join(words))
    if whole or len(words) < 2 or not CODE.fullmatch(words[-1]):
        return whole or finding.find(session, " ".join(words)), ""
    return finding.find(session, " ".join(words[:-1])), words[-1]


def check_code(code: str, usage: str) -> str:
    if not code:
        raise Refusal(f"Which task? Type its code at the end: `{usage}`")
    return code
