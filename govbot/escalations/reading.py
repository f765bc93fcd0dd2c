"""`/escalate Ardent Payroll S2 the run failed` taken apart: vendor, severity in anybody's words, and what happened."""

from typing import NamedTuple

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.escalations.models import Severity
from govbot.vendors import finding
from govbot.vendors.models import Vendor

LONGEST_SEVERITY = 2  # words, as in “sev 1”


class Typed(NamedTuple):
    """What was understood; None and empty are to be asked for in a form."""

    vendor: Vendor | None = None
    severity: Severity | None = None
    what: str = ""


def read(session: Session, words: tuple[str, ...]) -> Typed:
    """The first word that is a severity, with a vendor's name before it, divides the rest."""
    refused: Refusal | None = None
    for at in range(1, len(words)):
        for length in range(LONGEST_SEVERITY, 0, -1):
            severity = severity_of(" ".join(words[at : at + length]))
            if severity is None:
                continue
            try:
                vendor = finding.find(session, " ".join(words[:at]))
            except Refusal as refusal:
                refused = refused or refusal
            else:
                return Typed(vendor, severity, " ".join(words[at + length :]))
    if refused:
        raise refused
    return _without_severity(session, words)


def severity_of(words: str) -> Severity | None:
    """S1, sev 1, critical… as the playbook calls them."""
    try:
        return Severity(playbook.load().escalation.severity(words).key)
    except Refusal:
        return None


def _without_severity(session: Session, words: tuple[str, ...]) -> Typed:
    """The longest beginning that names one vendor, and what is said about it; nothing typed is lost."""
    for length in range(len(words), 0, -1):
        try:
            vendor = finding.find(session, " ".join(words[:length]))
        except Refusal:
            continue
        return Typed(vendor, None, " ".join(words[length:]))
    return Typed(what=" ".join(words))
