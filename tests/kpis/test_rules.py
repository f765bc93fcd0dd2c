"""The rules of KPIs as pure functions: lines, breaches, credits, scores, periods, values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot import playbook
from govbot.errors import Refusal, Refusals
from govbot.kpis import breach, periods, values
from govbot.kpis.breach import Event, Turn
from govbot.kpis.credits import CreditRule, owed
from govbot.kpis.lines import Lines
from govbot.kpis.models import State
from govbot.kpis.periods import Frequency, Period
from govbot.playbook.kpis import Direction
from govbot.scorecards import score
from govbot.scorecards.score import Mark

BOOK = playbook.load()
RULE = BOOK.kpis.breach
LETTERS = {"G": State.GREEN, "A": State.AMBER, "R": State.RED, "-": State.MISSING, "t": State.THIN}
states = st.lists(st.sampled_from(list(State)), max_size=24)
number = st.decimals(min_value=0, max_value=10_000, places=2)
few = settings(max_examples=80)


@pytest.mark.parametrize(
    ("told", "turned"),
    [
        ("", {}),
        ("GAGA", {}),
        ("R", {}),
        ("RR", {1: Turn.BREACHED}),
        ("R-R", {}),  # a missing period is no red one
        ("RtR", {}),
        ("RAR", {}),
        ("RGRGR", {4: Turn.BREACHED}),
        ("RGGGGRR", {6: Turn.BREACHED}),
        ("RGGRGGR", {}),  # three of seven
        ("RRR", {1: Turn.BREACHED, 2: Turn.STILL_RED}),
        ("RRAG", {1: Turn.BREACHED, 3: Turn.RECOVERED}),
        ("RRA-tR", {1: Turn.BREACHED, 5: Turn.STILL_RED}),  # only green heals
        ("RRGR", {1: Turn.BREACHED, 2: Turn.RECOVERED}),  # what was settled does not count again
        ("RRGRR", {1: Turn.BREACHED, 2: Turn.RECOVERED, 4: Turn.BREACHED}),
        ("RRGG", {1: Turn.BREACHED, 2: Turn.RECOVERED}),  # said once
    ],
)
def test_when_red_is_a_breach_and_when_it_is_over(told: str, turned: dict[int, Turn]) -> None:
    assert dict(breach.events([LETTERS[letter] for letter in told], RULE)) == turned


@few
@given(states)
def test_a_breach_opens_once_on_red_and_ends_once_on_green(told: list[State]) -> None:
    found = breach.events(told, RULE)
    edges = [event.turn for event in found if event.turn is not Turn.STILL_RED]
    assert edges == [Turn.BREACHED, Turn.RECOVERED] * (len(edges) // 2) + [Turn.BREACHED] * (len(edges) % 2)
    for event in found:
        assert told[event.at] is (State.GREEN if event.turn is Turn.RECOVERED else State.RED)


@few
@given(states, st.integers(0, 24))
def test_the_past_is_not_told_anew(told: list[State], cut: int) -> None:
    whole = breach.events(told, RULE)
    assert breach.events(told[:cut], RULE) == [event for event in whole if event.at < cut]


@few
@given(states)
def test_a_breach_stands_from_its_red_until_green(told: list[State]) -> None:
    found = breach.events(told, RULE)
    since = breach.standing_since(found)
    assert since is None or Event(since, Turn.BREACHED) in found
    assert since is None or State.GREEN not in told[since:]


def lines(direction: str, target: str, red: str, amber: str | None = None) -> Lines:
    ends = [[Decimal(part) for part in text.split("..")] for text in (target, red)]
    high = [each[1] if len(each) > 1 else None for each in ends]
    return Lines(
        direction=Direction(direction),
        target=ends[0][0],
        red=ends[1][0],
        amber=Decimal(amber) if amber else None,
        target_high=high[0],
        red_high=high[1],
    )


@pytest.mark.parametrize(
    ("agreed", "judged"),
    [
        (lines("up", "80", "70"), {"80": "green", "79.99": "amber", "70": "amber", "69.99": "red"}),
        (lines("up", "80", "70", "78"), {"78": "green", "77.9": "amber", "69": "red"}),
        (lines("down", "5", "8"), {"5": "green", "5.01": "amber", "8": "amber", "8.01": "red"}),
        (lines("down", "0", "2"), {"0": "green", "1": "amber", "3": "red"}),
        (lines("band", "330..390", "300..420"), {"330": "green", "390": "green", "391": "amber", "299": "red"}),
        (lines("band", "330..390", "300..420"), {"300": "amber", "420.1": "red"}),
    ],
)
def test_what_a_value_is(agreed: Lines, judged: dict[str, str]) -> None:
    assert {text: agreed.judge(Decimal(text)).value for text in judged} == judged


@pytest.mark.parametrize(
    ("direction", "target", "red", "amber", "field"),
    [
        ("up", "80", "80", None, "red"),
        ("up", "80", "90", None, "red"),
        ("down", "5", "4", None, "red"),
        ("up", "80", "70", "85", "amber"),
        ("up", "80", "70", "70", "amber"),
        ("down", "5", "8", "9", "amber"),
        ("band", "390..330", "300..420", None, "target"),
        ("band", "330..390", "340..420", None, "red"),
    ],
)
def test_a_target_on_the_wrong_side_is_named(direction: str, target: str, red: str, amber: str, field: str) -> None:
    with pytest.raises(Refusals) as refused:
        lines(direction, target, red, amber)
    assert set(refused.value.by_field) == {field}


@few
@given(number, number, number, st.booleans())
def test_attainment_is_whole_at_the_target_and_falls_through_the_red_line(
    target: Decimal, room: Decimal, value: Decimal, up: bool
) -> None:
    room += Decimal("0.01")
    agreed = Lines(
        direction=Direction.UP if up else Direction.DOWN, target=target, red=target - room if up else target + room
    )
    attained = agreed.attainment(value, BOOK.scorecard.amber_from)
    assert 0 <= attained <= 100
    assert agreed.attainment(agreed.target, 75) == 100
    assert agreed.attainment(agreed.red, 75) == 75
    if agreed.judge(value) is State.RED:
        assert attained < BOOK.scorecard.amber_from
    if agreed.missed(value) == 0:
        assert attained == 100


@pytest.mark.parametrize(
    ("percent", "step", "cap", "missed", "fee", "due"),
    [
        ("2", "1", "10", "0", "120000", "0.00"),
        ("2", "1", "10", "0.99", "120000", "0.00"),  # only full steps
        ("2", "1", "10", "1", "120000", "200.00"),
        ("2", "1", "10", "3.5", "120000", "600.00"),
        ("2", "1", "10", "40", "120000", "1000.00"),  # the cap
        ("1", "0.1", "5", "0.25", "100000", "166.67"),
        ("1.5", "1", "15", "1", "1000.40", "1.25"),  # 1.2505
        ("1", "1", "5", "1", "6", "0.01"),  # half a cent goes up
    ],
)
def test_a_credit_is_right_to_the_cent(percent: str, step: str, cap: str, missed: str, fee: str, due: str) -> None:
    rule = CreditRule(percent=Decimal(percent), step=Decimal(step), cap=Decimal(cap))
    assert owed(rule, Decimal(missed), Decimal(fee)) == Decimal(due)


@few
@given(number, number, st.decimals(min_value="0.01", max_value=20, places=2), number)
def test_credits_never_pass_their_cap_and_never_shrink_with_the_miss(
    missed: Decimal, more: Decimal, percent: Decimal, fee: Decimal
) -> None:
    rule = CreditRule(percent=percent, step=Decimal(1), cap=Decimal(20))
    due = owed(rule, missed, fee)
    assert 0 <= due <= (fee * 20 / 100 / 12).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert due <= owed(rule, missed + more, fee)
    assert due == due.quantize(Decimal("0.01"))


def test_a_credit_rule_without_sense_is_named() -> None:
    with pytest.raises(Refusals) as refused:
        CreditRule(percent=Decimal(0), step=Decimal(0), cap=Decimal(200))
    assert set(refused.value.by_field) == {"credit_percent", "credit_step", "credit_cap"}


KEYS = [dimension.key for dimension in BOOK.scorecard.dimensions.values()]
marks = st.lists(
    st.builds(Mark, st.sampled_from(KEYS), st.integers(1, 5), st.none() | st.decimals(0, 100, places=1)), max_size=12
)


@few
@given(marks)
def test_a_score_lies_within_what_was_attained_and_coverage_says_how_much_was(given: list[Mark]) -> None:
    found = score.weigh(given, BOOK.scorecard)
    there = [mark.attained for mark in given if mark.attained is not None]
    assert 0 <= found.coverage <= 100
    if not there:
        assert found.value is None
        assert found.coverage == 0
    else:
        assert found.value is not None
        assert min(there) - 1 <= found.value <= max(there) + 1
        assert (found.coverage == 100) is (len(there) == len(given))


@few
@given(marks, st.sampled_from(KEYS))
def test_a_missing_value_lowers_the_coverage_and_leaves_the_score(given: list[Mark], key: str) -> None:
    before = score.weigh(given, BOOK.scorecard)
    after = score.weigh([*given, Mark(key, 1, None)], BOOK.scorecard)
    assert after.value == before.value
    assert after.coverage <= before.coverage


def test_dimensions_weigh_as_the_playbook_says() -> None:
    given = [
        Mark("service_delivery", 1, Decimal(80)),
        Mark("service_delivery", 3, Decimal(100)),
        Mark("quality", 1, Decimal(60)),
    ]
    found = score.weigh(given, BOOK.scorecard)
    assert found.value == Decimal("80.4")  # (35 * 95 + 25 * 60) / 60
    assert found.dimensions == {"service_delivery": Decimal("95.0"), "quality": Decimal("60.0")}


@few
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from(Frequency), st.integers(-60, 60))
def test_every_day_lies_in_one_period_that_is_read_as_it_is_written(day: date, often: Frequency, count: int) -> None:
    period = periods.of(day, often)
    assert period.start <= day <= period.end
    assert periods.parse(period.key) == period
    assert periods.of(period.end + timedelta(days=1), often) == period.on(1)
    assert period.on(count).on(-count) == period
    assert period.title.casefold() == period.label.casefold()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026-02", "2026-02"),
        ("2026-2", "2026-02"),
        ("Feb 2026", "2026-02"),
        ("february 2026", "2026-02"),
        ("q1 2026", "2026-Q1"),
        ("2026-Q4", "2026-Q4"),
        ("2026-w07", "2026-W07"),
        ("2026 W7", "2026-W07"),
    ],
)
def test_a_period_as_people_write_it(typed: str, key: str) -> None:
    assert periods.parse(typed).key == key


@pytest.mark.parametrize(
    "typed", ["", "2026-13", "2026-W54", "Q5 2026", "last month", "2026", "30 Feb", "0000-01", "9999-12"]
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        periods.parse(typed)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("82", "percent", "82"),
        ("82,5 %", "percent", "82.5"),
        ("99.95%", "percent", "99.95"),
        ("−12", "points", "-12"),
        ("1 250", "count", "1250"),
        ("12'500.75", "money", "12500.75"),
        ("320 s", "seconds", "320"),
    ],
)
def test_a_value_as_people_write_it(typed: str, unit: str, value: str) -> None:
    assert values.parse(typed, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("101", "percent", "between 0 and 100"),
        ("-1", "percent", "between 0 and 100"),
        ("2.5", "count", "A whole number"),
        ("-3", "count", "of 0 or more"),
        ("-101", "points", "between -100 and 100"),
        ("eighty", "percent", "A number such as"),
        ("1,234,567", "money", "A number such as"),
        ("1.23456", "percent", "four places"),
        ("9" * 20, "money", "below"),
        ("٣", "count", "A number such as"),
        ("", "count", "A number such as"),
    ],
)
def test_a_value_outside_of_its_unit_is_refused(typed: str, unit: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        values.parse(typed, unit)
    assert said in refused.value.text


def test_a_period_is_recorded_once_it_is_over_and_not_years_later() -> None:
    today = date(2026, 3, 2)
    periods.check(Period(date(2026, 2, 1), Frequency.MONTHLY), today, 5)
    for start in (date(2026, 3, 1), date(2026, 4, 1), date(2020, 1, 1)):
        with pytest.raises(Refusal):
            periods.check(Period(start, Frequency.MONTHLY), today, 5)


@few
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from(Frequency))
def test_on_a_month_s_card_stands_the_last_period_that_ends_by_then(day: date, often: Frequency) -> None:
    month = periods.of(day, Frequency.MONTHLY)
    period = score.period_of(month, often)
    assert period.end <= month.end < period.on(1).end
