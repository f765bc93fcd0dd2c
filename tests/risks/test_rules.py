"""Rules of approvals, exposure and the log of decisions, without Slack."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import db, playbook
from govbot.errors import Ambiguous, Refusal
from govbot.escalations import opening
from govbot.escalations import service as escalations
from govbot.escalations.models import Escalation
from govbot.people import away
from govbot.people.models import Person
from govbot.risks import approvals, blocks, decisions, exceptions, filled, issues, reading, records, rules
from govbot.risks import service as risks
from govbot.risks.approvals import Wish
from govbot.risks.models import Answer, Approval, Decision, Issue, Risk, Treatment
from govbot.vendors import finding, moving
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@dataclass
class Desk:
    """Ivo owns Acme, of which little is borne; Ana approves, Dora stands beside."""

    session: Session
    workspace: Workspace
    vendor: Vendor
    ivo: Person
    ana: Person
    dora: Person

    def risk(self, residual: tuple[int, int] = (3, 4)) -> Risk:
        draft = risks.Draft("Key people leave", "operational", (5, 5), residual, self.ivo)
        return risks.add(self.session, self.workspace, NOW, self.ivo.slack_id, self.vendor, draft)

    def ask(self, of: Any, until: date = date(2026, 6, 30), now: datetime = NOW) -> Approval:
        wish = Wish(self.ana, until, "Notice is served")
        return approvals.ask(self.session, self.workspace, now, self.ivo.slack_id, of, wish)

    def accept(self, risk: Risk, until: date = date(2026, 6, 30)) -> Approval:
        approval = self.ask(risk, until)
        exceptions.answer(self.session, self.workspace, NOW, self.ana, approval)
        return approval

    def raised(self, today: date) -> list[str]:
        return [str(case.cause) for case in rules.above_appetite(self.session, self.workspace, today)]


@pytest.fixture
def desk(sqlite_engine: Engine) -> Iterator[Desk]:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id="T0SANDBOX", name="Acme", zone="Europe/Berlin", countries=["DE"])
        session.add(place)
    with db.write(sqlite_engine, place.id) as session:
        yield settled_in(session, place)


def settled_in(session: Session, place: Workspace) -> Desk:
    ivo, ana, dora = (builders.person(session, f"U0{name}", f"{name.title()} X") for name in ("IVO", "ANA", "DORA"))
    vendor = builders.vendor(session, NOW, "Acme", owner=ivo, backup=dora, tier=Tier.CRITICAL)
    return Desk(session, place, vendor, ivo, ana, dora)


def test_references_count_up_for_each_kind(desk: Desk) -> None:
    first, second = desk.risk(), desk.risk()
    assert (first.ref, second.ref) == ("RSK-0001", "RSK-0002")
    for written in ("RSK-0002", "rsk-2", "#2", "2", " 0002 "):
        assert records.find(desk.session, Risk, written) is second
    for written in ("ISS-0001", "RSK-0003", "Acme", "", " "):
        with pytest.raises(Refusal, match="I know no risk"):
            records.find(desk.session, Risk, written)
    with pytest.raises(Ambiguous, match="RSK-0001 “Key people leave”, RSK-0002") as doubtful:
        records.find(desk.session, Risk, "PEOPLE  leave")
    assert doubtful.value.choices == {f"{ref} Key people leave": ref for ref in ("RSK-0001", "RSK-0002")}
    risks.close(desk.session, desk.workspace, NOW, "U0IVO", first, "They stay")
    assert records.find(desk.session, Risk, "people leave") is second


def test_a_risk_is_looked_at_again_when_its_band_says(desk: Desk) -> None:
    due = {residual: desk.risk(residual).due for residual in ((1, 1), (3, 3), (3, 4), (5, 5))}
    assert [(day - TODAY).days for day in due.values()] == [365, 182, 91, 30]
    with pytest.raises(Refusal, match="more than there would be if nothing were done"):
        risks.check_residual((2, 2), (3, 2))


def test_a_rating_that_moves_ends_a_request_and_makes_an_acceptance_stale(desk: Desk) -> None:
    risk = desk.risk()
    waiting = desk.ask(risk)
    assert risks.rate(desk.session, desk.workspace, NOW, "U0IVO", risk, (4, 4), "Worse") == []
    assert waiting.answer is Answer.WITHDRAWN
    with pytest.raises(Refusal, match="the rating moved from 3x4 to 4x4"):
        exceptions.answer(desk.session, desk.workspace, NOW, desk.ana, waiting)
    accepted = desk.accept(risk)
    assert risk.exposed_since is None
    assert risks.rate(desk.session, desk.workspace, NOW, "U0IVO", risk, (4, 4), "The same") == []
    assert risks.rate(desk.session, desk.workspace, NOW, "U0IVO", risk, (2, 4), "Better") == [accepted]
    assert (accepted.answer, accepted.due) == (Answer.STALE, date(2026, 3, 9))
    assert risk.exposed_since == TODAY
    assert risks.rate(desk.session, desk.workspace, NOW, "U0IVO", risk, (3, 4), "Back") == []
    again = desk.accept(risk)
    assert (accepted.answer, again.answer, risk.treatment) == (Answer.WITHDRAWN, Answer.GRANTED, Treatment.ACCEPT)


def test_only_the_approver_or_who_stands_in_answers(desk: Desk) -> None:
    approval = desk.ask(desk.risk())
    for person, said in ((desk.ivo, "You asked for it"), (desk.dora, "This waits for @ana")):
        with pytest.raises(Refusal, match=said):
            exceptions.answer(desk.session, desk.workspace, NOW, person, approval)
    away.go(desk.session, NOW, TODAY, desk.ana, desk.dora, TODAY + 7 * DAY)
    assert approvals.asked_now(desk.session, TODAY, approval) is desk.dora
    exceptions.answer(desk.session, desk.workspace, NOW, desk.dora, approval)
    assert approval.answered_by == "U0DORA"


def test_an_answer_that_comes_after_the_day_is_no_yes(desk: Desk) -> None:
    approval = desk.ask(desk.risk(), until=TODAY + DAY)
    assert approval.due == TODAY + DAY
    late = NOW + 2 * DAY
    with pytest.raises(Refusal, match="which is over"):
        exceptions.answer(desk.session, desk.workspace, late, desk.ana, approval)
    exceptions.answer(desk.session, desk.workspace, late, desk.ana, approval, "Too late")
    assert approval.answer is Answer.REFUSED


def test_ten_business_days_count_from_when_nobody_had_an_answer(desk: Desk) -> None:
    risk = desk.risk()
    assert desk.raised(date(2026, 3, 13)) == []
    risks.rate(desk.session, desk.workspace, NOW + 9 * DAY, "U0IVO", risk, (4, 4), "Worse")
    assert desk.raised(date(2026, 3, 16)) == [f"above:{risk.subject}:2026-03-02"]
    desk.accept(risk, until=date(2026, 3, 31))
    assert desk.raised(date(2026, 3, 31)) == []
    # Good Friday and Easter Monday are days off.
    assert desk.raised(date(2026, 4, 16)) == []
    late = datetime(2026, 4, 10, 9, tzinfo=UTC)
    risks.rate(desk.session, desk.workspace, late, "U0IVO", risk, (4, 5), "Worse still")
    assert desk.raised(date(2026, 4, 17)) == [f"above:{risk.subject}:2026-04-01"]
    risks.rate(desk.session, desk.workspace, late, "U0IVO", risk, (2, 3), "Better")
    assert desk.raised(date(2026, 4, 17)) == []


def test_a_vendor_that_becomes_critical_starts_the_days_anew(desk: Desk) -> None:
    desk.vendor.tier = Tier.LOW
    risk = desk.risk()
    assert (risk.exposed_since, desk.raised(date(2026, 8, 3))) == (None, [])
    moving.retier(desk.session, NOW + 30 * DAY, "U0IVO", desk.vendor, Tier.CRITICAL, "A third of all calls")
    assert desk.raised(date(2026, 4, 16)) == []
    assert desk.raised(date(2026, 4, 17)) == [f"above:{risk.subject}:2026-04-01"]


def test_an_approval_is_a_decision_that_ends_with_it(desk: Desk) -> None:
    wish = Wish(desk.ana, date(2026, 4, 30), "The tokens come late")
    exception, approval = exceptions.ask(desk.session, desk.workspace, NOW, desk.ivo, desk.vendor, "No MFA", wish)
    exceptions.answer(desk.session, desk.workspace, NOW, desk.ana, approval)
    [decision] = records.open_of(desk.session, Decision, desk.vendor)
    kept = (decision.title, decision.owner_id, decision.due, decision.responsibility)
    assert kept == ("Allow EXC-0001: No MFA", desk.ana.id, date(2026, 4, 30), decisions.OF_APPROVALS)
    assert decisions.OF_APPROVALS in playbook.load().retained
    with pytest.raises(Refusal, match="the approval of EXC-0001"):
        decisions.check_own(desk.session, desk.workspace, decision)
    exceptions.close(desk.session, desk.workspace, NOW, "U0IVO", exception, "The tokens are here")
    assert not decision.is_open
    assert approval.answer is Answer.WITHDRAWN


def test_a_refused_exception_is_closed_and_a_refused_renewal_leaves_its_end(desk: Desk) -> None:
    wish = Wish(desk.ana, date(2026, 4, 30), "The tokens come late")
    where = desk.session, desk.workspace, NOW
    refused, asked = exceptions.ask(*where, desk.ivo, desk.vendor, "No logs", wish)
    with pytest.raises(Refusal, match="waits for its first answer"):
        exceptions.renew(*where, "U0IVO", refused, wish)
    exceptions.answer(*where, desk.ana, asked, "No")
    assert refused.closed_why == "No"
    granted, asked = exceptions.ask(*where, desk.ivo, desk.vendor, "No MFA", wish)
    exceptions.answer(*where, desk.ana, asked)
    with pytest.raises(Refusal, match="Pick a later day"):
        exceptions.renew(*where, "U0IVO", granted, wish)
    longer = exceptions.renew(*where, "U0IVO", granted, wish._replace(until=date(2026, 6, 30)))
    exceptions.answer(*where, desk.ana, longer, "Not again")
    assert (granted.is_open, granted.due) == (True, date(2026, 4, 30))


def test_the_line_for_the_card_counts_what_matters(desk: Desk) -> None:
    assert reading.summary(desk.session, desk.vendor, TODAY) == ""
    desk.risk((1, 2))
    assert reading.summary(desk.session, desk.vendor, TODAY) == "1 risk"
    desk.risk(), desk.risk()
    draft = issues.Draft("Tickets closed unread", "complaint", desk.ivo, TODAY + DAY)
    issues.add(desk.session, NOW, "U0IVO", desk.vendor, draft)
    wish = Wish(desk.ana, TODAY + 11 * DAY, "The tokens come late")
    _, asked = exceptions.ask(desk.session, desk.workspace, NOW, desk.ivo, desk.vendor, "No MFA", wish)
    exceptions.answer(desk.session, desk.workspace, NOW, desk.ana, asked)
    assert "1 open issue" in reading.summary(desk.session, desk.vendor, TODAY + DAY)
    said = reading.summary(desk.session, desk.vendor, TODAY + 2 * DAY)
    assert said == "2 risks above appetite, 1 issue overdue, 1 exception ends in 9 days"
    assert "1 exception expired" in reading.summary(desk.session, desk.vendor, TODAY + 12 * DAY)


def test_an_issue_says_that_it_is_due_until_it_is_overdue(desk: Desk) -> None:
    draft = issues.Draft("Tickets closed unread", "complaint", desk.ivo, TODAY + DAY)
    issue = issues.add(desk.session, NOW, "U0IVO", desk.vendor, draft)

    def said(today: date) -> str:
        return blocks.line_alone(reading.file(desk.session, issue, today)).rpartition("* · ")[2]

    assert said(TODAY) == "due tomorrow (Tue 3 Mar 2026)"
    assert said(TODAY + 3 * DAY) == "⚠️ 2 days overdue (Tue 3 Mar 2026)"


def test_a_list_is_narrowed_by_words_in_any_order(desk: Desk) -> None:
    open_hands = builders.vendor(desk.session, NOW, "Open All Hours")
    low, high = desk.risk((1, 2)), desk.risk((5, 5))

    def listed(typed: str) -> list[Risk]:
        wanted = reading.Narrowed.of(desk.session, typed)
        return reading.listed(desk.session, Risk, wanted, TODAY, desk.ivo.id)

    assert listed("") == listed("acme all") == listed("MINE acme") == [high, low]
    assert listed("above appetite acme") == listed("acme above") == [high]
    assert listed("overdue") == listed("closed acme") == listed("open all hours") == []
    assert reading.Narrowed.of(desk.session, "open all hours").vendor is open_hands
    with pytest.raises(Refusal, match="I know no vendor called “nobody”"):
        listed("above nobody")


@pytest.mark.parametrize(
    ("understand", "written", "said"),
    [
        (filled.scale("likelihood"), "6", "The likelihood goes from 1 to 5; “6” is not on that scale."),
        (filled.scale("impact"), "", "The impact goes from 1 to 5"),
        (filled.term(playbook.load().risks.categories), "weather", "I do not know the category of risk “weather”."),
        (filled.term(playbook.load().risks.categories), "Operatonal", "Did you mean Operational?"),
        (filled.planned, "accept", "takes somebody else's yes"),
        (filled.text("Say why."), "", "Say why."),
    ],
)
def test_what_is_no_value_is_said(understand: filled.Read, written: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        understand(written)
    assert said in refused.value.text


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "1 March 2026 is past. Pick today"), (366, "more than 365 days away, the longest there is")]
)
def test_a_day_lies_ahead_and_within_reach(days: int, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        records.check_ahead(TODAY, TODAY + days * DAY, "acceptance", "until")
    assert refused.value.field == "until"
    assert records.check_ahead(TODAY, TODAY, "acceptance", "until") == TODAY


def test_of_two_who_answer_or_add_at_once_each_counts_once(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        desk = settled_in(session, workspace)
        away.go(session, NOW, TODAY, desk.ana, desk.dora, TODAY + 7 * DAY)
        asked = [desk.ask(desk.risk()).id for _ in range(3)]

    def press(slack_id: str, approval_id: int) -> str:
        try:
            with db.write(engine, workspace.id) as session:
                person = session.exec(select(Person).where(Person.slack_id == slack_id)).one()
                exceptions.answer(session, workspace, NOW, person, approvals.by_id(session, approval_id))
        except Refusal as refusal:
            return refusal.text
        return "done"

    def write() -> str:
        with db.write(engine, workspace.id) as session:
            vendor = finding.find(session, "Acme")
            owner = session.exec(select(Person).where(Person.slack_id == "U0IVO")).one()
            draft = issues.Draft("Twice", "audit", owner, TODAY + DAY)
            return issues.add(session, NOW, "U0IVO", vendor, draft).ref

    with ThreadPoolExecutor(6) as pool:
        pressed = [pool.submit(press, who, id_) for id_ in asked for who in ("U0ANA", "U0DORA")]
        written = [pool.submit(write) for _ in range(4)]
        answers = sorted(each.result(timeout=60)[:29] for each in pressed)
        refs = sorted(each.result(timeout=60) for each in written)
    assert answers == ["This was already approved by "] * 3 + ["done"] * 3
    assert refs == ["ISS-0001", "ISS-0002", "ISS-0003", "ISS-0004"]
    with db.read(engine, workspace.id) as session:
        assert sorted(session.exec(select(Decision.ref)).all()) == ["DEC-0001", "DEC-0002", "DEC-0003"]
        assert len(session.exec(select(Issue)).all()) == 4


def test_the_end_of_a_risk_and_an_answer_to_its_escalation_do_not_wait_for_each_other(
    engine: Engine, workspace: Workspace
) -> None:
    late = NOW + 20 * DAY
    with db.write(engine, workspace.id) as session:
        desk = settled_in(session, workspace)
        subjects = [desk.risk().subject for _ in range(4)]
        cases = list(rules.above_appetite(session, workspace, workspace.today(late)))
        assert opening.open_all(session, workspace, late, cases) == 4
        raised = list(session.exec(select(Escalation.id).order_by(col(Escalation.id))))

    def close(subject: str) -> None:
        with db.write(engine, workspace.id) as session:
            risk = records.of_subject(session, subject)
            assert isinstance(risk, Risk)
            risks.close(session, workspace, late, "U0IVO", risk, "They stay")

    def acknowledge(id_: int) -> None:
        with db.write(engine, workspace.id) as session:
            escalations.acknowledge(session, workspace, late, "U0ANA", session.get_one(Escalation, id_))

    with ThreadPoolExecutor(8) as pool:
        work = [pool.submit(close, subject) for subject in subjects] + [pool.submit(acknowledge, id_) for id_ in raised]
        for each in work:
            each.result(timeout=60)
    with db.read(engine, workspace.id) as session:
        found = session.exec(select(Escalation)).all()
    assert [(one.acknowledged_by, one.settled_by) for one in found] == [("U0ANA", "U0IVO")] * 4
