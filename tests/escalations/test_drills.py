"""Drills: the ladder tried on purpose, measured level by level, never taken for a real escalation."""

from datetime import timedelta

import pytest

from govbot import audit, db
from govbot.errors import Refusal
from govbot.escalations import drills, finding
from govbot.escalations.models import Escalation, Severity, State
from govbot.vendors.models import Duty, Vendor
from tests.door import buttons, shown
from tests.escalations.desk import ADMIN, BACKUP, OWNER, SPONSOR, Desk
from tests.escalations.office import CARD_ROOM, Office

pytestmark = pytest.mark.one_database


def drill(desk: Desk, vendor: Vendor, severity: Severity | None = None) -> Escalation:
    with db.write(desk.engine, desk.workspace.id) as session:
        return drills.start(session, desk.workspace, desk.clock(), ADMIN, vendor, severity)


def result(desk: Desk, escalation: Escalation) -> list[str]:
    """What the last step says, and that nothing follows it."""
    assert desk.row(escalation).next_step_at is None
    last = desk.history(escalation)[-1]
    assert last.happened == "drilled"
    return last.reason.splitlines()


def test_it_ends_by_itself_when_nobody_answers(desk: Desk) -> None:
    escalation = drill(desk, desk.vendor())
    for _ in range(4):
        desk.advance(desk.next_step())
    assert result(desk, escalation) == [
        "❌ L1: no answer from Owner in 5 min",
        "❌ L2: no answer from Backup in 5 min",
        "❌ L3: no answer from Sponsor in 5 min",
        "❌ L4: no answer from Admin in 5 min",
    ]
    assert desk.clock() - escalation.opened_at == timedelta(minutes=20)
    assert desk.row(escalation).state is State.RESOLVED


def test_an_answer_is_measured_and_the_next_level_is_asked_at_once(desk: Desk) -> None:
    escalation = drill(desk, desk.vendor())
    for who, minutes in ((OWNER, 2), (BACKUP, 3), (SPONSOR, 0)):
        desk.clock.move(minutes=minutes)
        desk.act("acknowledge", who, escalation)
    desk.clock.move(minutes=1)
    desk.act("acknowledge", ADMIN, escalation)
    assert result(desk, escalation) == [
        "✅ L1: Owner after 2 min",
        "✅ L2: Backup after 3 min",
        "✅ L3: Sponsor after 0 min",
        "✅ L4: Admin after 1 min",
    ]


# By its real clocks: S2 climbs an hour, four and 24 (of extended hours) after the opening; S3 ends on L3.
@pytest.mark.parametrize(
    ("severity", "levels", "lasts"),
    [
        (Severity.S1, "L2 L3 L4", timedelta(hours=2, minutes=15)),
        (Severity.S2, "L1 L2 L3 L4", timedelta(days=1, hours=10)),
        (Severity.S3, "L1 L2 L3", timedelta(days=7, hours=4)),
    ],
)
def test_it_climbs_by_the_clocks_of_a_severity(desk: Desk, severity: Severity, levels: str, lasts: timedelta) -> None:
    escalation = drill(desk, desk.vendor(), severity)
    while at := desk.next_step():
        desk.advance(at)
    assert " ".join(line.split()[1].rstrip(":") for line in result(desk, escalation)) == levels
    assert desk.clock() - escalation.opened_at == lasts


def test_a_level_with_nobody_is_part_of_the_result(desk: Desk) -> None:
    escalation = drill(desk, desk.vendor(without=(Duty.BACKUP,)))
    desk.act("acknowledge", OWNER, escalation)
    desk.act("acknowledge", SPONSOR, escalation)
    desk.act("acknowledge", ADMIN, escalation)
    assert "⏭️ L2 skipped: there is no backup; there is no contract owner" in result(desk, escalation)


def test_only_who_is_asked_is_measured(desk: Desk) -> None:
    escalation = drill(desk, desk.vendor())
    with pytest.raises(Refusal, match="DRILL waits for <@U0OWNER> on L1"):
        desk.act("acknowledge", BACKUP, escalation)
    assert desk.story(escalation) == ["opened L1"]


@pytest.mark.parametrize(
    ("verb", "said", "more"),
    [
        ("update", ("Fine",), {}),
        ("escalate_now", ("Why not",), {"seen_level": 1}),
        ("resolve", ("This", "That"), {}),
        ("contain", ("Cut",), {}),
        ("reassign", (SPONSOR, "Why"), {}),
        ("snooze", ("1 day", "Why"), {}),
    ],
)
def test_nothing_else_can_be_done_to_it(desk: Desk, verb: str, said: tuple[str, ...], more: dict[str, int]) -> None:
    escalation = drill(desk, desk.vendor())
    with pytest.raises(Refusal, match="This is a drill"):
        desk.act(verb, OWNER, escalation, *said, **more)


def test_it_counts_nowhere_and_there_is_one_at_a_time(desk: Desk) -> None:
    vendor = desk.vendor()
    escalation = drill(desk, vendor)
    with db.read(desk.engine, desk.workspace.id) as session:
        assert finding.unfinished(session) == []
        assert [row.id for row, _vendor in finding.drills(session, vendor)] == [escalation.id]
    with pytest.raises(Refusal, match="is under way"):
        drill(desk, vendor)
    desk.act("cancel", ADMIN, escalation, "A real one came in between")
    assert drill(desk, vendor).id != escalation.id


def test_it_is_a_drill_in_the_chain_as_well(desk: Desk) -> None:
    escalation = drill(desk, desk.vendor())
    for _ in range(4):
        desk.advance(desk.next_step())
    with db.read(desk.engine, desk.workspace.id) as session:
        told = audit.history(session, escalation.subject)
        assert all(event.detail["drill"] for event in told)
        assert "escalation.drilled" in {event.action for event in told}


def test_it_says_drill_wherever_it_is_seen(office: Office) -> None:
    maya = office.person("maya.lindqvist")
    assert "DRILL: Escalation #1 about *Ardent Payroll* is under way" in maya.types("/escalate drill ardent", CARD_ROOM)
    office.beat()
    card = office.card()
    asked = office.direct("dora.lind")[-1]
    for place in (card, asked):
        assert "DRILL" in shown(place)
        assert "DRILL" in str(place["text"])
        assert [element["text"]["text"] for element in buttons(place)] == ["Acknowledge"]
    assert "DRILL" in maya.types("/escalate list")
    office.person("dora.lind").presses("Acknowledge", asked)
    for minutes in (10, 5, 5):
        office.beat(office.clock() + timedelta(minutes=minutes))
    assert all("DRILL" in line for line in office.history(card))
    posted = office.card()
    assert posted["ts"] != card["ts"]
    for line in (shown(posted), office.history(card)[-1]):
        assert "✅ L1: Dora Lind after" in line
        assert "❌ L2: no answer from Ivo Novak" in line
    assert maya.types("/escalate list").startswith("Nothing is escalated")
    assert "finished the drill" in maya.types("/vendor history ardent")
    assert "open escalation" not in str(office.slack.open_home("@dora.lind"))
