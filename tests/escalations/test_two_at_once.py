"""Two engines, two people, at the same moment: each step happens once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from govbot import db
from govbot.errors import Refusal
from govbot.escalations import heartbeat, steps
from govbot.escalations.models import Escalation, Happened
from govbot.escalations.steps import Overtaken, Step
from tests.escalations.desk import BACKUP, OWNER, Desk

MANY = 12


def at_once(*acts: Callable[[], object]) -> list[object]:
    """All of them in threads of their own, let go together; a refusal is an outcome like any other."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        ready.wait(timeout=20)
        try:
            return act()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_engines_climb_each_level_once(desk: Desk) -> None:
    vendor = desk.vendor()
    opened = [desk.open(vendor) for _ in range(MANY)]
    desk.clock.move(days=10)
    moved = at_once(*[desk.advance] * 3)
    assert not [outcome for outcome in moved if isinstance(outcome, Refusal)]
    for escalation in opened:
        assert desk.story(escalation) == ["opened L1", "climbed L2", "climbed L3"]
    said = Counter(message.key for message in desk.outbox())
    assert len([key for key in said if key.endswith(":card")]) == MANY
    assert set(said.values()) == {1}


def test_two_people_acknowledge_and_one_has_it(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    outcomes = at_once(
        lambda: desk.act("acknowledge", OWNER, escalation), lambda: desk.act("acknowledge", BACKUP, escalation)
    )
    refused = [outcome.text for outcome in outcomes if isinstance(outcome, Refusal)]
    assert refused == [f"This was already acknowledged by <@{desk.row(escalation).acknowledged_by}> at 09:00."]
    assert desk.story(escalation) == ["opened L1", "acknowledged L1"]


def test_two_people_raise_it_by_one_level(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    outcomes = at_once(
        lambda: desk.act("escalate_now", OWNER, escalation, "Now", seen_level=1),
        lambda: desk.act("escalate_now", BACKUP, escalation, "Now", seen_level=1),
    )
    assert len([outcome for outcome in outcomes if isinstance(outcome, Refusal)]) == 1
    assert desk.story(escalation) == ["opened L1", "climbed L2"]


def test_an_engine_and_a_person_do_not_both_move_it(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    desk.advance()
    desk.advance(desk.next_step())
    at = desk.next_step()
    assert at is not None
    desk.clock.move_to(at)
    at_once(lambda: desk.advance(), lambda: desk.act("acknowledge", OWNER, escalation).level)
    desk.advance()
    assert desk.story(escalation) in (
        ["opened L1", "asked L1", "acknowledged L1"],
        ["opened L1", "asked L1", "climbed L2", "acknowledged L2"],
    )


def test_one_cause_raised_twice_at_once_is_one(desk: Desk) -> None:
    vendor = desk.vendor()
    opened = at_once(*[lambda: desk.open(vendor, cause="review:1:overdue")] * 3)
    assert len({row.id for row in opened if isinstance(row, Escalation)}) == 1
    assert not [outcome for outcome in opened if isinstance(outcome, Refusal)]


def test_whoever_saw_an_older_step_moves_nothing(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    stale = desk.row(escalation)
    desk.act("acknowledge", OWNER, escalation)
    step = Step(Happened.UPDATED, BACKUP, 1, "From an older page")
    with db.write(desk.engine, desk.workspace.id) as session:
        session.add(stale)
        with pytest.raises(Overtaken, match="Somebody else was faster"):
            steps.take(session, desk.workspace, desk.clock(), stale, [step])
    assert desk.story(escalation) == ["opened L1", "acknowledged L1"]


def test_a_heartbeat_with_nothing_to_do_takes_no_write_lock(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    desk.advance()
    with db.read(desk.engine, desk.workspace.id) as session:
        assert not heartbeat.waiting(session, desk.clock())
        assert heartbeat.waiting(session, desk.clock.move_to(desk.next_step() or desk.clock()))
    desk.advance()
    desk.act("acknowledge", OWNER, escalation)
    with db.read(desk.engine, desk.workspace.id) as session:
        assert heartbeat.waiting(session, desk.clock())  # somebody has to tell it
