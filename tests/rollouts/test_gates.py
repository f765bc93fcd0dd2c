"""Rules of rollouts and their gates, without Slack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db
from govbot.errors import Refusal
from govbot.people import away
from govbot.people.models import Person
from govbot.plans import finding, tasks
from govbot.plans.models import Plan, PlanTask
from govbot.rollouts import gates, service
from govbot.rollouts.gates import Verdict
from govbot.vendors.models import Status, Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@dataclass
class Desk:
    """Ivo owns Acme and runs its rollout; Ana lets it pass, Dora stands beside."""

    session: Session
    place: Workspace
    vendor: Vendor
    ivo: Person
    ana: Person
    dora: Person

    def start(self, starts: date = TODAY) -> Plan:
        wish = service.Wish(starts, manager=self.ivo, gatekeeper=self.ana)
        return service.start(self.session, self.place, NOW, self.ivo.slack_id, self.vendor, wish)

    def task(self, plan: Plan, code: str) -> PlanTask:
        return finding.task(self.session, plan, code)

    def finish(self, plan: Plan, *codes: str) -> None:
        for code in codes:
            task = self.task(plan, code)
            tasks.finish(self.session, self.place, NOW, self.ivo.slack_id, task, shown="https://files.example.com")

    def decides(self, gate: PlanTask, person: Person, verdict: Verdict) -> None:
        """As the form does it."""
        plan = finding.by_id(self.session, gate.plan_id)
        gates.check_keeper(self.session, TODAY, plan, gate, person.id)
        gates.check_verdict(self.session, plan, gate, verdict)
        at = self.session, self.place, NOW, person.slack_id
        if verdict.again:
            tasks.fail(*at, gate, verdict.why, verdict.again)
        else:
            tasks.finish(*at, gate, shown=verdict.why)


@pytest.fixture
def desk(sqlite_engine: Engine) -> Iterator[Desk]:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id="T0SANDBOX", name="Acme", zone="Europe/Berlin", countries=["DE"])
        session.add(place)
    with db.write(sqlite_engine, place.id) as session:
        ivo, ana, dora = (builders.person(session, f"U0{name}", f"{name.title()} X") for name in ("IVO", "ANA", "DORA"))
        vendor = builders.vendor(session, NOW, "Acme", owner=ivo, backup=dora, tier=Tier.HIGH, status=Status.PROSPECT)
        yield Desk(session, place, vendor, ivo, ana, dora)


def test_a_rollout_takes_90_days_and_makes_a_prospect_onboarding(desk: Desk) -> None:
    plan = desk.start()
    assert desk.vendor.status is Status.ONBOARDING
    offsets = {task.code: (task.due - TODAY).days for task in finding.tasks_of(desk.session, plan)}
    assert [offsets[code] for code in ("R06", "R12", "R19")] == [
        30,
        63,
        91,
    ]  # day 60 is the 1st of May, day 90 a Sunday
    assert plan.target == TODAY + timedelta(days=91)
    with pytest.raises(Refusal, match="running already"):
        desk.start()


@pytest.mark.parametrize("status", [Status.EXITING, Status.EXITED, Status.REJECTED, Status.SUSPENDED])
def test_nothing_is_rolled_out_with_a_vendor_that_leaves_or_rests(desk: Desk, status: Status) -> None:
    desk.vendor.status = status
    with pytest.raises(Refusal, match="nothing is rolled out"):
        desk.start()


@pytest.mark.parametrize(("days", "sentence"), [(-91, "over by now"), (366, "more than a year")])
def test_a_start_that_cannot_be_meant_is_refused(desk: Desk, days: int, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        desk.start(TODAY + timedelta(days=days))
    assert refused.value.field == "starts"
    assert finding.alive(desk.session, service.KIND, desk.vendor) is None


def test_only_the_named_person_passes_a_gate_and_only_when_all_before_it_is_closed(desk: Desk) -> None:
    plan = desk.start()
    gate = gates.next_of(desk.session, plan)
    assert gate.code == "R06"
    passed = Verdict(passed=True, why="All is written down")
    with pytest.raises(Refusal, match="Only Ana X decides on R06"):
        desk.decides(gate, desk.ivo, passed)
    with pytest.raises(Refusal, match=r"cannot be passed yet: R02 .* are open") as refused:
        desk.decides(gate, desk.ana, passed)
    assert refused.value.field == "verdict"
    desk.finish(plan, "R01", "R02", "R03", "R04", "R05")
    with pytest.raises(Refusal, match="Say what speaks for it"):
        desk.decides(gate, desk.ana, Verdict(passed=True, why="  "))
    with pytest.raises(Refusal, match="waits for a gate: R06"):
        desk.finish(plan, "R07")
    desk.decides(gate, desk.ana, passed)
    assert (gate.done_by, gate.shown) == ("U0ANA", "All is written down")
    assert gates.next_of(desk.session, plan).code == "R12"


def test_a_gate_that_was_not_passed_moves_all_that_hangs_on_it(desk: Desk) -> None:
    plan = desk.start()
    gate, after = desk.task(plan, "R06"), desk.task(plan, "R07")
    before = after.due
    with pytest.raises(Refusal, match="Pick the day") as refused:
        desk.decides(gate, desk.ana, Verdict(passed=False, why="Two SOPs are missing"))
    assert refused.value.field == "again"
    desk.decides(gate, desk.ana, Verdict(passed=False, why="Two SOPs are missing", again=date(2026, 5, 4)))
    assert gate.is_open
    assert gate.due == date(2026, 5, 4)
    assert after.due > before
    assert after.due > gate.due
    [failure] = finding.failures_of(desk.session, gate)
    assert (failure.why, failure.again) == ("Two SOPs are missing", date(2026, 5, 4))
    told = [event.action for event in audit.history(desk.session, desk.vendor.subject)]
    assert "task.failed" in told


def test_who_stands_in_decides_as_well(desk: Desk) -> None:
    plan = desk.start()
    away.go(desk.session, NOW, TODAY, desk.ana, desk.dora, TODAY + timedelta(days=9))
    gate = gates.next_of(desk.session, plan)
    assert gates.keeper(desk.session, TODAY, plan, gate) == desk.dora
    desk.decides(gate, desk.dora, Verdict(passed=False, why="Nobody has seen the SOPs", again=date(2026, 5, 4)))
    assert gate.due == date(2026, 5, 4)
