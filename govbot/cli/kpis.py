"""`govbot kpi`: values of KPIs, many at once."""

from pathlib import Path

import click

from govbot import db
from govbot.cli.frame import actor, console
from govbot.cli.whole import bot_of
from govbot.kpis import importing
from govbot.slack.text import plural
from govbot.workspace import Workspace


@click.group("kpi")
def kpi_() -> None:
    """KPIs of vendors."""


@kpi_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check the file and write nothing.")
def import_(file: Path, dry_run: bool) -> None:
    """Bring in values (CSV: vendor, kpi, period, value; sample, reason): the whole file or nothing."""
    bot = bot_of()
    begin = db.read if dry_run else db.write
    with begin(bot.engine, bot.enrol()) as session:
        place = session.get_one(Workspace, session.info["workspace_id"])
        found = importing.read(session, file, place.today(bot.clock()))
        new = 0 if dry_run else importing.take(session, place, bot.clock(), actor(), found)
    told = "every line is right; nothing was written" if dry_run else f"{new} of them new"
    console.print(f"{plural(len(found), 'value')} in {file.name}: {told}.", markup=False)
