"""A workspace with the people of the sample register, and an import as the terminal runs it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.console import Console
from sqlalchemy.engine import Engine

from govbot import db
from govbot.register import terminal
from govbot.workspace import Workspace
from tests import builders

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
NAMES = ("Ana Silva", "Ben Okafor", "Chen Wei", "Dora Lind", "Emil Kraus", "Fatima Noor", "Goran Petrov", "Hana Sato",
         "Ivo Novak", "Jane Doe")  # fmt: skip
CHANNELS = {"vendor-meridian": "C01", "#vendor-umber": "C02"}


class Told(NamedTuple):
    """What a run said: its exit code, its text and, of a run with --json, the object."""

    code: int
    text: str
    report: dict[str, Any]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Created, changed, unchanged, refused."""
        counts = self.report["counts"]
        return counts["created"], counts["changed"], counts["unchanged"], counts["refused"]

    @property
    def faults(self) -> list[tuple[int, str, str]]:
        return [(fault["line"], fault["column"], fault["value"]) for fault in self.report["faults"]]

    @property
    def notes(self) -> list[tuple[int | None, str]]:
        return [(note["line"], note["text"]) for note in self.report["notes"]]


BringIn = Callable[..., Told]


def settle(engine: Engine, workspace: Workspace) -> None:
    """The ten people of the register, somebody who left, an app, and somebody of another organisation."""
    with db.write(engine, workspace.id) as session:
        for number, name in enumerate(NAMES):
            email = f"{name.replace(' ', '.').lower()}@example.com"
            builders.person(session, f"U{number:02}", name, profile={"email": email})
        builders.person(session, "U20", "Rita Varga", profile={"email": "rita@example.com"}, deleted=True)
        builders.person(session, "U21", "Robot", profile={"email": "robot@example.com"}, is_bot=True)
        builders.person(session, "U22", "Olga Other", profile={"email": "olga@other.example"}, is_stranger=True)


def bring_in(
    engine: Engine,
    workspace: Workspace,
    file: Path,
    *,
    dry_run: bool = False,
    as_json: bool = True,
    now: datetime = MONDAY,
) -> Told:
    written = StringIO()
    code = terminal.run(
        engine,
        workspace.id,
        file,
        dry_run=dry_run,
        as_json=as_json,
        now=now,
        console=Console(file=written, width=200),
        channels=CHANNELS,
        actor="U00",
    )
    text = written.getvalue()
    return Told(code, text, json.loads(text) if as_json else {})


@pytest.fixture
def run(engine: Engine, workspace: Workspace, tmp_path: Path) -> BringIn:
    """Bring in a file, or a text (bytes) as one; on each of the two databases."""
    settle(engine, workspace)

    def run(source: Path | str | bytes, **how: Any) -> Told:
        if not isinstance(source, Path):
            content = source.encode() if isinstance(source, str) else source
            source = tmp_path / "register.csv"
            source.write_bytes(content)
        return bring_in(engine, workspace, source, **how)

    return run
