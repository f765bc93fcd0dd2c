"""Tests of exit plans: their dates by tier, a result with what has to be mended, an escalation where nobody tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.errors import Refusal
from govbot.exits import finding, header, reading, standing, testing, tests_ahead
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan, ExitTest, Result
from govbot.exits.testing import Held
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace
from tests import builders
from tests.ardent import ROOM
from tests.door import Json, buttons, shown, sound
from tests.exits.conftest import House

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@dataclass
class Desk:
    session: Session
    place: Workspace
    vendor: Vendor

    @property
    def plan(self) -> ExitPlan:
        return finding.of(self.session, self.vendor)

    def tests(self) -> list[ExitTest]:
        return tests_ahead.of(self.session, [self.plan])[self.plan.id]

    def keep(self, now: datetime = NOW) -> None:
        tests_ahead.keep(self.session, self.place, now, [Standing(self.vendor, self.plan, None)])

    def holds(self, kind: str, result: Result, on: date = TODAY, seen: int | None = None) -> ExitTest:
        planned = tests_ahead.ahead(self.tests(), kind)
        held = Held(on, result, "https://files.example/report", "It was slow")
        mark = seen if seen is not None else planned.id if planned else 0
        return testing.record(
            self.session, self.place, NOW, "U0DORA", self.vendor, self.plan, kind, held, mark
        ).test  # fmt: skip


@pytest.fixture
def desk(sqlite_engine: Engine) -> Iterator[Desk]:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id=builders.TEAM, name="Acme", zone="Europe/Berlin", countries=["DE"])
        session.add(place)
    with db.write(sqlite_engine, place.id) as session:
        dora = builders.person(session, "U0DORA", "Dora Lind")
        vendor = builders.vendor(session, NOW, "Acme", owner=dora, tier=Tier.CRITICAL)
        plan = header.write(session, NOW, "U0DORA", vendor, {"objectives": "Nothing is lost"})
        standing.keep(session, place, NOW, "U0DORA", vendor, plan)
        yield Desk(session, place, vendor)


def test_each_kind_that_the_tier_asks_for_has_one_day_ahead_and_the_next_one_counts_from_the_last(desk: Desk) -> None:
    assert {(test.kind, test.due) for test in desk.tests()} == {
        (kind, date(2026, 8, 31)) for kind in ("tabletop", "export", "live")
    }
    desk.holds("tabletop", Result.PASSED)
    desk.keep()
    desk.keep()
    ahead = {test.kind: test.due for test in desk.tests() if test.is_open}
    assert ahead == {"tabletop": date(2027, 3, 2), "export": date(2026, 8, 31), "live": date(2026, 8, 31)}
    desk.vendor.tier = Tier.HIGH
    desk.keep()
    assert [test.kind for test in desk.tests() if test.is_open] == ["tabletop"]


def test_a_day_that_a_person_chose_stays_whatever_the_tier(desk: Desk) -> None:
    live = tests_ahead.ahead(desk.tests(), "live")
    assert live
    testing.move(desk.session, desk.place, NOW, "U0DORA", live, date(2026, 5, 4), "before the audit")
    desk.vendor.tier = Tier.HIGH
    desk.keep()
    assert [(test.kind, test.due) for test in desk.tests() if test.by_hand] == [("live", date(2026, 5, 4))]
    with pytest.raises(Refusal, match="Pick a day from today on"):
        testing.move(desk.session, desk.place, NOW, "U0DORA", live, TODAY - timedelta(days=1), "")


def test_two_who_record_the_same_test_write_one_result(desk: Desk) -> None:
    seen = tests_ahead.ahead(desk.tests(), "tabletop")
    assert seen
    desk.holds("tabletop", Result.PASSED, seen=seen.id)
    desk.keep()
    with pytest.raises(Refusal, match="@dora recorded it meanwhile, as held on 2 March 2026"):
        desk.holds("tabletop", Result.FAILED, seen=seen.id)
    assert [test.result for test in desk.tests() if test.held_on] == [Result.PASSED]


@pytest.mark.parametrize(
    ("held", "field"),
    [
        (Held(TODAY + timedelta(days=1), Result.PASSED, "report"), "held_on"),
        (Held(TODAY, Result.PASSED, " "), "report"),
        (Held(TODAY, Result.PARTLY, "report", " "), "findings"),
        (Held(TODAY, Result.FAILED, "report", "All of it"), "what_1"),
    ],
)
def test_a_result_without_its_proof_is_refused_on_its_field(desk: Desk, held: Held, field: str) -> None:
    seen = tests_ahead.ahead(desk.tests(), "export")
    assert seen
    with pytest.raises(Refusal) as refused:
        testing.record(desk.session, desk.place, NOW, "U0DORA", desk.vendor, desk.plan, "export", held, seen.id)
    assert refused.value.field == field


def test_a_test_earns_its_points_as_long_as_it_is_no_older_than_the_cadence(desk: Desk) -> None:
    def score(on: date) -> int:
        return reading.one(desk.session, desk.vendor, on).readiness.score

    before = score(TODAY)
    desk.holds("export", Result.PASSED)
    assert score(TODAY) == before + 5
    assert score(date(2027, 3, 2)) == before + 5
    assert score(date(2027, 3, 3)) == before


def record(house: House, kind: str) -> None:
    """Opens the form for the result of that kind of test, from the list of them."""
    dora, message = house.person(), house.answered()
    element = next(each for each in buttons(message) if f" {kind} " in each["value"] and "Record" in str(each))
    where = {"channel": message["channel"], "ts": message["ts"], "block_id": element["block_id"]}
    sound(dora.slack.click(dora.name, element["action_id"], value=element["value"], **where))


def moves(house: House, due: Json) -> None:
    """The first test of a plan that stands in that message, by the menu beside its button."""
    dora = house.person()
    for block in due["blocks"]:
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            for choice in element.get("options", []):
                if choice["value"].startswith("move exit_test:"):
                    where = {"channel": due["channel"], "ts": due["ts"], "block_id": block["block_id"]}
                    sound(dora.slack.click(dora.name, element["action_id"], selected_option=choice["value"], **where))
                    return
    raise AssertionError("no test of a plan can be moved there")


def raised(house: House) -> list[Json]:
    return [post for post in house.posts() if "was to be tested by" in shown(post)]


def test_a_failed_test_leaves_issues_and_an_untested_plan_an_escalation(house: House) -> None:
    house.signs()
    house.writes()
    dora = house.person()
    assert "not passed in time: tabletop and live switch" in dora.types("/exit readiness ardent", ROOM)
    assert "Tabletop" in dora.types("/exit test ardent", ROOM)
    record(house, "tabletop")
    failed = {"held_on": "2026-03-02", "result": "failed", "report": "https://files.example/1", "findings": "No <PDF>"}
    assert set(dora.submits(**failed)["errors"]) == {"what_1"}
    wrong = {"what_1": "Ask for PDF", "until_1": "2026-02-01"}
    assert set(dora.submits(**failed, **wrong)["errors"]) == {"who_1", "until_1"}
    mended = {"what_1": "Ask for PDF", "who_1": house.live.id_of("ivo.novak"), "until_1": "2026-04-01"}
    assert dora.submits(**failed, **mended)["errors"] == {}
    house.live.beat()
    assert "🔴 failed on Mon 2 Mar 2026, next due Tue 2 Mar 2027" in shown(house.answered())
    assert "No &lt;PDF&gt;" in shown(house.answered())
    assert "Recorded. 1 issue opened." in shown(house.answered())
    assert any("gave you this" in text and "Ask for PDF" in text for text in house.person("ivo.novak").reads("@govbot"))
    assert "Ask for PDF" in dora.types("/vendor issue list ardent", ROOM)
    assert any("🔴 failed: tabletop of the exit plan of Ardent Payroll" in shown(post) for post in house.posts())
    house.morning("2026-08-03")
    due = next(post for post in house.posts() if "Test the exit plan: Data export" in shown(post))
    moves(house, due)
    assert dora.submits(date="2026-10-05", reason="After the audit")["errors"] == {}
    house.morning("2026-08-31")
    assert raised(house) == []
    told = [text for text in house.person("emil.kraus").reads("@govbot") if "Test the exit plan: Live switch" in text]
    assert told
    house.morning("2026-09-01")
    [card] = raised(house)
    dora.types("/exit test ardent", ROOM)
    record(house, "live")
    done = {"held_on": "2026-09-01", "result": "passed", "report": "https://files.example/2"}
    assert dora.submits(**done)["errors"] == {}
    house.live.beat()
    settled = next(post for post in house.posts() if post["ts"] == card["ts"])
    assert "The exit plan was tested: live switch" in shown(settled)
    assert "recorded a test of the exit plan, live: passed" in house.history()
