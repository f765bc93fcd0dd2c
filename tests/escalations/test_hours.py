"""Serious and minor ones are counted and asked about in the business hours of whoever they wait for, where they are."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from govbot import db
from govbot.escalations.models import Severity
from govbot.vendors.models import Duty
from govbot.workspace import Workspace
from tests.door import shown
from tests.escalations.desk import ADMIN, BACKUP, OWNER, SPONSOR, Desk
from tests.escalations.office import CARD_ROOM, Office

DUBLIN = ZoneInfo("Europe/Dublin")
NEW_YORK, TOKYO = "America/New_York", "Asia/Tokyo"


def move(desk: Desk, text: str) -> None:
    desk.clock.move_to(datetime.fromisoformat(text).replace(tzinfo=DUBLIN).astimezone(UTC))


def lives(desk: Desk, slack_id: str, zone: str, **more: Any) -> None:
    desk.know(slack_id, tz=zone, **more)


def next_at(desk: Desk, zone: str) -> str:
    at = desk.next_step()
    return f"{at.astimezone(ZoneInfo(zone)):%a %H:%M}" if at else ""


def read_at(desk: Desk, slack_id: str, zone: str) -> list[str]:
    """When what is sent to them privately goes out."""
    mine = [message for message in desk.outbox() if message.target == slack_id]
    return [f"{message.not_before.astimezone(ZoneInfo(zone)):%a %H:%M}" for message in mine]


def test_an_owner_in_new_york_is_asked_in_their_own_day(desk: Desk) -> None:
    lives(desk, OWNER, NEW_YORK)
    lives(desk, BACKUP, TOKYO)
    move(desk, "2026-11-09T09:00")  # a Monday, 04:00 there
    escalation = desk.open(desk.vendor())
    desk.advance()
    assert (next_at(desk, NEW_YORK), read_at(desk, OWNER, NEW_YORK)) == ("Mon 13:00", ["Mon 09:00"])
    desk.advance(desk.next_step())
    assert (next_at(desk, NEW_YORK), read_at(desk, OWNER, NEW_YORK)) == ("Mon 18:00", ["Mon 09:00", "Mon 13:00"])
    desk.advance(desk.next_step())
    assert (desk.row(escalation).level, desk.row(escalation).zones) == (2, [TOKYO])
    assert read_at(desk, BACKUP, TOKYO) == ["Tue 09:00"]
    assert next_at(desk, TOKYO) == "Mon 18:00"  # five business days from the opening, at 18:00 there


@pytest.mark.parametrize(
    ("severity", "next_step", "read"),
    [
        (Severity.S1, "Mon 04:15", "Mon 04:00"),
        (Severity.S2, "Mon 05:00", "Mon 04:00"),
        (Severity.S4, "Mon 18:00", "Mon 09:00"),
    ],
)
def test_what_is_graver_does_not_wait(desk: Desk, severity: Severity, next_step: str, read: str) -> None:
    for who in (OWNER, BACKUP, SPONSOR):
        lives(desk, who, NEW_YORK)
    move(desk, "2026-11-09T09:00")
    desk.open(desk.vendor(), severity)
    desk.advance()
    first = desk.outbox()[1].target
    assert (next_at(desk, NEW_YORK), read_at(desk, first, NEW_YORK)) == (next_step, [read])


def test_a_regulatory_clock_wakes_whoever_has_to_report(desk: Desk) -> None:
    lives(desk, OWNER, NEW_YORK)
    move(desk, "2026-11-09T00:00")  # 19:00 on Sunday there
    escalation = desk.open(desk.vendor())
    desk.act("start", OWNER, escalation, "four_hours", desk.clock())
    desk.advance()
    desk.advance(desk.next_step())
    assert read_at(desk, OWNER, NEW_YORK) == ["Mon 09:00", "Sun 21:00"]


def test_of_several_at_one_level_the_last_ones_time_counts(desk: Desk) -> None:
    with db.write(desk.engine, desk.workspace.id) as session:
        session.get_one(Workspace, desk.workspace.id).governance_channel = None
    desk.workspace.governance_channel = None
    lives(desk, ADMIN, TOKYO, is_admin=True)
    desk.know("U0SECOND", tz=NEW_YORK, is_admin=True)
    move(desk, "2026-11-09T09:00")
    escalation = desk.open(desk.vendor(without=tuple(Duty)))
    desk.advance()
    assert desk.row(escalation).zones == [NEW_YORK, TOKYO]
    assert (read_at(desk, ADMIN, TOKYO), read_at(desk, "U0SECOND", NEW_YORK)) == (["Mon 18:00"], ["Mon 09:00"])
    assert next_at(desk, TOKYO) == "Tue 13:00"  # 23:00 on Monday in New York


def test_the_clock_follows_whoever_takes_it_or_is_asked_to(desk: Desk) -> None:
    lives(desk, OWNER, NEW_YORK)
    lives(desk, SPONSOR, TOKYO)
    lives(desk, BACKUP, "")
    lives(desk, ADMIN, "Mars/Olympus", is_admin=True)
    move(desk, "2026-11-09T15:00")
    escalation = desk.open(desk.vendor())
    assert desk.row(escalation).zones == [NEW_YORK]
    seen: list[list[str]] = []
    seen.append(desk.act("acknowledge", SPONSOR, escalation).zones)
    seen.append(desk.act("reassign", SPONSOR, escalation, BACKUP, "You know them").zones)
    seen.append(desk.act("update", BACKUP, escalation, "On it").zones)
    seen.append(desk.act("reassign", SPONSOR, escalation, ADMIN, "You know them").zones)
    assert seen == [[TOKYO], ["Europe/Dublin"], ["Europe/Dublin"], ["Europe/Dublin"]]
    taken_back = desk.act("reassign", BACKUP, escalation, OWNER, "You know them")
    assert taken_back.zones == [NEW_YORK]
    assert desk.act("undo", BACKUP, escalation, seen_step=taken_back.step).zones == ["Europe/Dublin"]


def test_whoever_raises_it_at_night_reads_when_the_others_are_told(office: Office) -> None:
    office.clock.move_to(datetime(2026, 3, 2, 20, tzinfo=UTC))  # 21:00 in Berlin
    zones = {"dora.lind": "Europe/Stockholm", "jane.doe": NEW_YORK}
    maya, (dora, jane) = office.person("maya.lindqvist"), (office.id_of(name) for name in zones)
    answer = maya.types("/escalate ardent S3 The report is late")
    assert f"Asked: <@{dora}>. <@{dora}> is told <!date^1772524800^" in answer  # Tuesday at 09:00 there
    assert "is told" not in maya.types("/escalate ardent S2 The payroll run failed")
    office.beat()
    assert len(office.direct("dora.lind")) == 1
    card = next(each for each in office.person("maya.lindqvist").sees(CARD_ROOM) if "Escalation #1" in shown(each))
    maya.chooses("Reassign…", card)
    maya.submits(person=jane, reason="She knows the figures")
    assert f"<@{jane}> is asked to take it. What comes next" in office.told("maya.lindqvist")[-1]
    office.beat(datetime(2026, 3, 3, 8, tzinfo=UTC))
    assert any("The report is late" in shown(message) for message in office.direct("dora.lind"))
