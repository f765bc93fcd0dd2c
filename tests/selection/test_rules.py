"""How candidates compare, and that a decision is made once, by one, about those who were seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from pydantic import ValidationError
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db, playbook
from govbot.errors import Refusal, Refusals
from govbot.outbox import canvas
from govbot.playbook.selection import Selection as Knowledge
from govbot.selection import adding, compare_picture, deciding, finding, scoring, service
from govbot.selection.adding import Wanted
from govbot.selection.deciding import Verdict
from govbot.selection.models import Selection
from govbot.selection.pictured import Bar, Comparison
from govbot.vendors import finding as vendors
from govbot.vendors import moving
from govbot.vendors.models import Status
from govbot.workspace import Workspace
from tests import builders

BOOK = playbook.load().selection
WEIGHTS = {criterion.key: criterion.weight for criterion in BOOK.criteria.values()}
SCORES = st.fixed_dictionaries({key: st.integers(0, BOOK.best) for key in WEIGHTS})
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@given(scores=SCORES, key=st.sampled_from(list(WEIGHTS)))
def test_a_score_lies_within_100_and_grows_with_each_criterion(scores: dict[str, int], key: str) -> None:
    value = scoring.total(WEIGHTS, BOOK.best, scores)
    assert value is not None
    assert 0 <= value <= 100
    better = scoring.total(WEIGHTS, BOOK.best, scores | {key: BOOK.best})
    assert better is not None
    assert better - value == Decimal(WEIGHTS[key] * (BOOK.best - scores[key])) / BOOK.best
    assert scoring.total(WEIGHTS, BOOK.best, {k: v for k, v in scores.items() if k != key}) is None


@given(st.dictionaries(st.integers(1, 9), st.decimals(0, 100, places=1), max_size=6))
def test_whoever_leads_is_never_behind(totals: dict[int, Decimal]) -> None:
    lead = scoring.lead(totals)
    if lead is None:
        assert not totals
        return
    assert all(totals[key] == lead.score for key in lead.first)
    behind = [value for key, value in totals.items() if key not in lead.first]
    assert lead.ahead == (lead.score - max(behind) if behind else None)


def test_the_best_and_the_worst() -> None:
    assert scoring.total(WEIGHTS, 5, dict.fromkeys(WEIGHTS, 5)) == 100
    assert scoring.total(WEIGHTS, 5, dict.fromkeys(WEIGHTS, 0)) == 0
    assert scoring.said(Decimal("83.0")) == "83"


def test_the_picture_shows_each_candidate_with_its_points_and_says_who_is_not_wholly_scored() -> None:
    whole = Bar(name="Acme $", points=[Decimal(16), Decimal(4)], total=Decimal("20.0"))
    part = Bar(name="Bolt", points=[Decimal(8), None], total=None)
    shown = Comparison(title="Candidates", criteria=["Fit (20)", "Price (15)"], bars=[whole, part])
    drawn = compare_picture.figure(shown)
    [axes] = drawn.axes
    assert [text.get_text() for text in axes.texts] == ["20", "not wholly scored"]
    bars = [bar for bar in axes.patches if isinstance(bar, Rectangle) and bar.get_gid() == "points"]
    widths = [round(bar.get_width(), 1) for bar in bars]
    assert widths == [16, 4, 8]
    assert [label.get_text() for label in axes.get_yticklabels()] == [r"Acme \$", "Bolt"]
    assert canvas.png(drawn).startswith(b"\x89PNG")


def test_weights_that_are_no_whole_are_named() -> None:
    given = BOOK.model_dump(mode="json")
    for part in ("criteria", "checklist"):
        given[part] = {key: {k: v for k, v in term.items() if k != "key"} for key, term in given[part].items()}
    given["criteria"]["fit"]["weight"] = 16
    with pytest.raises(ValidationError, match="the weights of the criteria sum to 101, not to 100"):
        Knowledge.model_validate(given)


@pytest.fixture
def session(engine: Engine, workspace: Workspace) -> Iterator[Session]:
    with db.write(engine, workspace.id) as session:
        yield session


def _begin(session: Session, place: Workspace, name: str, *names: str, picked: tuple[int, ...] = ()) -> Selection:
    owner = builders.person(session, "UDORA", "Dora Lind")
    draft = service.Draft(name, "payroll", owner, date(2026, 3, 20))
    selection = service.begin(session, place, NOW, "UDORA", draft)
    adding.add(session, place, NOW, "UDORA", selection, Wanted(picked, "\n".join(names)))
    return selection


def _verdict(session: Session, selection: Selection, name: str | None) -> Verdict:
    seen = [entry.vendor.id for entry in finding.board(session, selection).standing]
    winner = vendors.find(session, name).id if name else None
    return Verdict(winner, "Because", "Enough is known", seen)


def test_who_is_looked_at_elsewhere_is_not_rejected_and_who_was_not_seen_neither(
    session: Session, workspace: Workspace
) -> None:
    first = _begin(session, workspace, "Payroll", "Acme", "Bolt", "Crane")
    second = _begin(session, workspace, "Claims", picked=(vendors.find(session, "Bolt").id,))
    verdict = _verdict(session, first, "Acme")
    with pytest.raises(Refusal, match="Added meanwhile: “Crane”"):
        deciding.decide(session, workspace, NOW, "UANA", first, replace(verdict, seen=verdict.seen[:2]))
    with pytest.raises(Refusal, match="one of its candidates"):
        deciding.decide(session, workspace, NOW, "UANA", first, replace(verdict, winner=99))
    outcome = deciding.decide(session, workspace, NOW, "UANA", first, verdict)
    assert [vendor.name for vendor in outcome.rejected] == ["Crane"]
    assert [vendor.name for vendor in outcome.kept] == ["Bolt"]
    assert vendors.find(session, "Bolt").status is Status.PROSPECT
    nobody = deciding.decide(session, workspace, NOW, "UANA", second, _verdict(session, second, None))
    assert [vendor.name for vendor in nobody.rejected] == ["Bolt"]
    assert vendors.find(session, "Bolt").status_reason == "Not chosen in the selection Claims: Because"


def test_a_score_lies_between_0_and_the_best_and_nobody_who_is_out_is_scored_or_chosen(
    session: Session, workspace: Workspace
) -> None:
    selection = _begin(session, workspace, "Payroll", "Acme", "Bolt", "Crane")
    acme, bolt, crane = (entry.candidate for entry in finding.board(session, selection).entries)
    with pytest.raises(Refusals) as refused:
        service.score(session, workspace, NOW, "UANA", acme, {"fit": "6", "price": "-1", "terms": "5"}, "")
    assert refused.value.by_field == dict.fromkeys(("fit", "price"), "A score is a number from 0 to 5.")
    assert acme.scores == {}
    verdict = _verdict(session, selection, "Bolt")
    moving.move(session, NOW, "UIVO", vendors.find(session, "Bolt"), Status.REJECTED, "They are gone")
    service.drop(session, workspace, NOW, "UDORA", crane, "Too small")
    for candidate, why in ((bolt, "“Bolt” is rejected meanwhile"), (crane, "dropped from “Payroll” by @dora")):
        with pytest.raises(Refusal, match=why):
            service.score(session, workspace, NOW, "UANA", candidate, {"fit": "3"}, "")
    with pytest.raises(Refusal, match="“Bolt” is rejected meanwhile"):
        deciding.decide(session, workspace, NOW, "UANA", selection, verdict)
    winner = vendors.find(session, "Crane").id
    with pytest.raises(Refusal, match="“Crane” is dropped meanwhile"):
        deciding.decide(session, workspace, NOW, "UANA", selection, replace(verdict, winner=winner))
    assert selection.is_open
    adding.add(session, workspace, NOW, "UDORA", selection, Wanted(names="Crane"))
    assert [entry.vendor.name for entry in finding.board(session, selection).standing] == ["Acme", "Crane"]


def test_two_who_decide_at_once_are_told_of_each_other(postgres_engine: Engine) -> None:
    with db.write(postgres_engine, None) as session:
        place = Workspace(team_id=builders.TEAM, name="Acme")
        session.add(place)
        session.flush()
    with db.write(postgres_engine, place.id) as session:
        selection = _begin(session, session.get_one(Workspace, place.id), "Payroll", "Acme", "Bolt")
        verdicts = {name: _verdict(session, selection, name) for name in ("Acme", "Bolt")}
    begin, refused = Barrier(2), []

    def decide(name: str) -> None:
        begin.wait()
        try:
            with db.write(postgres_engine, place.id) as own:
                chosen, here = finding.by_id(own, selection.id), own.get_one(Workspace, place.id)
                deciding.decide(own, here, NOW, "UDORA", chosen, verdicts[name])
        except Refusal as refusal:
            refused.append(refusal.text)

    both = [Thread(target=decide, args=(name,)) for name in verdicts]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert refused == ["“Payroll” was already decided by @dora on 2 March 2026. Nothing was changed."]
    with db.read(postgres_engine, place.id) as session:
        statuses = sorted(vendors.find(session, name).status for name in verdicts)
        assert statuses == [Status.PROSPECT, Status.REJECTED]
        assert not [each for each in audit.verify(session) if isinstance(each, audit.Fault)]
