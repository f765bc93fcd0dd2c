"""What is wrong with a contract stands on its field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govbot.contracts import checking
from govbot.contracts.checking import Draft, Other
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.playbook import load

GOOD = Draft(
    reference="SOW-1", kind="sow", renewal=Renewal.AUTO, start=date(2026, 1, 1), end=date(2026, 12, 31),
    term="P12M", notice="P90D", services=[1],
)  # fmt: skip


def test_critical_vendors_need_six_clauses_more() -> None:
    book = load().contracts
    assert [len(book.asked(tier)) for tier in ("critical", "high", "medium", "low")] == [15, 9, 9, 9]


def there(id_: int, reference: str, kind: str = "sow", **more: Any) -> Contract:
    columns: dict[str, Any] = {"renewal": Renewal.FIXED, "start": date(2025, 1, 1), "end": date(2026, 6, 30)} | more
    return Contract(id=id_, vendor_id=1, reference=reference, reference_key=reference.casefold(), kind=kind, **columns)


MSA = Other(there(7, "MSA-1", "msa"), [1, 2])
SOW = Other(there(8, "SOW-0"), [1])


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"start": None}, "start", "Say from when it runs."),
        ({"end": date(2025, 12, 31)}, "end", "It begins on 1 January 2026."),
        ({"end": None}, "end", "Say on which day its term ends."),
        ({"end": date(2999, 1, 1)}, "end", "between 1950 and 2150"),
        ({"start": date(1900, 1, 1)}, "start", "between 1950 and 2150"),
        ({"renewal": Renewal.EVERGREEN, "term": ""}, "end", "has no end"),
        ({"term": ""}, "term", "for how long it renews"),
        ({"term": "P0M"}, "term", "no time at all"),
        ({"renewal": Renewal.FIXED}, "term", "does not renew"),
        ({"term": "P2M"}, "notice", "longer than the term of 2 months"),
        ({"end": date(2026, 3, 1)}, "notice", "before the contract begins"),
        ({"kind": "amendment"}, "parent", "An amendment belongs to another contract"),
        ({"parent_id": 99}, "parent", "with the same vendor"),
        ({"reference": "sow-0"}, "reference", "is there already"),
        ({"services": []}, "start", "“SOW-0” is of this kind and covers the same service until 30 June 2026"),
        ({"services": [1, 5]}, "start", "until 30 June 2026"),
    ],
)
def test_a_fault_stands_on_its_field(changed: dict[str, Any], field: str, sentence: str) -> None:
    others = [MSA] if "services" not in changed and "reference" not in changed else [MSA, SOW]
    found = checking.faults(replace(GOOD, **changed), others)
    assert list(found) == [field] if "reference" not in changed else field in found
    assert sentence in found[field]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"services": [2]},
        {"kind": "msa", "services": [3]},
        {"kind": "amendment", "parent_id": 7},
        {"start": date(2026, 7, 1)},
        {"renewal": Renewal.EVERGREEN, "end": None, "term": "", "services": [2]},
    ],
)
def test_what_may_stand_beside_the_others(changed: dict[str, Any]) -> None:
    others = [MSA] if not changed else [MSA, SOW]
    assert checking.faults(replace(GOOD, **changed), others) == {}


def test_what_renews_by_itself_is_in_the_way_until_it_is_terminated() -> None:
    renews = there(8, "SOW-0", renewal=Renewal.AUTO, term="P12M")
    late = replace(GOOD, start=date(2030, 1, 1), end=date(2030, 12, 31))
    assert "until somebody ends it" in checking.faults(late, [Other(renews, [])])["start"]
    renews.decision, renews.until = Decision.TERMINATE, date(2029, 12, 31)
    assert checking.faults(late, [Other(renews, [])]) == {}
    renews.until = date(2030, 1, 1)
    assert "until 1 January 2030" in checking.faults(late, [Other(renews, [])])["start"]
    renews.ended_on = date(2027, 1, 1)
    assert checking.faults(late, [Other(renews, [])]) == {}


def test_no_contract_stands_below_itself() -> None:
    top, middle, low = there(1, "A", "msa"), there(2, "B", parent_id=1), there(3, "C", "sla", parent_id=2)
    others = [Other(each, [9]) for each in (top, middle, low)]
    draft = replace(GOOD, reference="A", kind="msa", services=[1])
    for parent in (1, 2, 3):
        assert list(checking.faults(replace(draft, parent_id=parent), others, top)) == ["parent"]
    assert checking.faults(replace(draft, reference="C", kind="sla", parent_id=1), others, low) == {}
