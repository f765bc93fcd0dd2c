"""Where vendors without a channel of their own are talked about: by function, by tier, else with governance."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import audit, db
from govbot.errors import Refusal
from govbot.outbox.models import OutboxMessage
from govbot.vendors import channels, finding, rooms
from govbot.vendors.models import Tier
from govbot.workspace import Workspace
from tests import builders
from tests.door import shown
from tests.reviews.desk import ROOM, Desk

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
MONDAY = date(2026, 3, 9)


def test_its_own_then_its_functions_then_its_tiers_then_governance(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        place = session.get_one(Workspace, workspace.id)
        place.governance_channel = "C0GOV"
        own = builders.vendor(session, NOW, "Own", channel="C0OWN")
        low = builders.vendor(session, NOW, "Low")
        high = builders.vendor(session, NOW, "High", tier=Tier.HIGH)
        everyone = [own, low, high]

        def where() -> list[str | None]:
            return [channels.of(session, place, vendor) for vendor in everyone]

        assert where() == ["C0OWN", "C0GOV", "C0GOV"]
        assert channels.choose(session, NOW, "U1", channels.read("High"), "C0HIGH")
        assert where() == ["C0OWN", "C0GOV", "C0HIGH"]
        assert channels.choose(session, NOW, "U1", channels.read("payroll"), "C0PAY")
        assert not channels.choose(session, NOW, "U1", channels.read("payroll"), "C0PAY")
        assert where() == ["C0OWN", "C0PAY", "C0PAY"]
        assert channels.choose(session, NOW, "U1", "function:payroll", None)
        assert where() == ["C0OWN", "C0GOV", "C0HIGH"]
        told = [(event.detail["before"], event.detail["after"]) for event in audit.history(session, "function:payroll")]
        assert told == [(None, "C0PAY"), ("C0PAY", None)]


@pytest.mark.parametrize("words", ["", "sometimes", "payrol department"])
def test_what_is_neither_tier_nor_function_is_refused(words: str) -> None:
    with pytest.raises(Refusal, match="neither a tier nor a function"):
        channels.read(words)


def test_an_admin_chooses_the_channel_and_the_morning_goes_there(desk: Desk) -> None:
    admin, room = desk.person("maya.lindqvist"), desk.slack.world.channel("vendor-cedar")
    assert room is not None
    desk.vendor("Bright Payroll", owner="dora.lind")
    assert "Only an admin" in desk.person("dora.lind").types("/review channel payroll #vendor-cedar", ROOM)
    assert "No tier and no function has a channel" in admin.types("/review channel", ROOM)
    assert "I see no channel called" in admin.types("/review channel payroll nowhere", ROOM)
    assert f"talked about in <#{room.id}> from now on" in admin.types("/review channel payroll #vendor-cedar", ROOM)
    assert f"• vendors for Payroll: <#{room.id}>" in admin.types("/review channel", ROOM)
    with db.write(desk.bot.engine, desk.workspace_id) as session:
        finding.find(session, "Bright Payroll").channel = None
    desk.due("risk", MONDAY, "Bright Payroll")
    desk.morning(MONDAY)
    [post] = desk.posts("#vendor-cedar")
    assert "1 thing due for *Bright Payroll*" in shown(post)
    assert "in the governance channel again" in admin.types("/review channel payroll none", ROOM)


def test_a_channel_that_is_gone_is_chosen_no_more_and_the_admins_hear_it(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        builders.person(session, "U0MAX", "Max Admin", is_admin=True)
        place = session.get_one(Workspace, workspace.id)
        channels.choose(session, NOW, "U1", "tier:high", "C0HIGH")
        rooms.new_id(session, NOW, place, {"old_channel_id": "C0HIGH", "new_channel_id": "C0NEW"})
        assert [rule.channel for rule in channels.rules(session)] == ["C0NEW"]
        rooms.archived(session, NOW, place, {"channel": "C0NEW"})
        assert channels.rules(session) == []
        told = session.exec(select(OutboxMessage)).all()
        assert [(message.target, "It was chosen for high vendors" in message.payload["text"]) for message in told] == [
            ("U0MAX", True)
        ]
