"""`/vendor due`: everything dated, of whatever kind, finished from the list."""

from datetime import timedelta

import pytest

from govbot import db
from govbot.people import service as people
from govbot.reviews import service as reviews
from govbot.reviews.models import Action
from govbot.vendors import finding
from tests import builders
from tests.door import buttons, shown
from tests.live import Live

pytestmark = pytest.mark.one_database

ROOM = "#vendor-governance"


def _promised(live: Live, name: str, count: int) -> None:
    """Actions of theirs about Acme, one a day from a week ago on; and a review that is far away."""
    with db.write(live.bot.engine, live.workspace_id) as session:
        person, acme = people.find(session, live.id_of(name)), finding.find(session, "acme")
        today = live.clock().date()
        for number in range(count):
            due = today + timedelta(days=number - 7)
            session.add(
                Action(vendor_id=acme.id, source="x", title=f"Promise {number:02}", owner_id=person.id, due=due)
            )
        for review in reviews.open_of(session, acme):
            review.due = today + timedelta(days=40)


def test_everything_is_listed_in_pages_and_finished_from_there(acme: Live) -> None:
    _promised(acme, "dora.lind", 20)
    dora, maya, sofia = (acme.person(name) for name in ("dora.lind", "maya.lindqvist", "sofia.rossi"))
    first = dora.types("/vendor due")
    assert "*Yours, overdue or due in the next 30 days* · 1-15 of 20" in first
    assert f"🔴 *Promise 00* · Acme Support · 7 days overdue (Mon 23 Feb 2026) · <@{acme.id_of('dora.lind')}>" in first
    assert "🟠 *Promise 07* · Acme Support · due today" in first
    dora.presses("Next →", dora.sees(ROOM)[-1])
    last = dora.sees(ROOM)[-1]
    assert "16-20 of 20" in shown(last)
    assert "🔵 *Promise 19* · Acme Support · due in 12 days" in shown(last)
    dora.presses("Done", last)
    assert "Promise 15* is done" in dora.reads(ROOM)[-1]
    dora.presses("← Before", last)
    assert "1-15 of 19" in dora.reads(ROOM)[-2] + dora.reads(ROOM)[-1]

    assert "Yours, overdue or due in the next 30 days: nothing." in maya.types("/vendor due mine")
    assert "*Overdue* · 7" in maya.types("/vendor due overdue")
    assert "*Everything, overdue or due in the next 30 days* · 1-15 of 19" in maya.types("/vendor due all")
    assert "*Acme Support, overdue or due in the next 30 days* · 1-15 of 19" in maya.types("/vendor due Acme")
    assert "I know no vendor called “zzz”" in maya.types("/vendor due Zzz")

    maya.types("/vendor role @sofia.rossi auditor")
    assert "*Promise 00*" in sofia.types("/vendor due all")
    assert [each["text"]["text"] for each in buttons(sofia.sees(ROOM)[-1])] == ["Next →"]
    with db.write(acme.bot.engine, acme.workspace_id) as session:
        lone = builders.vendor(session, acme.clock(), "Lone")
        held = acme.clock().date() - timedelta(days=400)
        reviews.recorded(session, acme.clock(), "U0TEST", lone, "risk", held)
    assert "Risk and compliance review* · Lone · 35 days overdue" in maya.types("/vendor due lone")
    assert "· nobody's" in maya.types("/vendor due lone")
