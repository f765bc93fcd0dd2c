"""Regulatory clocks: when they end, who is told before, what stops them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from govbot import playbook
from govbot.calendar import Calendar
from govbot.errors import Refusal
from govbot.escalations import regulatory
from govbot.escalations.models import Escalation, Severity, State
from govbot.playbook.escalation import RegulatoryClock
from tests.door import shown
from tests.escalations.desk import ADMIN, BACKUP, OWNER, SPONSOR, Desk
from tests.escalations.office import Office

DUBLIN = Calendar(zone=ZoneInfo("Europe/Dublin"), countries=("IE",))
RULES = playbook.load().escalation.regulatory_clocks


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DUBLIN.zone).astimezone(UTC)


# On Sunday 25 October 2026 the clocks go back: 72 hours are an hour shorter on the wall.
@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("four_hours", "2026-10-23T22:30", "2026-10-24T02:30"),
        ("one_day", "2026-10-24T12:00", "2026-10-25T11:00"),
        ("three_days", "2026-10-23T18:00", "2026-10-26T17:00"),
        ("one_month", "2026-10-15T10:00", "2026-11-15T10:00"),
        ("one_month", "2026-12-31T10:00", "2027-01-31T10:00"),
        ("one_month", "2027-01-31T10:00", "2027-02-28T10:00"),
        ("one_month", "2028-01-30T10:00", "2028-02-29T10:00"),
    ],
)
def test_it_ends_around_the_clock(key: str, start: str, end: str) -> None:
    assert regulatory.ends(RULES[key], DUBLIN, local(start)) == local(end)


def start(desk: Desk, escalation: Escalation, key: str, ago: timedelta = timedelta(0)) -> Escalation:
    return desk.act("start", OWNER, escalation, key, desk.clock() - ago)


def warned(desk: Desk, escalation: Escalation) -> list[str]:
    return [f"{step.at:%a %H:%M}" for step in desk.history(escalation) if step.happened == "warned"]


def test_who_has_to_know_is_told_before_it_runs_out_and_when_it_has(desk: Desk) -> None:
    escalation = desk.act("contain", OWNER, desk.open(desk.vendor(), Severity.S4), "They cut the line")
    start(desk, escalation, "four_hours")
    for _ in range(4):
        desk.advance(desk.next_step())
    assert warned(desk, escalation) == ["Mon 11:00", "Mon 12:00", "Mon 12:45", "Mon 13:00"]
    last = desk.history(escalation)[-1]
    assert last.reached == [OWNER, SPONSOR, ADMIN]
    assert (
        last.reason
        == "the clock of 4 hours ran out on Mon 2 Mar 2026 at 13:00, and nobody has said that it was reported"
    )
    assert [step.reason for step in desk.history(escalation)][-2].endswith("in 15 min")


def test_words_that_are_due_together_are_one(desk: Desk) -> None:
    escalation = desk.act("contain", OWNER, desk.open(desk.vendor(), Severity.S4), "They cut the line")
    start(desk, escalation, "one_day", timedelta(hours=21))
    desk.advance(desk.clock() + timedelta(minutes=1))
    assert len(warned(desk, escalation)) == 1
    assert desk.history(escalation)[-1].reason.endswith("in 2 h 59 min")


def test_several_run_at_once_and_a_report_stops_its_own(desk: Desk) -> None:
    escalation = desk.act("contain", OWNER, desk.open(desk.vendor(), Severity.S4), "They cut the line")
    start(desk, escalation, "four_hours")
    start(desk, escalation, "three_days")
    with pytest.raises(Refusal, match="clock of 72 hours runs already"):
        start(desk, escalation, "three_days")
    desk.clock.move(hours=1)
    desk.act("report", OWNER, escalation, "four_hours", desk.clock(), "BaFin, 4711")
    with pytest.raises(Refusal, match="stopped already"):
        desk.act("report", OWNER, escalation, "four_hours", desk.clock(), "BaFin, 4711")
    four, three = regulatory.of(desk.row(escalation))
    assert (four.reported_by, four.reported_to, three.reported_at) == (OWNER, "BaFin, 4711", None)
    assert desk.next_step() == desk.clock() - timedelta(hours=1) + timedelta(hours=24)


def test_it_runs_on_after_the_resolution_and_ends_with_a_mistake(desk: Desk) -> None:
    resolved, mistake = desk.open(desk.vendor()), desk.open(desk.vendor("Brightline"))
    for escalation in (resolved, mistake):
        start(desk, escalation, "four_hours")
    desk.act("resolve", OWNER, resolved, "A full disk", "They added space")
    desk.act("cancel", OWNER, mistake, "The wrong vendor")
    assert desk.row(mistake).next_step_at is None
    desk.advance(desk.clock() + timedelta(hours=2))
    assert (len(warned(desk, resolved)), len(warned(desk, mistake))) == (1, 0)
    row = desk.act("report", BACKUP, resolved, "four_hours", desk.clock(), "Nobody: no personal data")
    assert (row.state, row.next_step_at) == (State.RESOLVED, None)


def test_a_word_about_it_does_not_count_as_being_asked(desk: Desk) -> None:
    escalation = desk.open(desk.vendor(without=()))
    start(desk, escalation, "four_hours")
    desk.advance(desk.clock() + timedelta(hours=2))
    desk.act("escalate_now", OWNER, escalation, "Higher", seen_level=1)
    desk.act("escalate_now", OWNER, escalation, "Higher", seen_level=2)
    assert desk.history(escalation)[-1].reached == [SPONSOR]


def test_starting_one_can_be_taken_back(desk: Desk) -> None:
    escalation = start(desk, desk.open(desk.vendor()), "four_hours")
    desk.act("undo", OWNER, escalation, seen_step=escalation.step)
    assert desk.row(escalation).regulatory == []


@pytest.mark.parametrize(("days", "key"), [(1, "one_day"), (-61, "one_day"), (0, "two_years")])
def test_what_cannot_be_is_refused(desk: Desk, days: int, key: str) -> None:
    escalation = desk.open(desk.vendor())
    with pytest.raises(Refusal):
        desk.act("start", OWNER, escalation, key, desk.clock() + timedelta(days=days))
    assert desk.story(escalation) == ["opened L1"]


def test_on_the_card_it_counts_down_until_it_is_reported(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    maya.types("/escalate ardent S3 A payslip went to the wrong person")
    office.beat()
    maya.chooses("Start regulatory clock…", office.card())
    assert maya.submits(clock="three_days")["errors"] == {}
    office.beat()
    end = int((office.clock.now() + timedelta(hours=72)).timestamp())
    assert "⏳ 72 hours: report by <!date^" in shown(office.card())
    assert str(end)[:7] in shown(office.card())
    office.clock.move(hours=24)
    office.beat()
    asked = [message for message in office.direct("ben.okafor") if "72 hours" in shown(message)][-1]
    ben = office.person("ben.okafor")
    ben.presses("Reported", asked)
    assert ben.submits(to="")["errors"] != {}
    ben.submits(to="The data protection authority, <4711>")
    office.beat()
    assert "✅ 72 hours: reported" in shown(office.card())
    assert "The data protection authority, &lt;4711&gt;" in shown(office.card())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.key)
def test_every_clock_of_the_playbook_is_told_before_its_end_the_longest_first(rule: RegulatoryClock) -> None:
    start_at = local("2026-11-02T10:00")
    clock = regulatory.Clock.of(rule, DUBLIN, OWNER, start_at)
    assert len(clock.tell_at) == len(rule.remind) + 1
    assert sorted(clock.tell_at) == list(clock.tell_at)
    assert start_at < clock.tell_at[0] < clock.tell_at[-1] == clock.ends_at


@pytest.mark.parametrize("lasts", [{}, {"length": "4 hours", "months": 1}])
def test_a_clock_of_the_playbook_has_one_length(lasts: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="either a length or months"):
        RegulatoryClock.model_validate({"key": "odd", "title": "Odd", "duty": "None", "remind": []} | lasts)
