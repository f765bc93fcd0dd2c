"""Vendors that have no exit plan: none is needed, they do not work for us, or somebody moved them by hand."""

import pytest

from govbot import db
from govbot.vendors import service as vendors
from govbot.vendors.models import Status, Tier
from tests.door import buttons
from tests.exits.conftest import ROOM, House


def _adds(house: House, name: str, tier: Tier, status: Status = Status.LIVE) -> None:
    draft = vendors.Draft(name=name, function="payroll", tier=tier, status=status)
    with db.write(house.live.bot.engine, house.live.workspace_id) as session:
        vendors.add(session, house.live.clock(), house.live.id_of("maya.lindqvist"), draft)


@pytest.mark.one_database
def test_it_is_said_what_there_is_to_leave_and_nothing_else_is_offered(house: House) -> None:
    dora = house.person()
    _adds(house, "Low & Sons", Tier.LOW)
    _adds(house, "Brightline", Tier.CRITICAL, Status.PROSPECT)
    assert "*Low &amp; Sons* (VND-0002) has no exit plan: its tier needs none." in dora.types("/exit low & sons", ROOM)
    assert "Its tier needs no exit plan." in dora.types("/exit readiness low & sons", ROOM)
    for word in ("show", "readiness"):
        assert "Brightline" in dora.types(f"/exit {word} brightline", ROOM)
        assert buttons(house.answered()) == []
    assert "is prospect: there is nothing to leave." in dora.types("/exit brightline", ROOM)
    # Moved by hand it is left, and nobody is told what is to be done.
    assert "Low" not in dora.types("/exit list", ROOM)
    dora.types("/vendor status low & sons exiting because They close down", ROOM)
    hint = "exiting, but no exit runs: `/exit invoke VND-0002` gives it tasks and dates"
    assert hint in dora.types("/exit list", ROOM).splitlines()[1]
    assert hint in dora.types("/vendor show low & sons", ROOM)
    # What begins later does not run since then.
    house.signs()
    house.writes()
    assert house.invokes(target="2027-03-02", starts="2026-04-07", why="Too dear") == {}
    assert "🚪 exit begins on Tue 7 Apr 2026, exit on Tue 2 Mar 2027" in dora.types("/exit list", ROOM)
    house.morning("2026-04-07")
    assert "🚪 exit runs since Tue 7 Apr 2026" in dora.types("/exit list", ROOM)
    dora.types("/exit stop ardent", ROOM)
    assert dora.submits(why="We stay")["errors"] == {}
    dora.types("/vendor retire ardent because They are gone", ROOM)
    assert "next due" in dora.types("/exit test ardent", ROOM)
    assert buttons(house.answered()) == []
