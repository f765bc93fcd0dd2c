"""`govbot kpi`: values of KPIs, many at once."""

from pathlib import Path

import click

from govbot.cli.bringing import bring_in, dry_run_option, file_argument
from govbot.kpis import importing


@click.group("kpi")
def kpi_() -> None:
    """KPIs of vendors."""


@kpi_.command("import")
@file_argument
@dry_run_option
def import_(file: Path, dry_run: bool) -> None:
    """Bring in values (CSV: vendor, kpi, period, value; sample, reason): the whole file or nothing."""
    bring_in(file, "value", importing.read, importing.take, dry_run=dry_run)
