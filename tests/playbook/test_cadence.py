"""Intervals said in words, and the dates they lead to."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govbot.errors import Refusal
from govbot.playbook import Cadence

MONTH = 30.44
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
intervals = st.one_of(
    st.integers(1, 120).map(lambda months: Cadence(months=months, days=0)),
    st.integers(1, 500).map(lambda number: Cadence(months=0, days=number)),
)
anchored = st.sampled_from(
    [
        *("weekly on Tuesday", "every 2 weeks on Friday", "monthly on the last Friday", "monthly on the first Monday"),
        *(
            "monthly on the 31st",
            "monthly on the last day",
            "quarterly on the first Monday",
            "every 6 months on the 15th",
        ),
        *(
            "yearly on 15 March",
            "yearly on 29 February",
            "yearly on the last Friday of March",
            "every 24 months on 1 May",
        ),
    ]
).map(Cadence.parse)
cadences = st.one_of(intervals, anchored)


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


@given(intervals, days)
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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("every 2 weeks on tue", "every 2 weeks on Tuesday"),
        ("Weekly on Fridays", "weekly on Friday"),
        ("monthly on the last friday", "monthly on the last Friday"),
        ("every month on 1st monday", "monthly on the first Monday"),
        ("every quarter on the first monday", "quarterly on the first Monday"),
        ("every 3 months on the first monday", "quarterly on the first Monday"),
        ("monthly on day 15", "monthly on the 15th"),
        ("monthly on the last day of the month", "monthly on the last day"),
        ("yearly on 15 march", "yearly on 15 March"),
        ("annually on March 15th", "yearly on 15 March"),
        ("every 2 years on the third thursday in may", "every 24 months on the third Thursday of May"),
    ],
)
def test_a_cadence_may_name_its_day(words: str, name: str) -> None:
    assert str(Cadence.parse(words)) == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("yearly on 30 february", "never comes"),
        ("yearly on 31 april", "never comes"),
        ("monthly on the 32nd", "never comes"),
        ("yearly on 0 may", "never comes"),
        ("yearly on the fifth monday of february", "more than 10 years"),
        ("monthly on friday", "a month has the first or last Tuesday"),
        ("yearly on the last friday", "name the month as well"),
        ("monthly on 15 march", "goes with years"),
        ("daily on friday", "goes with weeks"),
        ("monthly on the sixth friday", "I do not understand"),
        ("monthly on ", "I do not understand"),
        ("yearly on ma 5", "I do not understand"),
    ],
)
def test_a_day_that_never_comes_or_does_not_fit_is_refused(words: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        Cadence.parse(words)


@pytest.mark.parametrize(
    ("words", "held", "due"),
    [
        ("monthly on the last friday", date(2026, 11, 25), date(2026, 12, 25)),
        ("monthly on the last friday", date(2026, 12, 1), date(2026, 12, 25)),
        ("every 2 weeks on tuesday", date(2026, 11, 2), date(2026, 11, 17)),
        ("every 2 weeks on tuesday", date(2026, 11, 4), date(2026, 11, 17)),
        ("quarterly on the first monday", date(2027, 2, 20), date(2027, 4, 5)),
        ("yearly on 15 march", date(2027, 4, 20), date(2028, 3, 15)),
        ("yearly on 29 february", date(2027, 2, 28), date(2028, 2, 29)),
        ("monthly on the 31st", date(2027, 1, 31), date(2027, 2, 28)),
    ],
)
def test_held_a_little_early_or_late_it_keeps_its_day(words: str, held: date, due: date) -> None:
    assert Cadence.parse(words).next(held) == due


@given(anchored, days)
def test_every_date_is_one_of_its_days_and_follows_the_last_by_about_an_interval(cadence: Cadence, day: date) -> None:
    first = cadence.on_or_after(day)
    following = cadence.next(first)

    assert first >= day
    assert cadence.on_or_after(following) == following
    assert abs((following - first).days - cadence.length) <= 16
