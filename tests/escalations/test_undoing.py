"""A press taken back within a minute: as if it had not been, except in the history."""

from typing import Any

import pytest

from govbot import audit, db
from govbot.errors import Refusal
from govbot.escalations.models import Escalation, State
from tests.door import buttons, shown
from tests.escalations.desk import ADMIN, BACKUP, OWNER, SPONSOR, Desk
from tests.escalations.office import CARD_ROOM, Office
from tests.escalations.test_two_at_once import at_once

pytestmark = pytest.mark.one_database

CHANGED = {"step", "said", "undo"}


def facts(row: Escalation) -> dict[str, Any]:
    return row.model_dump(exclude=CHANGED)


@pytest.mark.parametrize(
    ("verb", "said", "more"),
    [
        ("acknowledge", (), {}),
        ("update", ("On it",), {}),
        ("escalate_now", ("Higher",), {"seen_level": 1}),
        ("contain", ("They cut the line",), {}),
        ("snooze", ("1 day", "They work on it"), {}),
        ("reassign", (ADMIN, "You know them"), {}),
        ("resolve", ("A full disk", "They added space"), {}),
        ("cancel", ("The wrong vendor",), {}),
    ],
)
@pytest.mark.parametrize("answered", [False, True])
def test_every_press_can_be_taken_back(
    desk: Desk, verb: str, said: tuple[str, ...], more: dict[str, int], answered: bool
) -> None:
    escalation = desk.open(desk.vendor())
    if answered and verb != "acknowledge":
        desk.act("acknowledge", SPONSOR, escalation)
    before = facts(desk.row(escalation))
    desk.clock.move(minutes=5)
    seen = desk.act(verb, OWNER, escalation, *said, **more).step
    desk.clock.move(seconds=60)
    desk.act("undo", OWNER, escalation, seen_step=seen)
    assert facts(desk.row(escalation)) == before
    assert desk.story(escalation)[-1].startswith("undone")


def test_who_opened_it_takes_it_back_as_a_mistake(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    row = desk.act("undo", ADMIN, escalation, seen_step=escalation.step)
    assert (row.state, row.finished_by) == (State.CANCELLED, ADMIN)


def test_whom_a_climb_that_was_taken_back_had_asked_can_be_asked_again(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    raised = desk.act("escalate_now", OWNER, escalation, "Higher", seen_level=1)
    desk.act("undo", OWNER, escalation, seen_step=raised.step)
    desk.act("escalate_now", OWNER, escalation, "Higher after all", seen_level=1)
    assert desk.history(escalation)[-1].reached == [BACKUP]


@pytest.mark.parametrize(
    ("actor", "seconds", "refusal"),
    [(BACKUP, 0, "Only <@U0OWNER>"), (OWNER, 61, "60 seconds, and they are over")],
)
def test_another_or_later_takes_nothing_back(desk: Desk, actor: str, seconds: int, refusal: str) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor()))
    desk.clock.move(seconds=seconds)
    with pytest.raises(Refusal, match=refusal):
        desk.act("undo", actor, escalation, seen_step=escalation.step)


@pytest.mark.parametrize("other", ["a press", "a clock"])
def test_what_happened_meanwhile_wins(desk: Desk, other: str) -> None:
    escalation = desk.open(desk.vendor())
    desk.advance()
    at = desk.next_step()
    assert at is not None
    desk.clock.move_to(at)
    seen = desk.act("reassign", OWNER, escalation, ADMIN, "You know them").step
    if other == "a clock":
        desk.advance()
    else:
        desk.act("acknowledge", BACKUP, escalation)
    with pytest.raises(Refusal, match="Something else has happened to it since"):
        desk.act("undo", OWNER, escalation, seen_step=seen)


def test_it_is_taken_back_once_and_stands_in_the_chain(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor()))
    outcomes = at_once(*[lambda: desk.act("undo", OWNER, escalation, seen_step=escalation.step)] * 2)
    assert len([outcome for outcome in outcomes if isinstance(outcome, Refusal)]) == 1
    with db.read(desk.engine, desk.workspace.id) as session:
        told = [event.action for event in audit.history(session, escalation.subject)]
        assert sorted(told) == ["escalation.acknowledged", "escalation.opened", "escalation.undone"]


def test_the_answer_to_a_press_offers_the_way_back(office: Office) -> None:
    office.person("maya.lindqvist").types("/escalate ardent S3 The payroll run failed")
    office.beat()
    card = office.card()
    dora = office.person("dora.lind")
    dora.presses("Acknowledge", card)
    dora.presses("Undo", dora.sees(CARD_ROOM)[-1])
    assert "Taken back. Escalation #1 about *Ardent Payroll* is open now." in office.told("dora.lind")[-1]
    office.beat()
    assert "nobody has it yet" in shown(office.card())
    assert ["👀" in line or "↩️" in line for line in office.history(card)] == [True, True]


def test_an_undo_that_comes_too_late_takes_its_button_away(office: Office) -> None:
    office.person("maya.lindqvist").types("/escalate ardent S3 The payroll run failed")
    office.beat()
    dora = office.person("dora.lind")
    dora.presses("Acknowledge", office.card())
    answer = dora.sees(CARD_ROOM)[-1]
    office.clock.move(seconds=90)
    dora.presses("Undo", answer)
    [left] = [message for message in dora.sees(CARD_ROOM) if message.get("is_ephemeral")]
    assert "for 60 seconds, and they are over" in shown(left)
    assert not buttons(left)
    office.beat()
    assert "has it" in shown(office.card())
