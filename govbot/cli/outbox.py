"""`govbot outbox`: messages that did not arrive."""

import json
from typing import Any

import click
from rich.table import Table

from govbot import db
from govbot.cli.frame import console, database, workspaces
from govbot.clock import system_clock
from govbot.errors import Refusal
from govbot.outbox import service as outbox


@click.group("outbox")
def outbox_() -> None:
    """Messages that did not arrive."""


@outbox_.command("list")
@click.option("--json", "as_json", is_flag=True)
def listing(as_json: bool) -> None:
    """Messages that were given up, and why."""
    engine = database()
    rows: list[dict[str, Any]] = []
    for workspace_id, name in workspaces(engine):
        with db.read(engine, workspace_id) as session:
            rows += [
                {"id": m.id, "workspace": name, "to": m.target, "why": m.error, "text": m.payload["text"]}
                for m in outbox.failed(session)
            ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Id", "Workspace", "To", "Why", "Text")
    for row in rows:
        table.add_row(*(str(value)[:60] for value in row.values()))
    console.print(table if rows else "Every message arrived.")


@outbox_.command("retry")
@click.argument("ids", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All that failed.")
def retry(ids: tuple[int, ...], everything: bool) -> None:
    """Send failed messages again: name their ids, or --all."""
    if not ids and not everything:
        raise Refusal("Name the ids that `govbot outbox list` shows, or say --all.")
    engine = database()
    again = 0
    for workspace_id, _name in workspaces(engine):
        with db.write(engine, workspace_id) as session:
            again += len(outbox.retry(session, system_clock(), None if everything else ids))
    console.print(f"{again} will be sent again.")
