"""When clocks run out: each severity's own time, whatever weekend, holiday or clock change lies in between."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govbot import playbook
from govbot.calendar import NOT_A_PLACE, Calendar
from govbot.escalations import clocks
from govbot.escalations.clocks import Due, Move
from govbot.escalations.models import Escalation, Severity, State
from govbot.escalations.policy import Policy
from govbot.playbook.span import Span

DUBLIN = Calendar(zone=ZoneInfo("Europe/Dublin"), countries=("IE",))
RULES = playbook.load().escalation
POLICIES = {severity: Policy.of(RULES, severity) for severity in Severity}


def local(text: str, calendar: Calendar = DUBLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone).astimezone(UTC)


def escalation(severity: Severity, opened: str, **more: Any) -> Escalation:
    policy = POLICIES[severity]
    at = local(opened)
    row: dict[str, Any] = {
        "severity": severity,
        "level": policy.starts_at[-1],
        "state": State.OPEN,
        "policy": policy.model_dump(mode="json"),
        "opened_at": at,
        "heard_at": at,
    }
    return Escalation(**row | more)


# Monday 26 October 2026 is a holiday in Ireland, and on the Sunday before it the clocks go back.
# Monday 29 March 2027 is Easter Monday, and on the Sunday before it the clocks go forward.
@pytest.mark.parametrize(
    ("severity", "start", "span", "due"),
    [
        (Severity.S1, "2026-10-23T15:00", "15 minutes", "2026-10-23T15:15"),
        (Severity.S1, "2026-10-25T00:30", "2 hours", "2026-10-25T01:30"),  # 01:30 comes twice; this is the second
        (Severity.S1, "2027-03-28T00:30", "2 hours", "2027-03-28T03:30"),
        (Severity.S2, "2026-10-23T15:00", "4 hours", "2026-10-23T19:00"),
        (Severity.S2, "2026-10-23T21:30", "1 hour", "2026-10-24T07:30"),
        (Severity.S2, "2026-10-24T21:00", "4 hours", "2026-10-25T10:00"),
        (Severity.S2, "2026-10-26T03:00", "1 hour", "2026-10-26T08:00"),
        (Severity.S3, "2026-10-23T15:00", "4 hours", "2026-10-27T10:00"),
        (Severity.S3, "2026-10-23T15:00", "1 day", "2026-10-27T15:00"),
        (Severity.S3, "2026-10-23T15:00", "5 days", "2026-11-02T15:00"),
        (Severity.S3, "2027-03-26T15:00", "1 day", "2027-03-30T15:00"),
        (Severity.S3, "2026-10-24T12:00", "4 hours", "2026-10-27T13:00"),
        (Severity.S4, "2026-10-23T19:00", "5 days", "2026-11-02T18:00"),
    ],
)
def test_time_that_counts(severity: Severity, start: str, span: str, due: str) -> None:
    expected = local(due)
    if (severity, start) == (Severity.S1, "2026-10-25T00:30"):
        expected += timedelta(hours=1)
    assert clocks.after(POLICIES[severity], DUBLIN, local(start), Span.parse(span)) == expected


@pytest.mark.parametrize(
    ("severity", "ladder"),
    [
        (Severity.S1, [("ask", 3, "15 minutes"), ("climb", 4, "2 hours")]),
        (Severity.S2, [("ask", 2, "1 hour"), ("climb", 3, "4 hours"), ("climb", 4, "24 hours")]),
        (Severity.S3, [("ask", 1, "4 hours"), ("climb", 2, "1 day"), ("climb", 3, "5 days")]),
        (Severity.S4, [("ask", 1, "1 day"), ("climb", 2, "5 days"), ("climb", 3, "15 days")]),
    ],
)
def test_nobody_acknowledges(severity: Severity, ladder: list[tuple[str, int, str]]) -> None:
    row = escalation(severity, "2026-10-23T15:00")
    for move, level, span in ladder:
        at = clocks.after(POLICIES[severity], DUBLIN, row.opened_at, Span.parse(span))
        assert clocks.due(row, DUBLIN)[0] == Due(at, Move(move), level)
        row.level, row.asked_at = level, row.asked_at or at
        row.heard_at = at if move == "climb" else row.heard_at
    again = clocks.after(POLICIES[severity], DUBLIN, row.heard_at, POLICIES[severity].update)
    assert clocks.due(row, DUBLIN) == [Due(again, Move.ASK, row.level)]


def test_somebody_has_it_and_falls_silent() -> None:
    row = escalation(Severity.S3, "2026-10-20T10:00", state=State.ACKNOWLEDGED, acknowledged_by="U1")
    assert clocks.due(row, DUBLIN) == [Due(local("2026-10-22T10:00"), Move.ASK, 1)]
    row.asked_at = local("2026-10-22T10:00")
    assert clocks.due(row, DUBLIN) == [Due(local("2026-10-22T14:00"), Move.CLIMB, 2)]


def test_at_the_top_the_one_who_has_it_is_asked_again() -> None:
    row = escalation(
        Severity.S1, "2026-10-20T10:00", state=State.ACKNOWLEDGED, level=4, asked_at=local("2026-10-20T11:00")
    )
    assert clocks.due(row, DUBLIN) == [Due(local("2026-10-20T12:00"), Move.ASK, 4)]


def test_whoever_never_answers_is_asked_less_and_less_often_down_to_once_a_day() -> None:
    row = escalation(Severity.S1, "2026-10-20T10:00", level=4)
    hours = []
    for _ in range(8):
        [again] = clocks.due(row, DUBLIN)
        hours.append((again.at - row.heard_at) / timedelta(hours=1))
        row.asked_at = again.at
    assert hours == [0.25, 1.25, 2.5, 5, 10, 20, 40, 64]


@pytest.mark.parametrize("state", [State.RESOLVED, State.CANCELLED])
def test_nothing_is_due_of_what_is_finished(state: State) -> None:
    row = escalation(Severity.S1, "2026-10-20T10:00", state=state)
    assert clocks.due(row, DUBLIN) == []
    assert clocks.next_step_at(row, DUBLIN) is None


def test_a_climb_that_is_due_makes_the_question_before_it_pointless() -> None:
    row = escalation(Severity.S3, "2026-10-20T10:00")
    assert clocks.passed(row, DUBLIN, local("2026-10-20T13:59")) is None
    assert clocks.passed(row, DUBLIN, local("2026-10-20T14:00")) == Due(local("2026-10-20T14:00"), Move.ASK, 1)
    assert clocks.passed(row, DUBLIN, local("2026-10-21T10:00")) == Due(local("2026-10-21T10:00"), Move.CLIMB, 2)


MINUTES = range(
    int(datetime(2025, 1, 1, tzinfo=UTC).timestamp()) // 60, int(datetime(2028, 1, 1, tzinfo=UTC).timestamp()) // 60
)
INSTANTS = st.sampled_from(MINUTES).map(lambda minute: datetime.fromtimestamp(minute * 60, UTC))
CALENDARS = st.builds(
    lambda zone, countries: Calendar(zone=ZoneInfo(zone), countries=countries),
    st.sampled_from(sorted(available_timezones() - NOT_A_PLACE)),
    st.sampled_from([(), ("DE",), ("IE", "IN"), ("US-CA",), ("AE",)]),
)


@given(st.sampled_from(Severity), CALENDARS, INSTANTS)
def test_deadlines_are_later_and_each_level_has_its_own(
    severity: Severity, calendar: Calendar, opened: datetime
) -> None:
    policy = POLICIES[severity]
    climbs = [clocks.after(policy, calendar, opened, span) for _level, span in sorted(policy.climbs.items())]
    assert opened < climbs[0]
    assert climbs == sorted(set(climbs))
    assert clocks.after(policy, calendar, opened, policy.acknowledge) > opened


@given(st.sampled_from([Severity.S3, Severity.S4]), CALENDARS, INSTANTS)
def test_nobody_is_asked_outside_business_time(severity: Severity, calendar: Calendar, opened: datetime) -> None:
    policy = POLICIES[severity]
    for span in (policy.acknowledge, policy.update, *policy.climbs.values()):
        there = clocks.after(policy, calendar, opened, span).astimezone(calendar.zone)
        assert calendar.is_business_day(there.date())
        assert calendar.business_hours[0] <= there.time() <= calendar.business_hours[1]


@given(CALENDARS, INSTANTS)
def test_a_major_one_wakes_nobody_at_night(calendar: Calendar, opened: datetime) -> None:
    policy = POLICIES[Severity.S2]
    there = clocks.after(policy, calendar, opened, policy.acknowledge).astimezone(calendar.zone)
    assert time(7) <= there.time() <= time(22)


@given(st.sampled_from(Severity), CALENDARS, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=10)))
def test_what_was_opened_later_is_never_due_earlier(
    severity: Severity, calendar: Calendar, opened: datetime, later: timedelta
) -> None:
    policy = POLICIES[severity]
    for span in (policy.acknowledge, policy.update, *policy.climbs.values()):
        first = clocks.after(policy, calendar, opened, span)
        assert first <= clocks.after(policy, calendar, opened + later, span)


@given(st.sampled_from(Severity))
def test_a_snapshot_comes_back_as_it_was_taken(severity: Severity) -> None:
    taken = Policy.of(RULES, severity)
    assert Policy.model_validate(taken.model_dump(mode="json")) == taken
