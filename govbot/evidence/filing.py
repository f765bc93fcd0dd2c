"""What is said of a piece of evidence when it is filed, what is wrong with it, and until when it holds."""

from dataclasses import dataclass
from datetime import date

from govbot import playbook
from govbot.errors import Refusals
from govbot.playbook.evidence import EvidenceKind

LONGEST = {"title": 120, "issuer": 120, "scope": 300, "exceptions": 3000, "link": 1000}


@dataclass(frozen=True)
class Dropped:
    """A file that lies in Slack, as it was when it was read."""

    id: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Filing:
    kind: str  # a key of the playbook's kinds of evidence
    title: str = ""
    issuer: str = ""
    scope: str = ""
    period_start: date | None = None
    period_end: date | None = None
    issued: date | None = None
    valid_until: date | None = None  # as the document states it
    exceptions: str = ""
    link: str = ""
    bridges_id: int | None = None
    file: Dropped | None = None

    @property
    def what(self) -> EvidenceKind:
        return playbook.load().evidence.kinds[self.kind]


def holds_until(filing: Filing, tier: str, today: date) -> date | None:
    """By the kind's rule, else as stated; every fault is named on its field."""
    faults = _faults(filing, today)
    end = filing.valid_until
    if filing.what.months:
        since = getattr(filing, filing.what.counted_from)
        end = filing.what.end(tier, since) if since else None
        if end and filing.valid_until and filing.valid_until != end:
            faults["valid_until"] = f"By our rule it holds until {_day(end)}. Leave this empty."
    if not faults and end and end < today:
        field = filing.what.counted_from if filing.what.months else "valid_until"
        faults[field] = f"Then it ran out on {_day(end)} already. File the one that came after it."
    if faults:
        raise Refusals(faults)
    return end


def _faults(filing: Filing, today: date) -> dict[str, str]:
    faults = _missing(filing) | _lengths(filing)
    start, end, issued, until = filing.period_start, filing.period_end, filing.issued, filing.valid_until
    if start and end and end < start:
        faults["period_end"] = f"That is before its period begins, on {_day(start)}."
    elif end and end > today:
        faults["period_end"] = "That day is still to come: nothing can be shown of it yet."
    if start and start > today:
        faults["period_start"] = "That day is still to come: nothing can be shown of it yet."
    if issued and issued > today:
        faults["issued"] = "That day is still to come. Take the day that stands on the document."
    elif issued and end and issued < end:
        faults["issued"] = f"That is before its period ends, on {_day(end)}."
    if until and issued and until < issued:
        faults["valid_until"] = f"That is before it was issued, on {_day(issued)}."
    return faults


def _missing(filing: Filing) -> dict[str, str]:
    what, faults = filing.what, {}
    if what.open_ended and not filing.title:
        faults["title"] = "Say what it is, in a few words."
    if not filing.issuer:
        faults["issuer"] = "Say who issued it."
    if what.months and getattr(filing, what.counted_from) is None:
        named = {"issued": "when it was issued", "period_end": "when its period ends"}[what.counted_from]
        faults[what.counted_from] = f"Say {named}: how long it holds is counted from there."
    if not what.months and not what.open_ended and filing.valid_until is None:
        faults["valid_until"] = "Say until when it is valid, as it states itself."
    if not filing.file and not filing.link.startswith("https://"):
        faults["link"] = "Give the address where it lies, such as https://drive.example.com/soc2.pdf."
    return faults


def _lengths(filing: Filing) -> dict[str, str]:
    return {
        name: f"{most} characters are the most." for name, most in LONGEST.items() if len(getattr(filing, name)) > most
    }


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
