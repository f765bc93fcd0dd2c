"""`govbot audit`: the chain of everything that was done, checked and taken out."""

import csv
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import IO, Any

import click
from sqlalchemy.engine import Engine

from govbot import audit, calendar, db
from govbot.cli.frame import console, database, errors, progress, workspaces
from govbot.workspace import Workspace

COLUMNS = ("workspace", "sequence", "at", "actor", "action", "subject", "about", "detail", "previous_hash", "hash")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


@click.group("audit")
def audit_() -> None:
    """The chain of everything that was done."""


@audit_.command("verify")
@click.option("--json", "as_json", is_flag=True, help="The result as one JSON object.")
def verify(as_json: bool) -> None:
    """Check every link of every workspace's chain."""
    engine = database()
    results = [_checked(engine, workspace_id, name) for workspace_id, name in workspaces(engine)]
    faults = [fault for result in results for fault in result["faults"]]
    if as_json:
        click.echo(json.dumps({"ok": not faults, "workspaces": results}, ensure_ascii=False))
    else:
        for result in results:
            console.print(f"{result['workspace']}: {result['held']} events hold.", markup=False)
        for fault in faults:
            errors.print(fault, style="bold red", markup=False)
    if faults:
        sys.exit(1)
    if not as_json:
        console.print("Nothing was altered.")


def _checked(engine: Engine, workspace_id: int, name: str) -> Row:
    held, faults = 0, []
    with db.read(engine, workspace_id) as session, progress("Checking") as bar:
        task = bar.add_task(name, total=audit.count(session))
        for link in audit.verify(session):
            bar.advance(task)
            if isinstance(link, audit.Fault):
                faults.append(f"{name}: event {link.sequence} {link.what}")
            else:
                held += 1
    return {"workspace": name, "held": held, "faults": faults}


@audit_.command("export")
@click.option("--format", "shape", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only from that day on, as the workspace counts days.")
@click.option(
    "--output",
    type=click.File("w", encoding="utf-8", atomic=True),
    default="-",
    help="A file, written whole or not at all; without it, the terminal.",
)
def export(shape: str, since: datetime | None, output: IO[str]) -> None:
    """The whole chain with its hashes, as JSON Lines or CSV."""
    write = (_json_lines if shape == "jsonl" else _csv)(output)
    engine, written = database(), 0
    for workspace_id, name in workspaces(engine):
        with db.read(engine, workspace_id) as session, progress("Writing") as bar:
            begin = _begin(session.get_one(Workspace, workspace_id), since) if since else None
            task = bar.add_task(name, total=None if begin else audit.count(session))
            for event in audit.events(session, begin):
                write(_row(name, event))
                bar.advance(task)
                written += 1
    errors.print(f"{written} events.")


def _begin(place: Workspace, since: datetime) -> datetime:
    """The midnight with which that day begins there."""
    return calendar.at(since.date(), time(0), calendar.zone(place.zone))


def _row(name: str, event: audit.AuditEvent) -> Row:
    shown = event.model_dump(include=set(COLUMNS), mode="python") | {"workspace": name}
    shown["at"] = event.at.astimezone(UTC).isoformat()  # as it went into the hash
    return {column: shown[column] for column in COLUMNS}


def _json_lines(output: IO[str]) -> Callable[[Row], object]:
    return lambda row: output.write(json.dumps(row, ensure_ascii=False) + "\n")


def _csv(output: IO[str]) -> Callable[[Row], object]:
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(COLUMNS)
    return lambda row: writer.writerow(_cells(row))


def _cells(row: Row) -> Iterator[str]:
    """Text that a spreadsheet would run as a formula is kept text by an apostrophe."""
    for value in row.values():
        cell = json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)
        yield f"'{cell}" if cell.startswith(FORMULA) else cell
