"""How ready we are to leave a vendor, 0 to 100, and what is lacking: a pure function of what is known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from govbot.kpis.models import State
from govbot.playbook.exits import Exits, Part

HALF, ALL = Fraction(1, 2), Fraction(1)
ENOUGH = 2  # alternatives: the first may say no
EXPORT = "export"  # the test that is a part of its own
NAMED = 3  # in one reason


@dataclass(frozen=True)
class Facts:
    """What is known of a vendor's exit; whatever nobody has said is False, None or empty."""

    planned: bool = False  # there is an exit plan at all
    said: frozenset[str] = frozenset()  # of what the playbook asks of a plan
    approved: bool = False
    current: bool = False  # its yearly look is not overdue
    alternatives: int = 0  # with the time they take
    roles: int = 0  # that an exit needs
    unnamed: tuple[str, ...] = ()  # titles of those for which nobody is named
    contract: bool = False  # one that stands
    clauses: int = 0  # about leaving, that it should have
    lacking: tuple[str, ...] = ()  # titles of those that it does not have
    notice: bool = False  # it is written down how long it is
    outage_hours: int | None = None
    tolerance_hours: int | None = None
    tests: Mapping[str, Fraction] = field(default_factory=dict)  # kinds its tier asks for: 1 passed in time, ½ partly


class Lack(NamedTuple):
    """Points that are missing, and why, in words without an end."""

    part: Part
    points: int
    why: str


class Readiness(NamedTuple):
    """`lacks` add up to what the score is below 100; what weighs most comes first."""

    score: int
    lacks: tuple[Lack, ...]
    state: State


def of(facts: Facts, book: Exits) -> Readiness:
    """A right to terminate is no exit plan: without one, nothing else counts."""
    lacks = [Lack("written", 100, "there is no exit plan")]
    if facts.planned:
        lost = [(part, _lost(book, part, share), why) for part, share, why in _parts(facts, book)]
        lacks = sorted((Lack(*each) for each in lost if each[1]), key=lambda lack: -lack.points)
    score = 100 - sum(lack.points for lack in lacks)
    return Readiness(score, tuple(lacks), State(book.readiness.colour(score)))


def _lost(book: Exits, part: Part, share: Fraction) -> int:
    """Whole points; a part of one is not there yet."""
    weight = book.readiness.parts.get(part, 0)
    return weight - int(weight * share)


def _parts(facts: Facts, book: Exits) -> Iterator[tuple[Part, Fraction, str]]:
    """How much of each there is, and why not more."""
    unsaid = [title for key, title in book.needed.items() if key not in facts.said]
    yield "written", _share(len(book.needed), len(unsaid)), f"the plan does not say {_some(unsaid)}"
    yield "approved", _all(facts.approved), "nobody has approved it"
    late = "nobody has looked at it again in time" if facts.approved else "what nobody approved is not looked at again"
    yield "reviewed", _all(facts.approved and facts.current), late
    yield "alternatives", Fraction(min(facts.alternatives, ENOUGH), ENOUGH), _too_few(facts.alternatives)
    yield "people", _share(facts.roles, len(facts.unnamed)), f"nobody is named as {_some(facts.unnamed)}"
    yield "contract", _rights(facts), _without_rights(facts)
    yield "notice", _all(facts.notice), "it is not written down how long the notice is"
    yield "cost", _all("cost" in facts.said), "it is not known what leaving costs"
    data = [book.needed.get(key, key) for key in ("data_formats", "destruction") if key not in facts.said]
    yield "data", _share(2, len(data)), f"of our data it is not said {_some(data)}"
    yield "outage", _all(_bearable(facts)), _unbearable(facts)
    drills = {kind: share for kind, share in facts.tests.items() if kind != EXPORT}
    yield "tested", _average(drills.values()), f"not passed in time: {_some(_unproven(drills, book))}"
    yield "exported", facts.tests.get(EXPORT, ALL), "no data export has passed in time"


def _all(there: bool) -> Fraction:
    return ALL if there else Fraction(0)


def _share(asked: int, missing: int) -> Fraction:
    return Fraction(asked - missing, asked) if asked else ALL


def _average(shares: Collection[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares) if shares else ALL


def _some(names: Sequence[str]) -> str:
    """`a, b and c`; of many the first ones."""
    shown = [*names[:NAMED], *([f"{len(names) - NAMED} more"] if len(names) > NAMED else [])]
    return " and ".join([*([", ".join(shown[:-1])] if shown[1:] else []), *shown[-1:]])


def _too_few(alternatives: int) -> str:
    return "only one alternative is named with the time it takes" if alternatives else "no alternative is named"


def _rights(facts: Facts) -> Fraction:
    """Half for the contract, half for what it says about leaving."""
    return _all(facts.contract) * (HALF + HALF * _share(facts.clauses, len(facts.lacking)))


def _without_rights(facts: Facts) -> str:
    if not facts.contract:
        return "no contract is written down"
    return f"the contract lacks {_some(facts.lacking)}"


def _bearable(facts: Facts) -> bool:
    if facts.outage_hours is None or facts.tolerance_hours is None:
        return False
    return facts.outage_hours <= facts.tolerance_hours


def _unbearable(facts: Facts) -> str:
    if facts.outage_hours is None or facts.tolerance_hours is None:
        return "it is not said how long the change may take and how long we bear it"
    return f"the change may take {facts.outage_hours} hours, and we bear {facts.tolerance_hours}"


def _unproven(tests: Mapping[str, Fraction], book: Exits) -> list[str]:
    return [book.tests[kind].title.lower() for kind, share in tests.items() if share < ALL]
