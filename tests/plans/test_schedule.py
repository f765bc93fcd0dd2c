"""The laws of the schedule, on plans of any shape."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govbot.calendar import Calendar, zone
from govbot.errors import Refusal
from govbot.plans import path
from govbot.plans.schedule import Node, in_order, schedule

MONDAY = date(2026, 3, 2)
GERMANY = Calendar(zone("Europe/Berlin"), ("DE",))
BAVARIA_AND_US = Calendar(zone("Europe/Berlin"), ("DE-BY", "US"))
days = st.integers(0, 400).map(lambda count: MONDAY + timedelta(days=count))
calendars = st.sampled_from([GERMANY, BAVARIA_AND_US, Calendar(zone("Asia/Dubai"), ("AE",), weekend=frozenset({4, 5}))])


@st.composite
def plans(draw: st.DrawFn) -> list[Node]:
    """Up to ten tasks: each waits for some that come earlier in the list, so that there is no circle."""
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 10))):
        known = [node.code for node in nodes]
        after = draw(st.lists(st.sampled_from(known), unique=True, max_size=3)) if known else []
        state = draw(st.sampled_from(["open", "open", "open", "done", "dropped"]))
        done = draw(days) if state == "done" else None
        nodes.append(
            Node(f"T{number}", draw(days), draw(st.integers(0, 20)), tuple(after), done, state == "dropped")
        )  # fmt: skip
    return nodes


@settings(max_examples=100)
@given(plans(), calendars, days)
def test_nothing_is_due_before_what_it_waits_for_nor_on_a_day_off(
    nodes: list[Node], calendar: Calendar, today: date
) -> None:
    found = schedule(nodes, calendar, today)
    assert set(found.due) == {node.code for node in nodes if node.is_open}
    for node in nodes:
        if not node.is_open:
            continue
        due = found.due[node.code]
        assert calendar.is_business_day(due)
        assert due >= node.floor
        assert found.ends[node.code] >= max(due, today)
        for wanted in node.after:
            if wanted in found.ends:
                assert due >= calendar.add_business_days(found.ends[wanted], node.days)
        held = found.held.get(node.code)
        until = calendar.add_business_days(found.ends[held], node.days) if held else node.floor
        assert due == calendar.next_business_day(until), "a date has a reason: its own, or the task that holds it"


@settings(max_examples=100)
@given(plans(), calendars, days, st.randoms(use_true_random=False))
def test_scheduling_twice_is_scheduling_once_in_any_order(
    nodes: list[Node], calendar: Calendar, today: date, chance: object
) -> None:
    first = schedule(nodes, calendar, today)
    shuffled = list(nodes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis does not say that it is a Random
    assert schedule(shuffled, calendar, today) == first
    settled = [replace(node, floor=first.due.get(node.code, node.floor)) for node in nodes]
    assert schedule(settled, calendar, today).due == first.due


@settings(max_examples=100)
@given(plans(), calendars, days, days, st.data())
def test_moving_a_task_twice_is_moving_it_once_and_moves_nothing_that_does_not_hang_on_it(
    nodes: list[Node], calendar: Calendar, today: date, to: date, data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(nodes)).code

    def move(before: Sequence[Node]) -> list[Node]:
        return [replace(node, floor=to) if node.code == moved else node for node in before]

    before, once, twice = (
        schedule(each, calendar, today).due for each in (nodes, move(nodes), move(move(nodes)))
    )  # fmt: skip
    assert twice == once
    hanging = {moved}
    for node in nodes:  # in their order: what a task waits for stands before it
        hanging |= {node.code} if hanging & {*node.after} else set()
    assert {code for code in once if once[code] != before[code]} <= hanging


@settings(max_examples=100)
@given(plans(), calendars, days)
def test_an_overdue_task_moves_what_waits_for_it_once_a_week(
    nodes: list[Node], calendar: Calendar, today: date
) -> None:
    dates = [today + timedelta(days=step) for step in range(15)]
    runs = [schedule(nodes, calendar, day).ends for day in dates]
    for node in nodes:
        seen = [ends[node.code] for ends in runs if node.code in ends]
        assert seen == sorted(seen), "time brings nothing forward"
    alone = next(node for node in nodes if not node.after)
    if alone.is_open:
        assert len({ends[alone.code] for ends in runs}) <= 4, "three weeks hold at most four of its weekly steps"


@settings(max_examples=100)
@given(plans(), calendars, days)
def test_what_slips_by_its_slack_does_not_move_the_end(nodes: list[Node], calendar: Calendar, today: date) -> None:
    found = schedule(nodes, calendar, today)
    critical = path.critical(nodes, found, calendar)
    if not critical.chain:
        return
    assert all(slack >= 0 for slack in critical.slack.values())
    end = max(found.ends.values())
    for code, slack in critical.slack.items():
        slipped = calendar.add_business_days(found.ends[code], slack)
        late = [replace(node, floor=slipped) if node.code == code else node for node in nodes]
        assert max(schedule(late, calendar, today).ends.values()) <= max(end, slipped)
    waits = {node.code: node.after for node in nodes}
    direct = zip(critical.chain, critical.chain[1:], strict=False)
    dropped = {node.code for node in nodes if node.dropped}
    assert all(before in waits[after] or dropped & {*waits[after]} for before, after in direct)


@settings(max_examples=100)
@given(plans(), st.data())
def test_no_circle_is_ever_accepted(nodes: list[Node], data: st.DataObject) -> None:
    after = {node.code: [*node.after] for node in nodes}
    order = in_order(after)
    assert sorted(order) == sorted(after)
    last = data.draw(st.sampled_from(order))
    chain = {last}
    for code in reversed(order):
        chain |= {code} & {wanted for each in chain for wanted in after[each]}
    first = data.draw(st.sampled_from(sorted(chain)))
    after[first].append(last)
    with pytest.raises(Refusal, match="would wait for each other"):
        in_order(after)


def test_the_days_between_the_years_are_off_only_where_a_country_says_so() -> None:
    nodes = [Node("A", date(2026, 12, 18)), Node("B", date(2026, 12, 1), 5, ("A",))]
    assert schedule(nodes, GERMANY, MONDAY).due["B"] == date(2026, 12, 28)
    assert schedule(nodes, Calendar(zone("Europe/Berlin")), MONDAY).due["B"] == date(2026, 12, 25)
    assert schedule([Node("A", date(2026, 12, 25))], GERMANY, MONDAY).due["A"] == date(2026, 12, 28)
    assert GERMANY.is_business_day(date(2026, 12, 29)), "a company that closes then is no public holiday"


def test_what_was_left_out_hands_on_what_it_waited_for() -> None:
    nodes = [Node("A", date(2026, 3, 9)), Node("B", MONDAY, 5, ("A",), dropped=True), Node("C", MONDAY, 2, ("B",))]
    found = schedule(nodes, GERMANY, MONDAY)
    assert (found.due["C"], found.held["C"]) == (date(2026, 3, 11), "A")
    assert path.critical(nodes, found, GERMANY).chain == ("A", "C")
