"""The terminal's commands as they are typed: each its own process, on the SQLite file of the working folder."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from govbot import audit, db, schema
from govbot.clock import system_clock
from govbot.outbox import service as outbox
from govbot.outbox.models import OutboxMessage, State
from govbot.sandbox.server import Sandbox
from govbot.workspace import enrol
from tests.door import sandbox
from tests.processes import ROOT, Said, said
from tests.walking import WalkingClock

PORTFOLIO = str(ROOT / "tests" / "register" / "portfolio.csv")


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    with sandbox(WalkingClock(system_clock())) as running:
        yield running


def test_a_missing_token_is_named_with_how_to_get_it(tmp_path: Path) -> None:
    refused = said(tmp_path, "bot")
    assert (refused.code, refused.out) == (2, "")
    assert "SLACK_BOT_TOKEN is not set. At api.slack.com/apps" in " ".join(refused.err.split())
    assert "Traceback" not in refused.err


def test_from_an_empty_folder_to_an_imported_register(slack: Sandbox, tmp_path: Path) -> None:
    def types(*words: str) -> Said:
        return said(tmp_path, *words, SLACK_BOT_TOKEN="xoxb-sandbox", GOVBOT_SLACK_API_URL=slack.api_url)

    unready = types("import", PORTFOLIO)
    assert (unready.code, "Run `govbot db upgrade`" in " ".join(unready.err.split())) == (2, True), unready.all
    assert types("db", "upgrade").code == 0
    tried = types("import", PORTFOLIO, "--dry-run", "--json")
    assert (tried.code, json.loads(tried.out)["dry_run"], tried.err) == (1, True, "")
    done = types("import", PORTFOLIO)
    assert (done.code, "platinum" in done.out, "Traceback" in done.all) == (1, True, False), done.all
    again = json.loads(types("import", PORTFOLIO, "--json").out)
    assert again["counts"] == {"created": 0, "changed": 0, "unchanged": 44, "refused": 16}
    assert json.loads(tried.out)["counts"] == {"created": 44, "changed": 0, "unchanged": 0, "refused": 16}
    assert types("db", "check").code == 0


@pytest.fixture
def settled(tmp_path: Path) -> Path:
    """A folder with a database that has one workspace, a step in its chain and a message that was given up."""
    url = f"sqlite:///{tmp_path / 'govbot.db'}"
    schema.upgrade(url)
    engine, now = db.connect(url), system_clock()
    with db.write(engine, None) as session:
        workspace_id = enrol(session, "T0SANDBOX", "Harbour & Lane", "").id
    with db.write(engine, workspace_id) as session:
        audit.record(session, now, audit.SYSTEM, "vendor.added", "vendor:1", name="Northwind")
        audit.record(session, now, audit.SYSTEM, "vendor.changed", "vendor:1", name="Northwind Oy")
        lost = outbox.post(session, now, key="lost", channel="C0GONE", text="A word about Northwind", blocks=None)
        lost.state, lost.error = State.FAILED, "channel_not_found"
    engine.dispose()
    return tmp_path


def test_the_trace_is_verified_and_a_change_is_found(settled: Path) -> None:
    held = said(settled, "audit", "verify")
    assert (held.code, "Harbour & Lane: 2 events hold." in held.out) == (0, True), held.all
    with closing(sqlite3.connect(settled / "govbot.db")) as tampering:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            tampering.execute("UPDATE audit_event SET actor = 'U0OTHER' WHERE sequence = 1")
        tampering.execute("DROP TRIGGER audit_event_no_update")
        tampering.execute("UPDATE audit_event SET actor = 'U0OTHER' WHERE sequence = 1")
        tampering.commit()
    found = said(settled, "audit", "verify")
    assert (found.code, "event 1" in found.err, "Nothing was altered" in found.out) == (1, True, False), found.all


def test_what_did_not_arrive_is_listed_and_sent_again(settled: Path) -> None:
    [lost] = json.loads(said(settled, "outbox", "list", "--json").out)
    assert (lost["to"], lost["why"], lost["text"]) == ("C0GONE", "channel_not_found", "A word about Northwind")
    assert said(settled, "outbox", "retry").code == 2
    assert "1 will be sent again" in said(settled, "outbox", "retry", str(lost["id"])).out
    engine = db.connect(f"sqlite:///{settled / 'govbot.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.select(col(OutboxMessage.state))).scalars().all() == [State.PENDING]
    engine.dispose()
