"""Risks, issues, exceptions and decisions as Slack shows them in a line each, and lists of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from govbot import playbook
from govbot.people.models import Person
from govbot.risks import exposure, rating
from govbot.risks.models import Approval, Entry, Issue, PolicyException, Risk
from govbot.risks.reminders import SHOW
from govbot.slack import paging
from govbot.slack.blocks import Block, button, section
from govbot.slack.text import clip, day, escape, mention, until
from govbot.vendors.models import Vendor

PAGE = 10
BACK, ON = "record.page.back:1", "record.page.on:1"


@dataclass(frozen=True)
class File:
    """A thing with all that is said about it: who answers for it, which approval counts, which one is awaited."""

    entry: Entry
    vendor: Vendor
    owner: Person
    held: Approval | None
    asked: Approval | None
    approver: Person | None
    today: date


def name(entry: Entry, most: int = 120) -> str:
    return f"`{entry.ref}` *{escape(clip(entry.title, most))}*"


def line(file: File) -> str:
    """`RSK-0001` *They lose their key people* · Meridian · 🔴 15 Extreme …"""
    return f"{name(file.entry)} · {escape(clip(file.vendor.name, 60))} · {_state(file)}"


def line_alone(file: File) -> str:
    """The same below a heading that names the vendor."""
    return f"{name(file.entry)} · {_state(file)}"


def score(likelihood: int, impact: int) -> str:
    """`🔴 15 Extreme (3×5)`."""
    total = rating.score(likelihood, impact)
    band = playbook.load().risks.band(total)
    return f"{band.sign} {total} {band.title} ({likelihood}×{impact})"


def _state(file: File) -> str:
    if not file.entry.is_open:
        return "closed"
    return STATES[file.entry.noun](file)


def _risk_state(file: File) -> str:
    risk = as_risk(file.entry)
    shown = score(risk.residual_likelihood, risk.residual_impact)
    if exposure.is_above(risk, file.vendor):
        bare = exposure.exposed(risk, file.vendor, file.held, file.today)
        shown += " · ⚠️ above appetite, no plan" if bare else " · above appetite"
    treated = f" · {risk.treatment.value}" if risk.treatment else ""
    return f"{shown}{treated} · look again {when(file)}"


def _issue_state(file: File) -> str:
    issue = file.entry
    if isinstance(issue, Issue) and issue.done_at:
        return f"done by {mention(issue.done_by)}, to be verified {when(file)}"
    return when(file) if issue.due < file.today else f"due {when(file)}"


def _exception_state(file: File) -> str:
    exception = file.entry
    if isinstance(exception, PolicyException) and exception.granted_at is None:
        return "waits for approval"
    ended = exception.due < file.today
    return f"⚠️ *expired* on {day(exception.due)}" if ended else f"until {day(exception.due)} ({_left(file)})"


def _decision_state(file: File) -> str:
    over = file.entry.due < file.today
    until_when = f"⚠️ ended on {day(file.entry.due)}" if over else f"until {day(file.entry.due)} ({_left(file)})"
    return f"{mention(file.owner.slack_id)} · {until_when}"


STATES: dict[str, Callable[[File], str]] = {
    "risk": _risk_state,
    "issue": _issue_state,
    "exception": _exception_state,
    "decision": _decision_state,
}


def _left(file: File) -> str:
    return until(file.entry.due, file.today)


def when(file: File) -> str:
    late = "⚠️ " if file.entry.due < file.today else ""
    return f"{late}{_left(file)} ({day(file.entry.due)})"


def as_risk(entry: Entry) -> Risk:
    assert isinstance(entry, Risk)
    return entry


def listing(
    files: Sequence[File], *, heading: str, alone: bool, first: int, total: int, where: dict[str, str]
) -> list[Block]:  # fmt: skip
    """One page, of a vendor `alone` or of all; the buttons carry which list it is and where they lead."""
    blocks = [section(f"*{heading}* · {paging.counted(first, len(files), total)}")]
    drawn = line_alone if alone else line
    blocks += [section(drawn(file), button("Open", SHOW, file.entry.subject)) for file in files]
    return [*blocks, *paging.turns(BACK, ON, where, first, PAGE, total)]
