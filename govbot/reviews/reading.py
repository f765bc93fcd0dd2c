"""A vendor and a kind of review found among typed words: `Ardent Payroll service monthly`."""

from collections.abc import Sequence

from sqlmodel import Session

from govbot import playbook
from govbot.playbook.reviews import ReviewKind
from govbot.playbook.terms import fold
from govbot.vendors import finding
from govbot.vendors.models import Vendor


def vendor_and_kind(session: Session, words: Sequence[str]) -> tuple[Vendor, ReviewKind | None, Sequence[str]]:
    """A vendor whose whole name it is comes first, even if the name ends like a kind: `Ardent Audit`."""
    named = finding.by_name(session, " ".join(words))
    if named:
        return named, None, ()
    whom, kind, rest = split(words)
    return finding.find(session, " ".join(whom)), kind, rest


def split(words: Sequence[str]) -> tuple[Sequence[str], ReviewKind | None, Sequence[str]]:
    """The vendor's words, the last kind of review named after them, how often; with no kind, all are the vendor's."""
    listed = playbook.load().reviews.kinds.values()
    kinds = {fold(name): kind for kind in listed for name in (kind.key, kind.title, *kind.synonyms)}
    for end in range(len(words), 1, -1):
        for start in range(1, end):
            kind = kinds.get(fold("".join(words[start:end])))
            if kind:
                return words[:start], kind, words[end:]
    return words, None, ()
