"""`govbot reviews`: what was held before govbot was there."""

from pathlib import Path

import click

from govbot.cli.bringing import bring_in, dry_run_option, file_argument
from govbot.reviews import past


@click.group("reviews")
def reviews_() -> None:
    """Reviews of vendors."""


@reviews_.command("import")
@file_argument
@dry_run_option
def import_(file: Path, dry_run: bool) -> None:
    """Bring in past reviews (CSV: vendor, kind, held_on, rating; outcome, notes): the whole file or nothing."""
    bring_in(file, "past review", past.read, past.take, dry_run=dry_run)
