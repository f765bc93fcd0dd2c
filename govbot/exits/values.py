"""What people write into an exit plan, read strictly: alternatives in their order, hours, days."""

from typing import TypedDict

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.playbook.span import Span
from govbot.vendors import periods

DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
MOST_ALTERNATIVES = 8
LINE = "Kestrel Pay, another vendor, 4 months"
MOST_DAYS = 1825  # five years


class Alternative(TypedDict):
    """Who could take over, what kind of way that is (the playbook's key), and how many days it takes."""

    name: str
    kind: str
    days: int


def alternatives(text: str) -> list[Alternative]:
    """One in a line, best first."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ALTERNATIVES:
        raise Refusal(f"These are {len(lines)}. Keep the best {MOST_ALTERNATIVES}.")
    return [_alternative(number, line) for number, line in enumerate(lines, start=1)]


def _alternative(number: int, line: str) -> Alternative:
    """`Kestrel Pay, another vendor, 4 months`; the name may hold commas."""
    name, kind, lead = ([part.strip() for part in line.rsplit(",", 2)] + ["", ""])[:3]
    if not (name and kind and lead):
        raise Refusal(f"Line {number}: write who, in which way, and how long it takes, as in “{LINE}”.")
    try:
        return Alternative(name=name, kind=playbook.load().exits.alternatives.find(kind).key, days=days(lead))
    except Refusal as refusal:
        raise Refusal(f"Line {number}: {refusal.text}") from None


def alternatives_said(given: list[Alternative]) -> str:
    """As they are written, to be changed."""
    kinds = playbook.load().exits.alternatives
    return "\n".join(f"{each['name']}, {kinds[each['kind']].title}, {each['days']} days" for each in given)


def days(text: str) -> int:
    """`90`, `90 days`, `4 months`."""
    try:
        period = periods.notice(text.strip())
    except Refusal:
        raise Refusal(f"{quoted(text)} is no length of time. Write it as 90 days or 4 months.") from None
    found = int(period[1:-1]) * DAYS[period[-1]]
    if not 0 < found <= MOST_DAYS:
        raise Refusal("Between one day and five years.")
    return found


def hours(text: str) -> int | None:
    """`4 hours`, `2 days`; nothing where nothing was written."""
    if not text.strip():
        return None
    try:
        span = Span.parse(text)
    except ValueError:
        raise Refusal("Write it as 4 hours or 2 days.") from None
    return max(1, span.days * 24 + int(span.time.total_seconds()) // 3600)


def hours_said(given: int | None) -> str:
    """`4 hours`, `2 days`; empty for none."""
    if given is None:
        return ""
    return str(Span(days=given // 24)) if given % 24 == 0 else f"{given} hour{'' if given == 1 else 's'}"
