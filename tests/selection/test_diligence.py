"""A prospect goes live only with a complete due-diligence file, or where somebody else allowed it for a time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db, playbook
from govbot.errors import Refusal, Refusals
from govbot.people import service as people
from govbot.selection import diligence
from govbot.selection.diligence import Filing
from govbot.vendors import moving, trial
from govbot.vendors.models import Status, Tier, Vendor
from govbot.workspace import Workspace
from tests import builders
from tests.door import Json, buttons, shown
from tests.live import Live
from tests.selection.desk import answer, posts, read

BOOK = playbook.load().due_diligence
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
HERE = "#vendor-cedar"


@pytest.fixture
def acme(live: Live) -> Live:
    """A prospect of Ivo's, of the lowest tier: its file is short."""
    with db.write(live.bot.engine, live.workspace_id) as session:
        ivo, dora, ana = (people.find(session, name) for name in ("ivo.novak", "dora.lind", "ana.silva"))
        channel = next(c["id"] for c in live.slack.overview()["channels"] if c["name"] == "vendor-cedar")
        builders.vendor(
            session, live.clock(), "Acme Support", owner=ivo, backup=dora, sponsor=ana, status=Status.PROSPECT,
            channel=channel,
        )  # fmt: skip
    return live


def _file(live: Live, name: str, area: str, **values: str) -> Json:
    person = live.person(name)
    assert person.types(f"/vendor diligence file acme {area}") == ""
    return dict(person.submits(**values)["errors"])


