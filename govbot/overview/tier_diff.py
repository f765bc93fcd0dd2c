"""What another tier would change, before anybody confirms it: reviews, reminders, evidence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session

from govbot import playbook
from govbot.reviews import programme
from govbot.vendors.models import Tier, Vendor


class Shift(NamedTuple):
    """Something that comes in another way than before; empty: not at all."""

    what: str
    before: str
    after: str


class Diff(NamedTuple):
    """`evidence` is what has to be held then and had not to be before, `spared` the other way round."""

    reviews: Sequence[Shift]
    reminders: Sequence[Shift]
    evidence: Sequence[str]
    spared: Sequence[str]


def between(session: Session, vendor: Vendor, tier: Tier) -> Diff:
    """From the tier it has to that one."""
    required = playbook.load().evidence.required
    before, after = required.get(vendor.tier, ()), required.get(tier, ())
    return Diff(
        reviews=shifts(_cadences(session, vendor, vendor.tier), _cadences(session, vendor, tier)),
        reminders=shifts(_stages(vendor.tier), _stages(tier)),
        evidence=[_evidence(kind) for kind in after if kind not in before],
        spared=[_evidence(kind) for kind in before if kind not in after],
    )


def shifts(before: Mapping[str, str], after: Mapping[str, str]) -> list[Shift]:
    """Where the two differ, in the order of the later one."""
    keys = dict.fromkeys([*after, *before])
    found = [Shift(key, before.get(key, ""), after.get(key, "")) for key in keys]
    return [shift for shift in found if shift.before != shift.after]


def _cadences(session: Session, vendor: Vendor, tier: Tier) -> dict[str, str]:
    return {kind: str(cadence) for kind, cadence in programme.cadences(session, vendor, tier).items()}


def _stages(tier: Tier) -> dict[str, str]:
    """Of the things that are announced earlier for some tiers: on which days before."""
    before = playbook.load().reminders.before
    return {
        thing: ", ".join(str(number) for number in days[tier])
        for thing, days in before.items()
        if isinstance(days, dict)
    }


def _evidence(kind: str) -> str:
    return playbook.load().evidence.kinds[kind].title
