"""How long evidence holds, and what each tier must hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from govbot.playbook import load
from govbot.playbook.evidence import Evidence

BOOK = load().evidence
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("kind", "tier", "since", "end"),
    [
        ("soc2_type2", "critical", date(2025, 12, 31), date(2026, 12, 31)),
        ("soc2_type2", "low", date(2024, 2, 29), date(2025, 2, 28)),
        ("bridge_letter", "high", date(2026, 11, 30), date(2027, 2, 28)),
        ("pen_test", "high", date(2026, 3, 2), date(2027, 3, 2)),
        ("subprocessors", "critical", date(2026, 3, 2), date(2026, 9, 2)),
        ("subprocessors", "high", date(2026, 3, 2), date(2027, 3, 2)),
        ("audit", "medium", date(2026, 3, 2), date(2029, 3, 2)),
    ],
)
def test_how_long_it_holds(kind: str, tier: str, since: date, end: date) -> None:
    assert BOOK.kinds[kind].end(tier, since) == end


@given(since=DAYS, later=DAYS)
def test_what_is_newer_never_runs_out_earlier(since: date, later: date) -> None:
    first, second = sorted((since, later))
    for kind in BOOK.kinds.values():
        assert first <= kind.end("critical", first) <= kind.end("critical", second)


def test_it_is_called_as_people_call_it() -> None:
    called = {"SOC 2": "soc2_type2", "pentest": "pen_test", "iso 27001": "iso27001", "Bridge": "bridge_letter"}
    assert {words: BOOK.kinds.find(words).key for words in called} == called


def test_certificates_reports_and_audits_are_kept_apart() -> None:
    sorts = {kind.key: kind.sort for kind in BOOK.kinds.values()}
    assert (sorts["iso27001"], sorts["soc2_type2"], sorts["audit"]) == ("certificate", "report", "audit")


@pytest.mark.parametrize(
    ("part", "wrong", "why"),
    [
        ("required", {"critical": ["soc9"], "high": [], "medium": []}, "no such kind of evidence: soc9"),
        ("collect_within", {"critical": 30}, "speak of different tiers"),
    ],
)
def test_a_contradiction_is_named(part: str, wrong: object, why: str) -> None:
    given = BOOK.model_dump(mode="json")
    given["kinds"] = {key: {k: v for k, v in kind.items() if k != "key"} for key, kind in given["kinds"].items()}
    with pytest.raises(ValidationError, match=why):
        Evidence.model_validate(given | {part: wrong})
