"""`govbot reviews`: what was held before govbot was there."""

from pathlib import Path

import click

from govbot import db
from govbot.cli.frame import actor, console
from govbot.cli.whole import bot_of
from govbot.reviews import past
from govbot.slack.text import plural
from govbot.workspace import Workspace


@click.group("reviews")
def reviews_() -> None:
    """Reviews of vendors."""


@reviews_.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check the file and write nothing.")
def import_(file: Path, dry_run: bool) -> None:
    """Bring in past reviews (CSV: vendor, kind, held_on, rating; outcome, notes): the whole file or nothing."""
    bot = bot_of()
    begin = db.read if dry_run else db.write
    with begin(bot.engine, bot.enrol()) as session:
        place = session.get_one(Workspace, session.info["workspace_id"])
        found = past.read(session, file, place.today(bot.clock()))
        new = 0 if dry_run else past.take(session, place, bot.clock(), actor(), found)
    told = "every line is right; nothing was written" if dry_run else f"{new} of them new"
    console.print(f"{plural(len(found), 'past review')} in {file.name}: {told}.", markup=False)
