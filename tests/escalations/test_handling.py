"""Putting off, handing over, containing and cancelling: what each does to the clocks, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest

from govbot.errors import Refusal
from govbot.escalations.models import Escalation, Severity, State
from tests.escalations.desk import ADMIN, BACKUP, OWNER, SPONSOR, Desk

pytestmark = pytest.mark.one_database


def next_at(desk: Desk) -> str:
    at = desk.next_step()
    return f"{at:%a %H:%M}" if at else ""


# It is Monday 09:00 in Dublin; a snooze counts in the hours of its severity.
@pytest.mark.parametrize(
    ("severity", "span", "next_step"),
    [
        (Severity.S2, "30 minutes", "Mon 10:00"),  # the question would have come then anyway
        (Severity.S2, "2 hours", "Mon 11:00"),
        (Severity.S3, "1 day", "Mon 18:00"),
        (Severity.S3, "2 days", "Tue 18:00"),
        (Severity.S4, "5 days", "Fri 18:00"),
    ],
)
def test_nothing_moves_it_while_it_is_put_off(desk: Desk, severity: Severity, span: str, next_step: str) -> None:
    escalation = desk.open(desk.vendor(), severity)
    desk.act("snooze", OWNER, escalation, span, "They work on it")
    assert next_at(desk) == next_step
    assert desk.history(escalation)[-1].reason.endswith(": They work on it")


@pytest.mark.parametrize(
    ("severity", "span", "refusal"),
    [
        (Severity.S1, "1 hour", "An S1 cannot be put off"),
        (Severity.S2, "4 hours", "2 hours at most"),
        (Severity.S3, "5 days", "2 days at most"),
        (Severity.S3, "soon", "2 days at most"),
    ],
)
def test_it_is_put_off_no_longer_than_the_playbook_allows(
    desk: Desk, severity: Severity, span: str, refusal: str
) -> None:
    escalation = desk.open(desk.vendor(), severity)
    with pytest.raises(Refusal, match=refusal):
        desk.act("snooze", OWNER, escalation, span, "They work on it")


def test_it_is_put_off_once_until_there_is_news(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    desk.act("snooze", OWNER, escalation, "1 day", "They work on it")
    with pytest.raises(Refusal, match="put off already, until 18:00"):
        desk.act("snooze", BACKUP, escalation, "1 day", "Still")
    desk.act("update", OWNER, escalation, "They found it")
    desk.act("snooze", OWNER, escalation, "2 days", "They repair it")
    assert desk.row(escalation).snoozed_until is not None


def test_what_is_contained_is_asked_about_and_climbs_no_further(desk: Desk) -> None:
    escalation = desk.act("contain", OWNER, desk.open(desk.vendor(), Severity.S1), "They cut the line")
    assert desk.story(escalation) == ["opened L3", "acknowledged L3", "contained L3"]
    for _ in range(4):
        desk.advance(desk.next_step())
    assert desk.story(escalation)[3:] == ["asked L3"] * 4
    assert desk.clock() - escalation.opened_at == timedelta(hours=8)  # after 1, 2, 4 and 8 hours of silence
    with pytest.raises(Refusal, match="already contained at 09:00"):
        desk.act("contain", BACKUP, escalation, "Again")


def test_what_was_contained_and_goes_higher_is_not_contained_any_more(desk: Desk) -> None:
    escalation = desk.act("contain", OWNER, desk.open(desk.vendor()), "They cut the line")
    row = desk.act("escalate_now", OWNER, escalation, "It broke out again", seen_level=1)
    assert (row.state, row.contained_at, row.level) == (State.ACKNOWLEDGED, None, 2)


def test_who_is_asked_to_take_it_takes_it_by_answering(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor()))
    row = desk.act("reassign", OWNER, escalation, SPONSOR, "The contract is yours")
    assert (row.acknowledged_by, row.handed_to, row.level) == (OWNER, SPONSOR, 1)
    row = desk.act("update", SPONSOR, escalation, "I call them")
    assert (row.acknowledged_by, row.handed_to) == (SPONSOR, None)
    assert desk.story(escalation)[1:] == ["acknowledged L1", "reassigned L1", "acknowledged L1", "updated L1"]


def test_another_may_take_it_on_purpose_but_not_by_an_update(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor()))
    desk.act("reassign", OWNER, escalation, SPONSOR, "The contract is yours")
    row = desk.act("update", BACKUP, escalation, "I hear they repair it")
    assert (row.acknowledged_by, row.handed_to) == (OWNER, SPONSOR)
    row = desk.act("acknowledge", BACKUP, escalation)
    assert (row.acknowledged_by, row.handed_to) == (BACKUP, None)


def test_who_is_asked_and_silent_is_not_waited_for(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor()))
    desk.act("reassign", OWNER, escalation, ADMIN, "You know them best")
    assert next_at(desk) == "Mon 13:00"  # the time to acknowledge, not the update interval
    desk.advance(desk.next_step())
    assert desk.story(escalation)[-1] == "climbed L2"
    assert desk.history(escalation)[-1].reached == [BACKUP]


def test_before_anybody_has_it_another_is_asked_and_the_clock_goes_on(desk: Desk) -> None:
    escalation = desk.open(desk.vendor())
    before = desk.next_step()
    row = desk.act("reassign", OWNER, escalation, ADMIN, "You know them best")
    assert (row.state, row.handed_to, desk.next_step()) == (State.OPEN, None, before)
    desk.advance(desk.next_step())
    assert desk.history(escalation)[-1].reached == [ADMIN]


def test_what_was_opened_by_mistake_ends(desk: Desk) -> None:
    row = desk.act("cancel", OWNER, desk.open(desk.vendor()), "It was the other vendor")
    assert (row.state, row.finished_by, desk.next_step()) == (State.CANCELLED, OWNER, None)
    with pytest.raises(Refusal, match=r"already cancelled by Owner at 09:00\."):
        desk.act("acknowledge", BACKUP, row)


@pytest.mark.parametrize(
    ("verb", "said", "field"),
    [
        ("contain", (" ",), "done"),
        ("snooze", ("1 day", ""), "reason"),
        ("reassign", (SPONSOR, ""), "reason"),
        ("reassign", ("U0NOBODY", "Why"), "person"),
        ("reassign", ("U0GUEST", "Why"), "person"),
        ("reassign", ("U0GONE", "Why"), "person"),
        ("reassign", (BACKUP, "Why"), "person"),  # who has it
        ("cancel", ("\n",), "reason"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_on_its_field(
    desk: Desk, verb: str, said: tuple[str, ...], field: str
) -> None:
    desk.know("U0GUEST", is_restricted=True)
    desk.know("U0GONE", deleted=True)
    escalation: Escalation = desk.act("acknowledge", BACKUP, desk.open(desk.vendor()))
    with pytest.raises(Refusal) as refused:
        desk.act(verb, OWNER, escalation, *said)
    assert refused.value.field == field
    assert len(desk.history(escalation)) == 2


@pytest.mark.parametrize(
    ("verb", "said"),
    [("contain", ("Cut",)), ("snooze", ("1 day", "Why")), ("reassign", (SPONSOR, "Why")), ("cancel", ("Why",))],
)
def test_nothing_of_it_happens_to_what_is_finished(desk: Desk, verb: str, said: tuple[Any, ...]) -> None:
    escalation = desk.act("resolve", SPONSOR, desk.open(desk.vendor()), "A full disk", "They added space")
    with pytest.raises(Refusal, match="already resolved by Sponsor"):
        desk.act(verb, OWNER, escalation, *said)
