"""Files of which every line must be right: checked, then brought in whole, or not at all."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click
from sqlmodel import Session

from govbot import db
from govbot.cli.frame import actor, console
from govbot.cli.whole import bot_of
from govbot.slack.text import plural
from govbot.workspace import Workspace

T = TypeVar("T")
Read = Callable[[Session, Path, date], Sequence[T]]
Take = Callable[[Session, Workspace, datetime, str, Sequence[T]], int]
file_argument = click.argument("file", type=click.Path(path_type=Path))
dry_run_option = click.option("--dry-run", is_flag=True, help="Check the file and write nothing.")


def bring_in(file: Path, what: str, read: Read[T], take: Take[T], *, dry_run: bool) -> None:
    """`what` is one of those that the file holds, in words."""
    bot = bot_of()
    begin = db.read if dry_run else db.write
    with begin(bot.engine, bot.enrol()) as session:
        place = session.get_one(Workspace, session.info["workspace_id"])
        found = read(session, file, place.today(bot.clock()))
        new = 0 if dry_run else take(session, place, bot.clock(), actor(), found)
    told = "every line is right; nothing was written" if dry_run else f"{new} of them new"
    console.print(f"{plural(len(found), what)} in {file.name}: {told}.", markup=False)
