"""Intervals said in words, and the dates they lead to."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govbot.errors import Refusal
from govbot.playbook import Cadence

MONTH = 30.44
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
cadences = st.one_of(
    st.integers(1, 120).map(lambda months: Cadence(months=months, days=0)),
    st.integers(1, 500).map(lambda number: Cadence(months=0, days=number)),
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("daily", "daily"),
        ("weekly", "weekly"),
        ("Every week", "weekly"),
        ("biweekly", "every 2 weeks"),
        ("bi-weekly", "every 2 weeks"),
        ("fortnightly", "every 2 weeks"),
        ("every two weeks", "every 2 weeks"),
        ("every other week", "every 2 weeks"),
        ("MONTHLY", "monthly"),
        ("quarterly", "quarterly"),
        ("every quarter", "quarterly"),
        ("every 3 months", "quarterly"),
        ("half-yearly", "every 6 months"),
        ("semi-annual", "every 6 months"),
        ("6 months", "every 6 months"),
        ("  every   6\nmonths ", "every 6 months"),
        ("yearly", "yearly"),
        ("annual", "yearly"),
        ("annually", "yearly"),
        ("once a year", "yearly"),
        ("every 12 months", "yearly"),
        ("every 2 years", "every 24 months"),
        ("every 24 months", "every 24 months"),
        ("every 10 days", "every 10 days"),
        ("every 14 days", "every 2 weeks"),
        ("every 1 month", "monthly"),
    ],
)
def test_words_mean_an_interval(words: str, name: str) -> None:
    assert str(Cadence.parse(words)) == name


@pytest.mark.parametrize(
    "words",
    [
        "",
        "sometimes",
        "every",
        "every month or so",
        "every -1 days",
        "every 1.5 months",
        "²  weeks",
        "😀",
        "every few days",
    ],
)
def test_other_words_are_refused_with_what_is_understood(words: str) -> None:
    with pytest.raises(Refusal, match="Write weekly, every 2 weeks, monthly, quarterly, every 6 months, yearly"):
        Cadence.parse(words)


@pytest.mark.parametrize("words", ["every 0 days", "every 11 years", "every 9999 months"])
def test_never_and_hardly_ever_are_refused(words: str) -> None:
    with pytest.raises(Refusal, match="between a day and 10 years"):
        Cadence.parse(words)


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused(words: str) -> None:
    try:
        understood = str(Cadence.parse(words))
    except Refusal as refusal:
        understood = refusal.text
    assert understood


@given(cadences)
def test_a_cadence_comes_back_from_its_words(cadence: Cadence) -> None:
    assert Cadence.parse(str(cadence)) == cadence


@given(cadences, days)
@example(Cadence.parse("monthly"), date(2024, 1, 31))
@example(Cadence.parse("yearly"), date(2024, 2, 29))
def test_the_next_date_is_one_interval_later(cadence: Cadence, day: date) -> None:
    step = (cadence.next(day) - day).days
    expected = cadence.months * MONTH + cadence.days

    assert step > 0
    assert abs(step - expected) <= 4


@given(cadences, days, days)
def test_who_was_later_is_not_due_earlier(cadence: Cadence, one: date, other: date) -> None:
    earlier, later = sorted((one, other))

    assert cadence.next(earlier) <= cadence.next(later)


@given(st.integers(1, 120), days)
def test_months_keep_the_day_or_end_with_the_month(months: int, day: date) -> None:
    due = Cadence(months=months, days=0).next(day)
    last_of_month = (due + timedelta(days=1)).day == 1

    assert due.day == day.day or (last_of_month and due.day < day.day)


@pytest.mark.parametrize(
    ("words", "day", "due"),
    [
        ("monthly", date(2026, 1, 31), date(2026, 2, 28)),
        ("monthly", date(2024, 1, 31), date(2024, 2, 29)),
        ("quarterly", date(2026, 11, 30), date(2027, 2, 28)),
        ("yearly", date(2024, 2, 29), date(2025, 2, 28)),
        ("weekly", date(2026, 12, 28), date(2027, 1, 4)),
    ],
)
def test_the_ends_of_months_and_years(words: str, day: date, due: date) -> None:
    assert Cadence.parse(words).next(day) == due
