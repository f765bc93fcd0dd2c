"""`acme critical because they pay us` taken apart: the vendor, a word of the playbook, and the reason."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from govbot.errors import Ambiguous, Refusal
from govbot.playbook.terms import AnyTerm, Terms
from govbot.vendors import finding
from govbot.vendors.models import Vendor

LONGEST_TERM = 3  # words, as in “exit in progress”


class Wish(NamedTuple):
    """`key` None and `reason` empty were not typed, and are to be asked for."""

    vendor: Vendor
    key: str | None
    reason: str


def wish(session: Session, words: Sequence[str], terms: Terms[AnyTerm]) -> Wish:
    """A vendor whose own name ends in such a word is still found by its whole name."""
    head, reason = because(words)
    whole = finding.by_name(session, " ".join(head))
    if whole:
        return Wish(whole, None, reason)
    for length in range(min(LONGEST_TERM, len(head) - 1), 0, -1):
        key = _key(terms, " ".join(head[-length:]))
        if key:
            return Wish(finding.find(session, " ".join(head[:-length])), key, reason)
    try:
        return Wish(finding.find(session, " ".join(head)), None, reason)
    except Ambiguous:
        raise
    except Refusal:
        _refuse_the_rest(session, head, terms)
        raise


def _refuse_the_rest(session: Session, head: Sequence[str], terms: Terms[AnyTerm]) -> None:
    """Where the first words name a vendor, what follows is meant to be such a word, and the answer is about that."""
    for at in range(len(head) - 1, 0, -1):
        try:
            finding.find(session, " ".join(head[:at]))
        except Refusal:
            continue
        terms.find(" ".join(head[at:]))


def because(words: Sequence[str]) -> tuple[list[str], str]:
    """What stands before the first “because”, and what stands after it."""
    at = next((at for at, word in enumerate(words) if word.lower() == "because"), len(words))
    return list(words[:at]), " ".join(words[at + 1 :])


def _key(terms: Terms[AnyTerm], words: str) -> str | None:
    try:
        return terms.find(words).key
    except Refusal:
        return None
