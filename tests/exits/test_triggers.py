"""What speaks for leaving is put before the sponsor once, put off with a reason, and never begins an exit by itself."""

from decimal import Decimal

import pytest

from govbot import db
from govbot.kpis import periods
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.service import Agreement
from govbot.playbook.kpis import Direction
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty, Status
from tests.ardent import ROOM
from tests.door import Json, buttons, shown
from tests.exits.conftest import House

LINES = Lines(direction=Direction.UP, target=Decimal("99.5"), red=Decimal(98))
MISSED = {"2025-09": "97", "2025-10": "99.9", "2025-11": "96", "2025-12": "99.9", "2026-01": "95", "2026-02": "99.9"}


def measures(house: House, values: dict[str, str]) -> None:
    """A critical KPI and its last periods, as the owner records them."""
    with db.write(house.live.bot.engine, house.live.workspace_id) as session:
        agreed = Agreement(
            name="Payroll accuracy", unit="percent", lines=LINES, dimension="quality", critical=True,
            since=periods.parse("2025-09"),
        )  # fmt: skip
        actor = house.live.id_of("dora.lind")
        kpi = kpis.add(session, house.live.clock(), actor, finding.find(session, "ardent"), agreed).id
    dora = house.person()
    for period, value in values.items():
        dora.types(f"/vendor kpi record ardent {period}", ROOM)
        assert dora.submits(**{f"v_{kpi}": value})["errors"] == {}


def asked(house: House, name: str = "ana.silva", what: str = "Should we leave") -> list[Json]:
    return [message for message in house.person(name).private() if what in shown(message)]


def test_a_critical_kpi_that_misses_three_of_six_asks_the_sponsor_once_and_again_when_it_is_due(house: House) -> None:
    house.signs()
    measures(house, MISSED)
    house.morning("2026-03-03")
    [card] = asked(house)
    assert "Payroll accuracy was red in 3 of its last 6 periods: September 2025, November 2025, January 2026" in shown(
        card
    )
    assert "Nothing begins by itself. There is no exit plan yet." in shown(card)
    [told] = asked(house, "maya.lindqvist", "is asked whether to leave")
    assert [each["text"]["text"] for each in buttons(told)] == ["Exit plan"]
    house.morning("2026-03-04")
    assert len(asked(house)) == 1
    ana = house.person("ana.silva")
    ana.presses("Not now…", card)
    assert set(ana.submits(why=" ", until="2026-03-17")["errors"]) == {"why"}
    for wrong in ("2026-03-04", "2026-12-24"):
        assert set(ana.submits(why="They get a quarter", until=wrong)["errors"]) == {"until"}
    assert ana.submits(why="They get <two weeks>", until="2026-03-17")["errors"] == {}
    house.live.beat()
    [card] = asked(house)
    assert buttons(card) == []
    assert "said not now, until Tue 17 Mar 2026: They get &lt;two weeks&gt;" in shown(card)
    assert "said not now" in shown(asked(house, "maya.lindqvist", "is asked whether to leave")[0])
    house.morning("2026-03-16")
    assert len(asked(house)) == 1
    house.morning("2026-03-17")
    house.morning("2026-03-24")
    [late] = asked(house, "maya.lindqvist")
    assert "and has not answered. You may, as an admin." in shown(late)
    house.morning("2026-03-25")
    assert len(asked(house, "maya.lindqvist")) == 1
    card = asked(house)[1]
    ana.presses("Begin the exit…", card)
    assert "Payroll accuracy was red in 3" in str(ana.view())
    assert ana.submits(variant="planned", target="2026-12-01")["errors"] == {}
    house.live.beat()
    assert buttons(asked(house)[1]) == []
    assert "began the exit" in shown(asked(house)[1])
    assert "began the exit" in shown(asked(house, "maya.lindqvist")[0])
    assert "said not now" in shown(asked(house)[0])
    assert house.vendor().status is Status.EXITING
    house.morning("2026-03-26")
    assert len(asked(house)) == 2
    assert "said not now, until Tue 17 Mar 2026: “They get &lt;two weeks&gt;”" in house.history()


@pytest.mark.one_database
def test_what_only_a_person_can_know_is_asked_of_whoever_decides_and_of_the_admins_without_a_sponsor(
    house: House,
) -> None:
    house.writes()
    dora, ana, maya = (house.person(name) for name in ("dora.lind", "ana.silva", "maya.lindqvist"))
    dora.types("/exit trigger ardent", ROOM)
    assert set(dora.submits(trigger="insolvency", what=" ")["errors"]) == {"what"}
    assert dora.submits(trigger="insolvency", what="Their <bank> called.")["errors"] == {}
    assert "ana" in shown(house.answered()) or house.live.id_of("ana.silva") in shown(house.answered())
    dora.types("/exit trigger ardent", ROOM)
    assert set(dora.submits(trigger="insolvency", what="Once more")["errors"]) == {"trigger"}
    house.live.beat()
    [card] = asked(house)
    assert "Insolvency or rating signal: Their &lt;bank&gt; called." in shown(card)
    ana.presses("Not now…", card)
    assert ana.submits(why="We look first", until="2026-04-01")["errors"] == {}
    with db.write(house.live.bot.engine, house.live.workspace_id) as session:
        vendor = finding.find(session, "ardent")
        duties.assign(session, house.live.clock(), house.live.id_of("dora.lind"), vendor, Duty.SPONSOR, None)
    dora.types("/exit trigger ardent", ROOM)
    assert dora.submits(trigger="sanctions", what="Listed today")["errors"] == {}
    house.live.beat()
    [card] = asked(house, "maya.lindqvist")
    assert "You are asked because it has no executive sponsor who can answer." in shown(card)
    maya.presses("Not now…", card)
    assert maya.submits(why="It is another Ardent", until="2026-04-01")["errors"] == {}
    assert "It is another Ardent" in maya.types("/exit readiness ardent", ROOM)
    assert "What spoke for leaving" in shown(house.answered("maya.lindqvist"))
