"""What our data says that speaks for leaving, from its threshold on; when somebody is asked, and when not again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from govbot import db
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.errors import Refusal
from govbot.escalations import service as escalations
from govbot.escalations.models import Severity, State
from govbot.evidence import deciding
from govbot.evidence import service as evidence
from govbot.evidence.deciding import Verdict
from govbot.evidence.filing import Filing
from govbot.exits import answering, finding, header, proposals, standing, triggers, watching
from govbot.exits.models import Answer, ExitProposal
from govbot.exits.triggers import Fired
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.models import Measurement
from govbot.kpis.models import State as Colour
from govbot.kpis.periods import parse
from govbot.kpis.service import Agreement
from govbot.people.models import Person
from govbot.playbook.kpis import Direction
from govbot.rights import Right
from govbot.risks import service as risks
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
UP = Lines(direction=Direction.UP, target=Decimal(90), red=Decimal(80))


@dataclass
class Desk:
    """Ana sponsors Acme, which is critical and has an exit plan; Ivo owns it."""

    session: Session
    place: Workspace
    vendor: Vendor
    ivo: Person
    ana: Person

    def fired(self, today: date) -> list[Fired]:
        rows = finding.all_standing(self.session)
        return triggers.fired(self.session, self.place, rows, today)

    def since(self, trigger: str, day: date) -> None:
        """It speaks from that day on, and not the day before."""
        assert [each.trigger for each in self.fired(day - DAY)] == []
        [one] = self.fired(day)
        assert (one.trigger, one.vendor.id) == (trigger, self.vendor.id)

    def morning(self, day: date) -> list[ExitProposal]:
        watching.look(self.session, self.place, datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        return list(self.session.exec(select(ExitProposal)))

    def contract(self, notice_by: date) -> Contract:
        contract = Contract(
            vendor_id=self.vendor.id, reference="MSA-1", reference_key="msa1", kind="msa", renewal=Renewal.AUTO,
            notice_by=notice_by, until=notice_by + 90 * DAY,
        )  # fmt: skip
        self.session.add(contract)
        self.session.flush()
        return contract

    def measures(self, *reds: str, critical: bool = True) -> None:
        agreed = Agreement("Accuracy", "percent", UP, "quality", parse("2025-01"), critical=critical)
        kpi = kpis.add(self.session, NOW, "U0IVO", self.vendor, agreed)
        for month in ("2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"):
            state = Colour.RED if month in reds else Colour.GREEN
            self.session.add(
                Measurement(
                    kpi_id=kpi.id, start=parse(month).start, value=Decimal(1), state=state, recorded_by="U0IVO",
                    recorded_at=NOW, lines=UP.model_dump(mode="json"),
                )
            )  # fmt: skip
        self.session.flush()


@pytest.fixture
def desk(sqlite_engine: Engine) -> Iterator[Desk]:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id=builders.TEAM, name="Acme", zone="Europe/Berlin", countries=["DE"])
        session.add(place)
    with db.write(sqlite_engine, place.id) as session:
        ivo, ana = (builders.person(session, f"U0{name}", f"{name.title()} X") for name in ("IVO", "ANA"))
        vendor = builders.vendor(session, NOW, "Acme", owner=ivo, sponsor=ana, tier=Tier.CRITICAL)
        plan = header.write(session, NOW, "U0IVO", vendor, {"objectives": "Nothing is lost"})
        standing.keep(session, place, NOW, "U0IVO", vendor, plan)
        yield Desk(session, place, vendor, ivo, ana)


def test_a_notice_window_speaks_until_somebody_decides(desk: Desk) -> None:
    last = date(2026, 5, 29)
    contract = desk.contract(last)
    desk.since("notice_window", last - 30 * DAY)
    assert desk.fired(last)
    assert desk.fired(last + DAY) == []
    contract.decision = Decision.RENEW
    desk.session.flush()
    assert desk.fired(last) == []


def test_an_s1_speaks_once_it_lasts_and_not_when_it_is_contained(desk: Desk) -> None:
    raised = escalations.open(
        desk.session,
        desk.place,
        NOW,
        vendor=desk.vendor,
        severity=Severity.S1,
        what="Nobody is paid",
        raised_by="U0IVO",
    )
    desk.since("s1_unresolved", TODAY + 3 * DAY)
    raised.state = State.CONTAINED
    desk.session.flush()
    assert desk.fired(TODAY + 9 * DAY) == []


@pytest.mark.parametrize(("reds", "critical", "speaks"), [(3, True, True), (2, True, False), (3, False, False)])
def test_only_a_critical_kpi_speaks_and_only_when_it_missed_often(
    desk: Desk, reds: int, critical: bool, speaks: bool
) -> None:
    desk.measures(*("2025-09", "2025-11", "2026-02")[:reds], critical=critical)
    assert [each.trigger for each in desk.fired(TODAY)] == (["critical_kpi"] if speaks else [])


def test_a_plan_has_thresholds_of_its_own(desk: Desk) -> None:
    desk.measures("2025-09", "2025-11")
    assert desk.fired(TODAY) == []
    header.write(desk.session, NOW, "U0IVO", desk.vendor, {"triggers": {"critical_kpi": 2}})
    [one] = desk.fired(TODAY)
    assert one.what.endswith("was red in 2 of its last 6 periods: September 2025, November 2025")


def test_a_lost_certificate_and_a_risk_that_nobody_answers_speak(desk: Desk) -> None:
    filing = Filing("insurance", issuer="Baker", valid_until=date(2026, 4, 1), link="https://a.example/x.pdf")
    piece = evidence.file(desk.session, desk.place, NOW, "U0IVO", desk.vendor, filing)
    deciding.decide(desk.session, desk.place, NOW, "U0ANA", piece, Verdict(True))
    desk.since("lost_certificate", date(2026, 5, 2))
    piece.replaced_at = NOW
    draft = risks.Draft("Key people leave", "operational", (5, 5), (4, 4), desk.ivo)
    risks.add(desk.session, desk.place, NOW, "U0IVO", desk.vendor, draft)
    desk.since("risk_above_appetite", TODAY + 90 * DAY)


def test_nobody_is_asked_about_a_vendor_whose_tier_needs_no_plan(desk: Desk) -> None:
    other = builders.vendor(desk.session, NOW, "Small", owner=desk.ivo, tier=Tier.LOW)
    desk.contract(TODAY + 5 * DAY).vendor_id = other.id
    desk.session.flush()
    assert desk.fired(TODAY) == []


def test_what_is_over_is_taken_back_and_asked_again_when_it_comes_again(desk: Desk) -> None:
    contract = desk.contract(TODAY + 20 * DAY)
    [asked] = desk.morning(TODAY)
    assert asked.asked_id == desk.ana.id
    assert len(desk.morning(TODAY + DAY)) == 1
    contract.decision = Decision.RENEW
    [asked] = desk.morning(TODAY + 2 * DAY)
    assert asked.answer is Answer.OVER
    contract.decision = None
    assert [row.answer for row in desk.morning(TODAY + 3 * DAY)] == [Answer.OVER, Answer.WAITING]


def test_several_that_fire_on_one_morning_are_one_question(desk: Desk) -> None:
    desk.contract(TODAY + 20 * DAY)
    desk.measures("2025-09", "2025-11", "2026-01")
    rows = desk.morning(TODAY)
    assert len({row.fired_at for row in rows}) == 1
    assert len(rows) == 2
    until = TODAY + 30 * DAY
    answering.not_now(desk.session, desk.place, NOW, "U0ANA", desk.vendor, "A quarter more", until)
    assert {(row.answer, row.until) for row in rows} == {(Answer.NOT_NOW, until)}
    with pytest.raises(Refusal, match="@ana said not now on 2 March 2026 already"):
        answering.lock_waiting(desk.session, desk.place, desk.vendor)


def test_what_a_person_said_is_asked_again_on_the_day_until_which_it_was_put_off(desk: Desk) -> None:
    [row] = finding.all_standing(desk.session)
    fired = Fired(desk.vendor, "insolvency", "told:U0IVO", "Insolvency or rating signal: their bank called")
    watching.ask(desk.session, desk.place, NOW, row, [fired], "U0IVO")
    until = TODAY + 14 * DAY
    answering.not_now(desk.session, desk.place, NOW, "U0ANA", desk.vendor, "We look first", until)
    assert len(desk.morning(until - DAY)) == 1
    again = desk.morning(until)[-1]
    assert (again.answer, again.what, again.asked_id) == (Answer.WAITING, fired.what, desk.ana.id)
    assert len(desk.morning(until + DAY)) == 2


def test_whoever_stayed_is_left_in_peace_for_the_longest_time_there_is(desk: Desk) -> None:
    desk.measures("2025-09", "2025-11", "2026-01")
    [row] = desk.morning(TODAY)
    answering.begun(desk.session, NOW, "U0ANA", desk.vendor)
    known = {(row.vendor_id, row.cause.rpartition(":")[0]): row}
    [one] = desk.fired(TODAY)
    assert proposals.due(known, [one], TODAY + 179 * DAY) == []
    assert proposals.due(known, [one._replace(of="kpi:99")], TODAY) != []
    assert proposals.due(known, [one], TODAY + 180 * DAY) == [one]


def test_only_the_sponsor_and_admins_answer(desk: Desk) -> None:
    where = (desk.session, desk.vendor)
    answering.check_may_answer(*where, desk.ana.id, Right.WRITE, TODAY)
    answering.check_may_answer(*where, desk.ivo.id, Right.ADMIN, TODAY)
    with pytest.raises(Refusal, match="<@U0ANA> decides that"):
        answering.check_may_answer(*where, desk.ivo.id, Right.WRITE, TODAY)
