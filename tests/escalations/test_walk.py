"""Nobody answers: an escalation walks up its ladder by itself, over a weekend, a holiday and a clock change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from govbot.escalations.models import Escalation, Severity
from govbot.vendors.models import Duty
from tests.escalations.desk import ADMIN, BACKUP, GOVERNANCE, OWNER, SPONSOR, Desk

DUBLIN = ZoneInfo("Europe/Dublin")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DUBLIN).astimezone(UTC)


def walk(desk: Desk, escalation: Escalation, until: str) -> list[str]:
    """The engine beats whenever a clock runs out, and just before; each step with its local time."""
    while (at := desk.next_step()) and at <= local(until):
        assert desk.advance(at - timedelta(seconds=1)) == 0
        desk.advance(at)
    return [
        f"{step.at.astimezone(DUBLIN):%a %d %b %H:%M} {step.happened} L{step.level_after}"
        for step in desk.history(escalation)
    ]


# On Sunday 25 October the clocks go back, Monday 26 October is a holiday in Ireland.
def test_a_serious_one_in_business_time(desk: Desk) -> None:
    desk.clock.move_to(local("2026-10-23T15:00"))
    escalation = desk.open(desk.vendor())
    desk.advance()
    assert walk(desk, escalation, "2026-11-04T18:00") == [
        "Fri 23 Oct 15:00 opened L1",
        "Tue 27 Oct 10:00 asked L1",
        "Tue 27 Oct 15:00 climbed L2",
        "Mon 02 Nov 15:00 climbed L3",
        "Wed 04 Nov 15:00 asked L3",
    ]
    assert [step.reached for step in desk.history(escalation)] == [[OWNER], [OWNER], [BACKUP], [SPONSOR], [SPONSOR]]
    desk.act("escalate_now", SPONSOR, escalation, "The contract is at stake", seen_level=3)
    top = desk.history(escalation)[-1]
    assert (top.level_before, top.level_after, top.channel, top.reached) == (3, 4, GOVERNANCE, [ADMIN])


def test_a_level_without_anybody_is_skipped_at_once(desk: Desk) -> None:
    desk.clock.move_to(local("2026-10-23T15:00"))
    escalation = desk.open(desk.vendor(without=(Duty.BACKUP,)))
    desk.advance()
    assert walk(desk, escalation, "2026-10-27T17:00") == [
        "Fri 23 Oct 15:00 opened L1",
        "Tue 27 Oct 10:00 asked L1",
        "Tue 27 Oct 15:00 skipped L1",
        "Tue 27 Oct 15:00 climbed L3",
    ]
    skipped, climbed = desk.history(escalation)[-2:]
    assert skipped.reason == "L2 skipped: there is no backup; there is no contract owner"
    assert (climbed.level_before, climbed.reason) == (1, "nobody acknowledged it within 1 day of business time")


def test_a_major_one_in_extended_hours(desk: Desk) -> None:
    desk.clock.move_to(local("2026-10-23T20:00"))
    escalation = desk.open(desk.vendor(), Severity.S2)
    desk.advance()
    assert walk(desk, escalation, "2026-10-25T14:00") == [
        "Fri 23 Oct 20:00 opened L2",
        "Fri 23 Oct 21:00 asked L2",
        "Sat 24 Oct 09:00 climbed L3",
        "Sun 25 Oct 14:00 climbed L4",
    ]


def test_a_crisis_around_the_clock(desk: Desk) -> None:
    desk.clock.move_to(local("2026-10-25T00:30"))
    escalation = desk.open(desk.vendor(), Severity.S1)
    desk.advance()
    assert walk(desk, escalation, "2026-10-25T02:45") == [
        "Sun 25 Oct 00:30 opened L3",
        "Sun 25 Oct 00:45 asked L3",
        "Sun 25 Oct 01:30 climbed L4",  # the second 01:30: two hours have passed
        "Sun 25 Oct 02:30 asked L4",
    ]


def test_a_crisis_when_the_clocks_go_forward(desk: Desk) -> None:
    desk.clock.move_to(local("2027-03-28T00:30"))
    escalation = desk.open(desk.vendor(), Severity.S1)
    desk.advance()
    assert walk(desk, escalation, "2027-03-28T03:30")[-1] == "Sun 28 Mar 03:30 climbed L4"


def test_whoever_has_it_and_falls_silent_is_asked_then_passed_over(desk: Desk) -> None:
    desk.clock.move_to(local("2026-10-23T15:00"))
    escalation = desk.act("acknowledge", BACKUP, desk.open(desk.vendor()))
    desk.advance()
    assert walk(desk, escalation, "2026-10-30T15:00") == [
        "Fri 23 Oct 15:00 opened L1",
        "Fri 23 Oct 15:00 acknowledged L1",
        "Wed 28 Oct 15:00 asked L1",
        "Thu 29 Oct 10:00 skipped L1",
        "Thu 29 Oct 10:00 climbed L3",
    ]
    asked, skipped = desk.history(escalation)[2:4]
    assert (asked.reached, asked.reason) == ([BACKUP], "no update within 2 days of business time")
    assert skipped.reason == "L2 skipped: Backup was asked already; there is no contract owner"


def test_an_answer_to_the_question_stops_the_climb(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor(), Severity.S1))
    desk.advance()
    desk.advance(desk.next_step())
    assert desk.story(escalation)[-1] == "asked L3"
    desk.act("update", OWNER, escalation, "Still waiting for the vendor")
    assert desk.next_step() == desk.clock() + timedelta(hours=1)


def test_after_a_long_night_everything_is_caught_up_once(desk: Desk) -> None:
    desk.clock.move_to(local("2026-10-23T15:00"))
    escalation = desk.open(desk.vendor())
    desk.advance()
    desk.advance(local("2026-11-03T10:00"))
    assert desk.story(escalation) == ["opened L1", "climbed L2", "climbed L3"]
    assert desk.advance() == 0
    reasons = [step.reason for step in desk.history(escalation)[1:]]
    assert reasons == [
        "nobody acknowledged it within 1 day of business time (due on Tue 27 Oct 2026 at 15:00; govbot was away)",
        "nobody acknowledged it within 5 days of business time (due on Mon 2 Nov 2026 at 15:00; govbot was away)",
    ]


def test_a_silent_crisis_is_asked_about_once_after_a_long_night(desk: Desk) -> None:
    escalation = desk.act("acknowledge", OWNER, desk.open(desk.vendor(), Severity.S1))
    desk.advance(desk.clock() + timedelta(days=3))
    assert desk.story(escalation) == ["opened L3", "acknowledged L3", "asked L3"]
    assert desk.next_step() == desk.clock() + timedelta(minutes=15)


@pytest.mark.parametrize("without", [(), (Duty.OWNER,), (Duty.SPONSOR, Duty.BACKUP), tuple(Duty)])
def test_an_open_escalation_never_falls_silent(desk: Desk, without: tuple[Duty, ...]) -> None:
    escalation = desk.open(desk.vendor(without=without), Severity.S2)
    desk.advance()
    for _ in range(8):
        before = len(desk.history(escalation))
        at = desk.next_step()
        assert at is not None
        desk.advance(at)
        assert len(desk.history(escalation)) > before
    assert desk.row(escalation).level == 4
