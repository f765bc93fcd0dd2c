"""The terminal's way in."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import Engine

from govbot import __version__, audit, db, run, schema
from govbot.bot import Bot, build
from govbot.clock import system_clock
from govbot.demo import play
from govbot.errors import Refusal
from govbot.outbox import service as outbox
from govbot.register import terminal
from govbot.settings import Settings

console = Console()
errors = Console(stderr=True)


@click.group()
@click.version_option(__version__)
def cli() -> None:
    """govbot keeps every outsourced relationship governed from inside Slack."""


def _bot(*required: str) -> Bot:
    settings = Settings.read().require("slack_bot_token", *required)
    engine = db.connect(settings.database_url)
    schema.check(engine)
    return build(settings, engine, system_clock)


@cli.command("bot")
def bot_() -> None:
    """Everything in one process, over Socket Mode: no public address needed."""
    run.socket_mode(_bot("slack_app_token"))


@cli.command()
def web() -> None:
    """Slack's HTTP endpoint on PORT (3000); `govbot worker` does what happens by itself."""
    made = _bot("slack_signing_secret")
    run.http_mode(made, made.settings.port)


@cli.command()
def worker() -> None:
    """Reminders, escalation clocks and deliveries, beside `govbot web`; several may run."""
    run.heartbeat_only(_bot())


@cli.command()
@click.option("--port", default=8484, envvar="PORT", show_default=True, help="The first port to try.")
def demo(port: int) -> None:
    """A local Slack with a page in the browser, the real bot, and a register to play with."""
    play(port, console)


@cli.group("db")
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
def db_upgrade() -> None:
    """Make the tables, or bring them up to date."""
    url = Settings.read().database_url
    schema.upgrade(url)
    console.print(f"The database is at {schema.check(db.connect(url))}.")


@database.command("check")
def db_check() -> None:
    """Whether the database is what this govbot needs."""
    console.print(f"The database is at {schema.check(db.connect(Settings.read().database_url))}, as it should be.")


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def import_(file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in a register of vendors (CSV): each faulty row is named, the good ones are imported."""
    bot = _bot()
    workspace_id = bot.enrol()
    code = terminal.run(
        bot.engine,
        workspace_id,
        file,
        dry_run=dry_run,
        as_json=as_json,
        now=bot.clock(),
        console=console,
        channels=bot.channels.by_name(),
    )
    sys.exit(code)


@cli.group("audit")
def audit_() -> None:
    """The chain of everything that was done."""


@audit_.command("verify")
def audit_verify() -> None:
    """Check every link of every workspace's chain."""
    engine = _database()
    faults: list[str] = []
    for workspace_id, name in run.workspaces(engine):
        held = 0
        with db.read(engine, workspace_id) as session:
            for link in audit.verify(session):
                if isinstance(link, audit.Fault):
                    faults.append(f"{name}: event {link.sequence} {link.what}")
                else:
                    held += 1
        console.print(f"{name}: {held} events hold.")
    for fault in faults:
        errors.print(fault, style="bold red", markup=False)
    if faults:
        sys.exit(1)
    console.print("Nothing was altered.")


@cli.group("outbox")
def outbox_() -> None:
    """Messages that did not arrive."""


@outbox_.command("list")
@click.option("--json", "as_json", is_flag=True)
def outbox_list(as_json: bool) -> None:
    """Messages that were given up, and why."""
    engine = _database()
    rows: list[dict[str, Any]] = []
    for workspace_id, name in run.workspaces(engine):
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
def outbox_retry(ids: tuple[int, ...], everything: bool) -> None:
    """Send failed messages again: name their ids, or --all."""
    if not ids and not everything:
        raise Refusal("Name the ids that `govbot outbox list` shows, or say --all.")
    engine = _database()
    again = 0
    for workspace_id, _name in run.workspaces(engine):
        with db.write(engine, workspace_id) as session:
            again += len(outbox.retry(session, system_clock(), None if everything else ids))
    console.print(f"{again} will be sent again.")


def _database() -> Engine:
    engine = db.connect(Settings.read().database_url)
    schema.check(engine)
    return engine


def main() -> None:
    """Run a command; what a person can mend is said in a sentence, without a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    try:
        cli()
    except Refusal as refusal:
        errors.print(refusal.text, style="bold red", markup=False)
        sys.exit(2)
