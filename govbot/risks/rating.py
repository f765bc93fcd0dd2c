"""How bad a risk is, and whether somebody has an answer to it: pure functions on numbers and days."""

import re
from datetime import date
from typing import NamedTuple

from govbot import playbook
from govbot.errors import Refusal, quoted
from govbot.playbook.risks import WORST
from govbot.risks.models import Treatment

RATING = re.compile(r"([0-9]{1,3})\s*[x×*]\s*([0-9]{1,3})", re.IGNORECASE)


class Accepted(NamedTuple):
    """What another person agreed to bear: a rating such as `4x3`, to the end of that day."""

    rating: str
    until: date


def parse(text: str, *, field: str | None = None) -> tuple[int, int]:
    """Likelihood and impact out of `4x3`."""
    match = RATING.fullmatch(text.strip())
    if match is None:
        raise Refusal(f"{quoted(text)} is no rating. Write likelihood × impact, for example `4x3`.", field=field)
    return on_scale(match[1], "likelihood", field), on_scale(match[2], "impact", field)


def on_scale(text: str, what: str, field: str | None = None) -> int:
    """A likelihood or an impact, of the five that there are."""
    if not text.isdecimal() or not 1 <= int(text) <= WORST:
        raise Refusal(f"The {what} goes from 1 to {WORST}; {quoted(text)} is not on that scale.", field=field)
    return int(text)


def score(likelihood: int, impact: int) -> int:
    return likelihood * impact


def above(residual: int, tier: str) -> bool:
    """Whether it is more than is borne of a vendor of that tier without a plan."""
    return residual > playbook.load().risks.appetite[tier]


def stale(accepted: Accepted, rating: str) -> bool:
    """Whether what was agreed to has moved since."""
    return accepted.rating != rating


def answered(treatment: Treatment | None, plan: str, rating: str, accepted: Accepted | None, today: date) -> bool:
    """Whether something is planned; bearing it counts for this very rating only, and as long as that was approved."""
    if treatment is Treatment.ACCEPT:
        return accepted is not None and not stale(accepted, rating) and today <= accepted.until
    return treatment is not None and bool(plan.strip())
