"""`govbot doctor`: what is wrong, and what to do about it; exit code 1 when anything is."""

import json
import sys

import click
from rich.table import Table
from rich.text import Text

from govbot import bot, db, street
from govbot.cli.frame import console
from govbot.clock import system_clock
from govbot.doctor.checkup import Doctor
from govbot.errors import Misconfigured
from govbot.settings import Settings
from govbot.slack.text import plural


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def doctor(as_json: bool) -> None:
    """Check settings, database, manifest, Slack, channels, ladders, queue and rounds; say what to do."""
    found = _faults()
    if as_json:
        click.echo(json.dumps({"ok": not found, "faults": found}, ensure_ascii=False, indent=2))
    elif found:
        table = Table("Where", "What is wrong, and what to do", show_lines=True)
        for fault in found:
            table.add_row(Text(fault["where"]), Text(fault["text"]))
        console.print(table)
        console.print(f"{plural(len(found), 'thing')} to mend.")
    else:
        console.print("All is well.")
    if found:
        sys.exit(1)


def _faults() -> list[dict[str, str]]:
    try:
        settings = Settings.read()
    except Misconfigured as refusal:
        return [{"where": "settings", "text": refusal.text}]
    engine = db.connect(settings.database_url)
    click.get_current_context().call_on_close(engine.dispose)
    _, reading = bot.clients(settings)
    examined = Doctor(settings, engine, street.router(), reading).examine(system_clock())
    return [{"where": fault.where, "text": fault.text} for fault in examined]