def test_a_prospect_goes_live_with_a_complete_file(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    refused = ivo.types("/vendor status acme live because we need them")
    for part in (
        "“Acme Support” goes live with a complete due-diligence file, and 6 of 6 items are missing: Legal entity",
        "`/vendor diligence file VND-0001`",
        "`/vendor diligence except VND-0001`",
    ):
        assert part in refused
    assert "goes live with a complete" in ivo.types("/vendor status acme live"), "before a reason is asked for"
    card = ivo.types("/vendor show acme")
    assert "*Due diligence*  0 of 6 items; it cannot go live yet" in card
    ivo.chooses("Status…", answer(acme, "ivo.novak"))
    [said] = ivo.submits(status="live", reason="We need them")["errors"].values()
    assert "File them: “/vendor diligence file VND-0001”." in said
    ivo.types("/vendor show acme")
    ivo.presses("Due diligence", answer(acme, "ivo.novak"))
    file = read(acme, "ivo.novak")
    assert "⬜ Sanctions, PEP, adverse media: missing (Screening report)" in file
    assert "It goes live once these 6 are filed" in file
    ivo.presses("File", answer(acme, "ivo.novak"))
    assert "Nothing was chosen" in str(ivo.submits()["errors"])
    bad = {"registry_state": "filed", "sanctions_evidence": "x", "dated": "2026-04-01"}
    assert set(_file(acme, "ivo.novak", "identity", **bad)) == {"registry_evidence", "dated"}
    old = {"registry_state": "filed", "registry_evidence": "An <old> one", "dated": "2025-01-01"}
    assert set(ivo.submits(**old)["errors"]) == {"registry_evidence", "sanctions_evidence"}
    both = {
        "registry_evidence": "https://a.example/lei.pdf",
        "sanctions_state": "filed",
        "sanctions_evidence": "None <hit>",
    }
    assert ivo.submits(registry_state="filed", dated="2025-03-20", **both)["errors"] == {}
    filed = read(acme, "ivo.novak")
    assert "🟢 Legal entity, ownership, ultimate parent: until Fri 20 Mar 2026 (in 18 days)" in filed
    assert "None &lt;hit&gt;" in filed
    assert set(_file(acme, "ivo.novak", "security", assurance_state="waived")) == {"assurance_evidence"}
    assert ivo.submits(assurance_state="waived", assurance_evidence="They touch no <system>")["errors"] == {}
    acme.beat()
    assert "They touch no &lt;system&gt;" in shown(posts(acme, "does not apply to", HERE)[0])
    assert _file(acme, "ivo.novak", "privacy", dpa_state="filed", dpa_evidence="Signed") == {}
    assert _file(acme, "ivo.novak", "contract", clauses_state="filed", clauses_evidence="MSA-9") == {}
    assert set(_file(acme, "ivo.novak", "decision", approval_state="filed", approval_evidence="Low")) == {
        "approval_stated"
    }
    stated = {"approval_state": "filed", "approval_evidence": "Low", "approval_stated": "2026-04-10"}
    assert ivo.submits(**stated)["errors"] == {}
    acme.beat()
    (post,) = posts(acme, "is complete", HERE)
    ivo.presses("Move it on", post)
    assert ivo.submits(status="live", reason="We need them")["errors"] == {}
    acme.beat()
    assert "It may: its due-diligence file is complete, 1 not applicable." in shown(posts(acme, "moved *Acme", HERE)[0])
    history = ivo.types("/vendor history acme")
    assert "moved it from prospect to live (its due-diligence file is complete, 1 not applicable)" in history
    assert "said that “ISO 27001 or SOC report” does not apply: “They touch no &lt;system&gt;”" in history
    _what_runs_out_is_one_thing(acme)


def _what_runs_out_is_one_thing(acme: Live) -> None:
    """Two papers of one area end on the same day: one reminder, with the button that files them."""
    ivo = acme.person("ivo.novak")
    acme.walk(days=1)
    (post,) = posts(acme, "Due diligence runs out: Legal entity", HERE)
    assert "Due diligence runs out: Legal entity, ownership, ultimate parent and 1 more" in shown(post)
    due = {b["block_id"]: b for b in post["blocks"] if "diligence:1-identity|buttons" in b["block_id"]}
    assert len(due) == 1
    ivo.presses("File", {**post, "blocks": list(due.values())})
    again = {
        "registry_state": "filed",
        "registry_evidence": "New",
        "sanctions_state": "filed",
        "sanctions_evidence": "New",
    }
    assert ivo.submits(**again)["errors"] == {}
    acme.beat()
    (post,) = posts(acme, "Due diligence runs out: Legal entity", HERE)
    assert "📄 Filed by" in shown(post)
    assert "diligence:1-identity|buttons" not in str([b["block_id"] for b in post["blocks"]])
    assert "6 of 6 items" in ivo.types("/vendor diligence list")
    ivo.types("/vendor retire acme because it is over")
    before = len(posts(acme, "Acme Support", HERE))
    acme.walk(days=30)
    assert len(posts(acme, "Acme Support", HERE)) == before + 1, "only the news of its end: an exited vendor is silent"
    assert "exited" in ivo.types("/vendor show acme")
    assert "exited" in ivo.types("/vendor list exited")
    assert "moved it from live to exited" in ivo.types("/vendor history acme")
    assert "nothing is filed for it any more" in ivo.types("/vendor diligence file acme contract")


@pytest.mark.one_database
def test_somebody_else_may_allow_it_for_a_time(acme: Live) -> None:
    ivo, ana = acme.person("ivo.novak"), acme.person("ana.silva")
    ivo.types("/vendor status acme onboarding because they won")
    ivo.types("/vendor status acme suspended because it rests")
    assert "goes live with a complete" in ivo.types("/vendor status acme under review because so"), "no way around"
    ivo.types("/vendor exception add acme: Work without MFA")
    assert ivo.submits(why="Tokens", until="2026-04-30", approver="@ana.silva")["errors"] == {}
    acme.beat()
    ana.presses("Approve", _with(acme, "ana.silva", "Approve"))
    assert "goes live with a complete" in ivo.types("/vendor status acme live because MFA"), "another exception"
    ivo.types("/vendor diligence except acme")
    wish = {"why": "The peak is now", "until": "2026-03-09"}
    assert set(ivo.submits(**wish, approver="@ivo.novak")["errors"]) == {"approver"}
    assert ivo.submits(**wish, approver="@ana.silva")["errors"] == {}
    assert "then move it on: `/vendor status VND-0001 live`" in read(acme, "ivo.novak")
    acme.beat()
    assert "EXC-0002 asks to go live without them, and nobody" in ivo.types("/vendor status acme live because now")
    assert "That was asked for already" in ivo.types("/vendor diligence except acme")
    ana.presses("Approve", _with(acme, "ana.silva", "Approve"))
    acme.walk(days=8)
    assert "goes live with a complete" in ivo.types("/vendor status acme live because now"), "it has ended"
    ivo.types("/vendor diligence except acme")
    assert ivo.submits(why="Again", until="2026-06-30", approver="@ana.silva")["errors"] == {}
    acme.beat()
    ana.presses("Approve", _with(acme, "ana.silva", "Approve"))
    said = ivo.types("/vendor status acme live because now")
    assert (
        "*Acme Support* is live now. It may: EXC-0003 allows it until 30 June 2026 with 6 of 6 items missing." in said
    )
    ivo.types("/vendor status acme suspended because it rests")
    assert "is live now" in ivo.types("/vendor status acme live because it goes on"), "it has worked for us"
    checklist = ivo.types("/vendor select checklist acme")
    assert "· 0 of 12" in checklist
    assert "• How high is your attrition?" in checklist
    ivo.presses("Answer", answer(acme, "ivo.novak"))
    assert (
        ivo.submits(scope_answer="done", scope_evidence="SOW <3>", sops_answer="n_a", slas_answer="not")["errors"] == {}
    )
    assert "· 2 of 12" in read(acme, "ivo.novak")
    assert "✅ The scope is clearly defined: SOW &lt;3&gt; (<@" in read(acme, "ivo.novak")
    ivo.presses("Answer", answer(acme, "ivo.novak"))
    assert ivo.submits()["errors"] == {}
    assert "was different" in read(acme, "ivo.novak")
    assert "answered the checklist: “SLAs say how fast and how good” not done" in ivo.types("/vendor history acme")
    assert "May we see your business continuity plan?" in ivo.types("/vendor select questions")


def _with(live: Live, name: str, label: str) -> Json:
    """The newest private message with such a button."""
    return [m for m in live.person(name).private() if label in [b["text"]["text"] for b in buttons(m)]][-1]


@pytest.fixture
def session(sqlite_engine: Engine) -> Iterator[Session]:
    with db.write(sqlite_engine, None) as session:
        place = Workspace(team_id=builders.TEAM, name="Acme")
        session.add(place)
        session.flush()
        session.info["workspace_id"] = place.id
        yield session


@pytest.mark.parametrize("status", [Status.ONBOARDING, Status.LIVE, Status.SUSPENDED, Status.EXITING])
def test_what_was_added_at_work_is_not_on_trial(session: Session, status: Status) -> None:
    assert not trial.on(session, builders.vendor(session, NOW, "Acme", status=status))


def test_no_caller_puts_a_prospect_to_work_without_being_told_why_it_may(session: Session) -> None:
    vendor = builders.vendor(session, NOW, "Acme", status=Status.PROSPECT)
    for step in (Status.ONBOARDING, Status.EXITING, Status.ONBOARDING, Status.EXITING):
        moving.move(session, NOW, "U0TEST", vendor, step, "because")
        with pytest.raises(Refusal, match="was a prospect, and never worked for us"):
            moving.move(session, NOW, "U0TEST", vendor, Status.LIVE, "because")
    assert vendor.status is Status.EXITING
    moving.move(session, NOW, "U0TEST", vendor, Status.LIVE, "because", admitted="it may")
    moving.move(session, NOW, "U0TEST", vendor, Status.SUSPENDED, "because")
    assert not trial.on(session, vendor)


def test_sanctions_hold_half_a_year_where_much_depends_on_them(session: Session) -> None:
    vendor = builders.vendor(session, NOW, "Acme", tier=Tier.HIGH)
    filing = Filing(BOOK.by_key["sanctions"], False, "No hit")
    diligence.file(session, session.get_one(Workspace, 1), NOW, "U0ANA", vendor, TODAY, [filing])
    assert _until(session, vendor) == date(2027, 3, 2)
    vendor.tier = Tier.CRITICAL
    assert _until(session, vendor) == date(2026, 9, 2)
    waived, place = Filing(BOOK.by_key["sanctions"], True, "No"), session.get_one(Workspace, 1)
    with pytest.raises(Refusals) as refused:
        diligence.file(session, place, NOW, "U0ANA", vendor, TODAY, [waived])
    assert refused.value.by_field == {"sanctions_state": "This one applies to everybody: file it."}


def _until(session: Session, vendor: Vendor) -> date | None:
    (line,) = [line for line in diligence.file_of(session, vendor, TODAY) if line.item.key == "sanctions"]
    return line.until


@given(tier=st.sampled_from(Tier), since=st.dates(date(2000, 1, 1), date(2060, 1, 1)), days=st.integers(0, 400))
def test_what_is_newer_never_runs_out_earlier(tier: Tier, since: date, days: int) -> None:
    for item in BOOK.by_key.values():
        first, later = item.until(tier, since, None), item.until(tier, since + timedelta(days=days), None)
        assert first is None or (later is not None and since < first <= later)


def test_who_matters_more_shows_more() -> None:
    asked = [{item.key for item in BOOK.items(tier)} for tier in ("low", "medium", "high", "critical")]
    assert all(fewer < more for fewer, more in pairwise(asked))
