"""`/escalate Ardent Payroll S2 the run failed` taken apart: vendor, severity in anybody's words, and what happened."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.escalations.models import Severity
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key

LONGEST_SEVERITY = 2  # words, as in “sev 1”


class Typed(NamedTuple):
    """What was understood; None and empty are to be asked for in a form."""

    vendor: Vendor | None = None
    severity: Severity | None = None
    what: str = ""


def read(session: Session, words: Sequence[str]) -> Typed:
    """Vendor, severity, and the rest. With a severity the vendor must be clear; without one nothing typed is lost."""
    named = _naming(session, words)
    at = named or _misspelt(words)
    severity, length = _severity_at(words, at)
    try:
        vendor = finding.find(session, " ".join(words[:at])) if at else None
    except Refusal:
        if severity:
            raise
        vendor = None
    if vendor is None:
        return Typed(what=" ".join(words))
    return Typed(vendor, severity, " ".join(words[at + length :]))


def _naming(session: Session, words: Sequence[str]) -> int:
    """How many words at the head are a reference, or a name or part of one: `Area 1 Security` is no severity."""
    names = [vendor.name_key for vendor in finding.everyone(session, retired=True)]
    for length in range(len(words), 0, -1):
        text = " ".join(words[:length])
        if finding.by_ref(session, text) or any(name_key(text) in name for name in names):
            return length
    return 0


def _misspelt(words: Sequence[str]) -> int:
    """No word names a vendor as it is written: whatever stands before the first severity was meant to."""
    return next((at for at in range(1, len(words)) if _severity_at(words, at)[0]), 0)


def _severity_at(words: Sequence[str], at: int) -> tuple[Severity | None, int]:
    """The severity that stands there, and of how many words it is."""
    for length in range(LONGEST_SEVERITY, 0, -1):
        severity = severity_of(" ".join(words[at : at + length]))
        if severity:
            return severity, length
    return None, 0


def severity_of(words: str) -> Severity | None:
    """S1, sev 1, critical… as the playbook calls them."""
    try:
        return Severity(playbook.load().escalation.severity(words).key)
    except Refusal:
        return None
