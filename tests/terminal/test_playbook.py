"""`govbot playbook`: a workspace says what it does differently; from the terminal to the next morning in Slack."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import col, select

from govbot import db, playbook
from govbot.escalations.models import Escalation
from govbot.evidence.models import Evidence
from govbot.evidence.models import Status as Accepted
from govbot.playbook import override, versions
from govbot.reviews import keeping
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.vendors import finding
from govbot.vendors.models import Status, Tier
from govbot.workspace import Workspace, enrol
from tests import builders
from tests.door import at
from tests.frozen import frozen
from tests.live import Live, living
from tests.terminal.conftest import Typed
from tests.walking import MONDAY

START = "2026-03-16T08:45+01:00"
ROOM = "#vendor-governance"
OURS = """reviews:
  kinds:
    service: {cadence: {medium: monthly}}
    operational: {cadence: {medium: quarterly}}
    commercial: {cadence: {medium: null}}
    steering: null
reminders:
  before:
    review: [21, 7, 0]
escalation:
  severities:
    S3: {acknowledge: 1 hour}
"""
TWO_WRONG = b"reviews:\n  kindz: {}\nkpis: {breach: {of: 0}}\n"


def _every(engine: Engine, workspace_id: int, name: str) -> dict[str, str]:
    """How often each open review comes."""
    with db.read(engine, workspace_id) as session:
        standing = reviews.open_of(session, finding.find(session, name))
        return {review.kind: review.every for review in standing}


def _asked_at(live: Live) -> list[str]:
    """When nobody has answered the escalations, by the local clock."""
    with db.read(live.bot.engine, live.workspace_id) as session:
        rows = session.exec(select(Escalation).order_by(col(Escalation.id)))
        return [f"{row.next_step_at.astimezone(UTC):%H:%M}" for row in rows if row.next_step_at]


def _neighbour(engine: Engine) -> int:
    """Another workspace of the same database, with a vendor of the same tier."""
    with db.write(engine, None) as session:
        place = enrol(session, "T0BESIDE", "Beside", "")
        place.paused = "nothing is sent there"
    with db.write(engine, place.id) as session:
        now = datetime.fromisoformat(START)
        vendor = builders.vendor(session, now, "Umber Desk", tier=Tier.MEDIUM, status=Status.LIVE)
        reviews.keep_programme(session, place, now, "U0TEST", vendor)
    return place.id


def _settle(live: Live) -> None:
    maya = live.person("maya.lindqvist")
    for name, channel in (("Acme Support", "#vendor-cedar"), ("Juniper Desk", "#vendor-juniper")):
        maya.types("/vendor add")
        given = {"name": name, "function": "customer_support", "tier": "medium", "channel": channel}
        assert maya.submits(**given, owner="@ivo.novak", backup="@dora.lind", sponsor="@ana.silva")["errors"] == {}
    assert "weekly" in maya.types("/review schedule acme operational weekly")
    with db.read(live.bot.engine, live.workspace_id) as session:
        standing = reviews.open_of(session, finding.find(session, "acme"))
        risk = next(str(review.id) for review in standing if review.kind == "risk")
    assert maya.types("/review move acme 2026-04-02") == ""
    assert maya.submits(review=risk, reason="Together with the audit")["errors"] == {}
    assert "is open at L1" in maya.types("/escalate acme S3 The payroll run failed")
    live.beat()


def test_a_workspace_does_it_differently_from_the_next_round_on(engine: Engine, typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(OURS)
    with frozen(at(START)) as clock, living(engine, clock) as live:
        maya, beside = live.person("maya.lindqvist"), _neighbour(engine)
        here = _name(engine, live.workspace_id)
        _settle(live)
        shipped = _every(engine, live.workspace_id, "acme")
        assert (shipped["service"], shipped["operational"]) == ("quarterly", "weekly")
        assert "nothing was changed in it" in maya.types("/vendor playbook")

        assert "Say with --workspace which one is meant" in f"{typed('playbook', 'diff', str(file)).exception}"
        apply = ("playbook", "apply", str(file), "--workspace", here, "--note", "Our <board> wants it")
        assert "Nothing was written" in typed(*apply, "--dry-run").output
        assert typed(*apply).exit_code == 1  # nobody answered the question
        assert _every(engine, live.workspace_id, "acme") == shipped
        applied = typed(*apply, "--yes")
        assert "Version 1 is in force. The reviews of 2 vendors follow it already." in applied.output, applied
        live.beat()
        assert "changed the playbook (6 values) “Our &lt;board&gt; wants it”" in maya.reads(ROOM)[-1]

        now = _every(engine, live.workspace_id, "acme")
        assert (now["service"], now["operational"]) == ("monthly", "weekly")
        juniper = _every(engine, live.workspace_id, "juniper")
        assert (juniper["operational"], "commercial" in shipped, "commercial" in juniper) == ("quarterly", True, False)
        assert "is open at L1" in maya.types("/escalate juniper S3 Nobody answers")
        assert _asked_at(live) == ["12:00", "09:00"]  # four hours from nine in Berlin, and one
        live.walk(hours=1)
        assert any("due in 17 days" in each for each in maya.reads("#vendor-cedar"))
        _untouched(engine, beside)

        told = maya.types("/vendor playbook")
        assert "• `reviews.kinds.service.cadence.medium`: quarterly → monthly" in told
        assert "Version 1, by " in told
        assert "Nothing differs" in typed("playbook", "diff", str(file), "--workspace", here).output
        back = typed("playbook", "apply", "--version", "0", "--yes", "--workspace", here)
        assert "Version 2 is in force." in back.output, back
        assert _every(engine, live.workspace_id, "acme") == shipped
        assert _asked_at(live)[0] == "12:00"
        assert "nothing was changed in it" in maya.types("/vendor playbook")
        history = typed("playbook", "history", "--workspace", here).output
        assert all(word in history for word in ("back to version 0", "Our <board>", "as shipped"))
        assert typed("audit", "verify").exit_code == 0


def _name(engine: Engine, workspace_id: int) -> str:
    with db.read(engine, workspace_id) as session:
        return session.get_one(Workspace, workspace_id).name


def _untouched(engine: Engine, beside: int) -> None:
    before = _every(engine, beside, "umber")
    assert keeping.run(engine, beside, datetime.fromisoformat(START)) == 0
    assert _every(engine, beside, "umber") == before
    assert before["service"] == "quarterly"
    with db.read(engine, beside):
        assert playbook.load() is playbook.shipped()


@pytest.mark.one_database
def test_what_cannot_be_applied_is_said_and_nothing_is_written(
    engine: Engine, workspace: Workspace, typed: Typed, tmp_path: Path
) -> None:
    file = tmp_path / "ours.yaml"
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, MONDAY, "Umber Desk")
        due, status = MONDAY.date(), Accepted.ACCEPTED
        session.add(Evidence(vendor_id=vendor.id, kind="insurance", version=1, due=due, status=status))
    for content, words, why in (
        (
            b"reviews:\n  kindz: {}\nkpis: {breach: {of: 0}}\n",
            "check",
            "ours.yaml, line 2: reviews.kindz: is not known",
        ),
        (
            b"reviews:\n  kindz: {}\nkpis: {breach: {of: 0}}\n",
            "apply --yes",
            "ours.yaml, line 3: kpis.breach.of: has to",
        ),
        (b"# only this\n", "check", "ours.yaml says nothing. To go back to the playbook as shipped"),
        (b"", "apply --yes", "ours.yaml says nothing"),
        (b"\xff\xfe", "diff", "ours.yaml is not text in UTF-8"),
        (b"a" * (4 * override.LARGEST), "check", "longer than 500,000 characters"),
        (b"a: &x [1]\nb: [*x, *x]\n", "check", "line 1: anchors"),
        (OURS.encode(), "apply --version 1", "Name either a file or"),
        (b"evidence: {kinds: {insurance: null}}\n", "check", "there is no such kind of evidence: insurance"),
        (
            b"evidence:\n  kinds: {insurance: null}\n  required: {critical: [dpa], high: [dpa], medium: [dpa]}\n",
            "apply --dry-run",
            "evidence.kinds.insurance cannot be taken out: 1 piece of evidence there would lose its meaning.",
        ),
    ):
        file.write_bytes(content)
        word, *options = words.split()
        refused = typed("playbook", word, str(file), *options)
        assert (refused.exit_code != 0, why in f"{refused.output}{refused.exception}") == (True, True), (words, refused)
    for words, why in (
        ("show weather", "“weather” is no part of the playbook. These are: functions, tiers"),
        ("apply", "Name either a file or"),
        ("apply --version 7 --yes", "There is only 0, the playbook as shipped"),
        (f"check {tmp_path}", "cannot be read: Is a directory"),
        ("check nowhere.yaml", "nowhere.yaml cannot be read: No such file"),
        ("diff --workspace Else", "Say with --workspace which one is meant: Acme."),
    ):
        refused = typed("playbook", *words.split())
        assert why in f"{refused.output}{refused.exception}", words
    with db.read(engine, workspace.id) as session:
        assert versions.latest(session) == []


@pytest.mark.one_database
def test_what_is_shown_can_be_edited_and_applied(
    engine: Engine, workspace: Workspace, typed: Typed, tmp_path: Path
) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(typed("playbook", "show").stdout)
    assert "Nothing differs.\nNothing was written." in typed("playbook", "apply", str(file)).output
    part = typed("playbook", "show", "reminders").stdout.replace("times: 3", "times: 4")
    file.write_text(part)
    assert "is right. It differs from the shipped playbook in 1 value." in typed("playbook", "check", str(file)).output
    assert "Version 1 is in force." in typed("playbook", "apply", str(file), "--yes").output
    shown = typed("playbook", "show", "reminders").stdout
    assert "  times: 4  # shipped: 3\n" in shown
    assert "reminders.snooze.times" in typed("playbook", "diff").output
    file.write_text(shown)
    assert "Nothing was written." in typed("playbook", "apply", str(file), "--yes").output
    with db.read(engine, workspace.id) as session:
        assert [version.number for version in versions.latest(session)] == [1]
        assert session.exec(select(Review)).all() == []
