"""How ready we are to leave: between 0 and 100, never lower for what is filled in, and explained to the last point."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import playbook
from govbot.exits import readiness
from govbot.exits.readiness import Facts
from govbot.kpis.models import State

BOOK = playbook.load().exits
TESTS = {"tabletop": Fraction(1), "live": Fraction(1), "export": Fraction(1)}
FULL = Facts(
    planned=True, said=frozenset(BOOK.needed), approved=True, current=True, alternatives=2, roles=10, contract=True,
    clauses=3, notice=True, outage_hours=4, tolerance_hours=8, tests=TESTS,
)  # fmt: skip
SHARES = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])
ROLES = ["Exit manager", "Human resources", "Facilities", "Finance"]


def some(names: list[str]) -> st.SearchStrategy[Any]:
    return st.sets(st.sampled_from(names))


facts = st.builds(
    Facts,
    planned=st.just(True),
    said=some([*BOOK.needed]).map(frozenset),
    approved=st.booleans(),
    current=st.booleans(),
    alternatives=st.integers(0, 5),
    roles=st.just(len(ROLES)),
    unnamed=some(ROLES).map(lambda names: tuple(sorted(names))),
    contract=st.booleans(),
    clauses=st.just(3),
    lacking=some(["Exit", "Termination", "Data return"]).map(lambda names: tuple(sorted(names))),
    notice=st.booleans(),
    outage_hours=st.none() | st.integers(0, 20),
    tolerance_hours=st.none() | st.integers(0, 20),
    tests=st.dictionaries(st.sampled_from([*TESTS]), SHARES),
)


@given(facts)
@settings(max_examples=100)
def test_it_lies_between_0_and_100_and_its_reasons_add_up_to_what_is_missing(known: Facts) -> None:
    found = readiness.of(known, BOOK)
    assert 0 <= found.score <= 100
    assert sum(lack.points for lack in found.lacks) == 100 - found.score
    assert all(lack.points > 0 and lack.why.strip() for lack in found.lacks)
    assert len({lack.part for lack in found.lacks}) == len(found.lacks)
    assert [lack.points for lack in found.lacks] == sorted((lack.points for lack in found.lacks), reverse=True)


@given(facts, st.data())
@settings(max_examples=100)
def test_filling_something_in_never_lowers_it(known: Facts, data: st.DataObject) -> None:
    more = replace(
        known,
        said=known.said | data.draw(some([*BOOK.needed])),
        approved=known.approved or data.draw(st.booleans()),
        current=known.current or data.draw(st.booleans()),
        alternatives=known.alternatives + data.draw(st.integers(0, 2)),
        unnamed=known.unnamed[data.draw(st.integers(0, 2)) :],
        contract=known.contract or data.draw(st.booleans()),
        lacking=known.lacking[data.draw(st.integers(0, 2)) :],
        notice=known.notice or data.draw(st.booleans()),
        outage_hours=data.draw(st.integers(0, 20)) if known.outage_hours is None else known.outage_hours,
        tolerance_hours=data.draw(st.integers(0, 20)) if known.tolerance_hours is None else known.tolerance_hours,
        tests={kind: max(share, data.draw(SHARES)) for kind, share in known.tests.items()},
    )
    before, after = readiness.of(known, BOOK), readiness.of(more, BOOK)
    assert after.score >= before.score
    lost = {lack.part: lack.points for lack in before.lacks}
    assert all(lack.points <= lost.get(lack.part, 0) for lack in after.lacks)


def test_without_a_plan_nothing_else_counts_and_with_everything_nothing_is_missing() -> None:
    nothing = readiness.of(replace(FULL, planned=False), BOOK)
    assert (nothing.score, nothing.lacks[0].why, nothing.state) == (0, "there is no exit plan", State.RED)
    assert readiness.of(FULL, BOOK) == (100, (), State.GREEN)


@pytest.mark.parametrize(
    ("change", "points", "why"),
    [
        ({"approved": False, "current": True}, 20, "nobody has approved it"),
        ({"said": FULL.said - {"cost"}}, 7, "it is not known what leaving costs"),
        ({"unnamed": ("Exit manager", "Facilities")}, 2, "nobody is named as Exit manager and Facilities"),
        ({"contract": False}, 10, "no contract is written down"),
        ({"lacking": ("Exit and transition",)}, 2, "the contract lacks Exit and transition"),
        ({"lacking": ("Exit", "Training")}, 4, "the contract lacks Exit and Training"),  # 6⅔ are 6 whole points
        ({"outage_hours": 9}, 5, "the change may take 9 hours, and we bear 8"),
        ({"alternatives": 1}, 5, "only one alternative is named with the time it takes"),
        ({"tests": TESTS | {"live": Fraction(0)}}, 5, "not passed in time: live switch"),
        ({"tests": TESTS | {"export": Fraction(1, 2)}}, 3, "no data export has passed in time"),
        ({"tests": {}}, 0, None),  # its tier asks for none
    ],
)
def test_each_thing_that_is_missing_costs_its_points(change: dict[str, Any], points: int, why: str | None) -> None:
    found = readiness.of(replace(FULL, **change), BOOK)
    assert 100 - found.score == points
    assert why is None or why in [lack.why for lack in found.lacks]
