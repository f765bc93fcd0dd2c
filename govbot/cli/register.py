"""`govbot import`: a register of vendors."""

import sys
from pathlib import Path

import click

from govbot.cli.frame import console
from govbot.cli.whole import bot_of
from govbot.register import terminal


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
def import_(file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in a register of vendors (CSV): each faulty row is named, the good ones are imported."""
    bot = bot_of()
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
