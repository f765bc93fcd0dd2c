"""Vendors that have no exit plan: none is needed, they do not work for us, or somebody moved them by hand."""

import pytest

from govbot import db
from govbot.vendors import service as vendors
from govbot.vendors.models import Status, Tier
from tests.ardent import ROOM
from tests.door import buttons, shown
from tests.exits.conftest import House


def _adds(house: House, name: str, tier: Tier, status: Status = Status.LIVE) -> None:
    draft = vendors.Draft(name=name, function="payroll", tier=tier, status=status)
    with db.write(house.live.bot.engine, house.live.workspace_id) as session:
        vendors.add(session, house.live.clock(), house.live.id_of("maya.lindqvist"), draft)


def _card(house: House) -> str:
    return next(shown(post) for post in house.posts() if "Agreed end" in shown(post))


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
    # Notice that comes too late for the day of exit is seen on the card, before it is too late and after.
    house.task("X14")
    dora.presses("Move…", house.answered())
    assert dora.submits(date="2026-10-01", why="Legal is busy")["errors"] == {}
    house.live.beat()
    assert "Thu 1 Oct 2026 (*X14*), ⚠️ it has to be there by Wed 2 Sep 2026" in _card(house)
    house.morning("2026-09-04")
    assert "⚠️ too late for Tue 2 Mar 2027: given today, it ends on Thu 4 Mar 2027" in _card(house)
    assert "4 days overdue" in dora.types("/exit test ardent", ROOM)
    dora.types("/exit stop ardent", ROOM)
    assert dora.submits(why="We stay")["errors"] == {}
    dora.types("/vendor retire ardent because They are gone", ROOM)
    assert "overdue" not in dora.types("/exit test ardent", ROOM)
    assert buttons(house.answered()) == []
    assert "overdue" not in dora.types("/exit readiness ardent", ROOM)
