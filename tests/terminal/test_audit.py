"""`govbot audit`: the chain taken out whole, harmless in a spreadsheet, and checked."""

import csv
import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from govbot import audit, db
from govbot.workspace import Workspace
from tests.terminal.conftest import Typed

EVENING = datetime(2026, 3, 1, 22, 59, tzinfo=UTC)  # one minute to midnight in Berlin
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def chain(engine: Engine, workspace: Workspace) -> int:
    with db.write(engine, workspace.id) as session:
        audit.record(session, EVENING, "U0ANA", "vendor.added", "vendor:1", name="Größe & Söhne")
        audit.record(session, MORNING, "=HYPERLINK(0)", "vendor.changed", "+vendor:1", about="@vendor:1", tier="high")
        audit.record(session, MORNING, "-2+3", "vendor.changed", "\tvendor:1")
    return 3


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_lines_hold_the_whole_chain_and_can_be_checked_from_outside(typed: Typed, chain: int) -> None:
    result = typed("audit", "export")
    rows = lines(result.stdout)
    assert (result.exit_code, len(rows)) == (0, chain)
    before = "0" * 64
    for row in rows:
        assert row["previous_hash"] == before
        content = [row[name] for name in ("previous_hash", "sequence", "at", "actor", "action", "subject", "about")]
        written = json.dumps([*content, row["detail"]], sort_keys=True, ensure_ascii=False)
        before = hashlib.sha256(written.encode()).hexdigest()
        assert row["hash"] == before
    assert rows[0]["detail"] == {"name": "Größe & Söhne"}
    assert {row["workspace"] for row in rows} == {"Acme"}


def test_csv_runs_no_formula(typed: Typed, chain: int, tmp_path: Path) -> None:
    file = tmp_path / "chain.csv"
    result = typed("audit", "export", "--format", "csv", "--output", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert len(rows) == chain
    assert [row["actor"] for row in rows] == ["U0ANA", "'=HYPERLINK(0)", "'-2+3"]
    assert (rows[1]["subject"], rows[1]["about"], rows[2]["subject"]) == ("'+vendor:1", "'@vendor:1", "'\tvendor:1")
    assert json.loads(rows[0]["detail"]) == {"name": "Größe & Söhne"}


def test_since_counts_days_as_the_workspace_does(typed: Typed, chain: int) -> None:
    found = lines(typed("audit", "export", "--since", "2026-03-02").stdout)
    assert [row["sequence"] for row in found] == [2, 3]
    assert len(lines(typed("audit", "export", "--since", "2026-03-01").stdout)) == chain
    assert typed("audit", "export", "--since", "yesterday").exit_code == 2


def test_an_unbroken_chain_is_verified(typed: Typed, chain: int) -> None:
    result = typed("audit", "verify")
    assert (result.exit_code, result.stdout) == (0, f"Acme: {chain} events hold.\nNothing was altered.\n")


def test_what_was_altered_behind_our_back_is_named(typed: Typed, engine: Engine, chain: int) -> None:
    with engine.begin() as connection:
        drop = "DROP TRIGGER {} ON audit_event" if engine.dialect.name == "postgresql" else "DROP TRIGGER {}"
        for trigger in _triggers(connection):
            connection.exec_driver_sql(drop.format(trigger))
        connection.execute(sa.text("UPDATE audit_event SET actor = 'U0NOBODY' WHERE sequence = 2"))
    plain, told = typed("audit", "verify"), typed("audit", "verify", "--json")
    assert (plain.exit_code, told.exit_code) == (1, 1)
    fault = "Acme: event 2 was altered: its content does not match its hash"
    assert fault in plain.stderr
    assert json.loads(told.stdout) == {
        "ok": False,
        "workspaces": [{"workspace": "Acme", "held": chain - 1, "faults": [fault]}],
    }


def _triggers(connection: sa.Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        found = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    else:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return [row[0] for row in found]
