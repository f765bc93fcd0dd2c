"""Dates that follow from a contract: by example at the ends of months, and as properties of any contract."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot.contracts import terms
from govbot.contracts.models import Renewal
from govbot.contracts.terms import Terms

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
SPANS = st.one_of(
    st.integers(1, 400).map(lambda n: f"P{n}D"),
    st.integers(1, 60).map(lambda n: f"P{n}M"),
    st.integers(1, 80).map(lambda n: f"P{n}W"),
    st.integers(1, 5).map(lambda n: f"P{n}Y"),
)
AUTO = st.builds(Terms, DAYS, st.just(Renewal.AUTO), SPANS, st.one_of(st.just(""), SPANS))


@pytest.mark.parametrize(
    ("end", "term", "notice", "today", "until", "by"),
    [
        ("2026-12-31", "P12M", "P3M", "2026-06-01", "2026-12-31", "2026-09-30"),
        ("2026-12-31", "P12M", "P90D", "2027-01-01", "2027-12-31", "2027-10-02"),
        ("2027-02-28", "P1Y", "P3M", "2027-03-01", "2028-02-29", "2027-11-29"),
        ("2026-01-31", "P1M", "P1M", "2026-02-01", "2026-02-28", "2026-01-28"),
        ("2026-01-31", "P1M", "P2W", "2026-04-30", "2026-04-30", "2026-04-16"),
        ("2026-01-31", "P1M", "", "2026-05-01", "2026-05-31", "2026-05-31"),
        ("2020-06-15", "P3Y", "P6M", "2026-11-21", "2029-06-15", "2028-12-15"),
    ],
)
def test_by_example(end: str, term: str, notice: str, today: str, until: str, by: str) -> None:
    found = Terms(date.fromisoformat(end), Renewal.AUTO, term, notice)
    running = terms.running(found, date.fromisoformat(today))
    assert str(running) == until
    assert str(terms.notice_by(found, running)) == by


@given(AUTO, DAYS)
@settings(max_examples=100)
def test_a_term_that_renews_never_lies_behind_and_notice_is_never_due_after_it(found: Terms, today: date) -> None:
    running = terms.running(found, today)
    assert running
    assert found.end
    assert running >= max(today, found.end)
    assert (terms.notice_by(found, running) or date.max) <= running
    # No term is passed over: the day after the one before lies in the one that runs.
    assert terms.running(found, running) == running
    following = terms.following(found, running)
    assert following
    assert following > running
    assert terms.running(found, running + timedelta(days=1)) == following


@given(AUTO, DAYS, st.integers(0, 3000))
@settings(max_examples=100)
def test_rolling_goes_forward_only_and_in_any_steps(found: Terms, today: date, days: int) -> None:
    later = today + timedelta(days=days)
    first, second = terms.running(found, today), terms.running(found, later)
    assert first
    assert second
    assert first <= second
    walked = first
    while walked < later:
        walked = terms.following(found, walked) or date.max
    assert walked == second


@given(st.one_of(st.none(), DAYS), st.sampled_from([Renewal.MANUAL, Renewal.FIXED, Renewal.EVERGREEN]), SPANS, DAYS)
@settings(max_examples=100)
def test_what_does_not_renew_keeps_its_end(end: date | None, renewal: Renewal, notice: str, today: date) -> None:
    found = Terms(None if renewal is Renewal.EVERGREEN else end, renewal, "", notice)
    assert terms.running(found, today) == found.end
    by = terms.notice_by(found, found.end)
    assert (by is None) == (found.end is None)
    assert by is None or found.end is None or by <= found.end


@given(AUTO, DAYS)
@settings(max_examples=100)
def test_notice_ends_the_first_term_for_which_it_is_in_time(found: Terms, given_on: date) -> None:
    last = terms.earliest_end(found, given_on)
    assert last >= given_on
    assert (terms.notice_by(found, last) or date.min) >= given_on
    running = terms.running(found, given_on)
    while running and running < last:
        assert (terms.notice_by(found, running) or date.max) < given_on
        running = terms.following(found, running)
    assert running == last


@given(SPANS, DAYS)
@settings(max_examples=50)
def test_an_evergreen_contract_ends_when_the_notice_is_over(notice: str, given_on: date) -> None:
    last = terms.earliest_end(Terms(None, Renewal.EVERGREEN, "", notice), given_on)
    assert last > given_on
