"""`govbot db`: the tables, made and compared."""

import click

from govbot import db, schema
from govbot.cli.frame import console
from govbot.settings import Settings


@click.group("db")
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them up to date."""
    url = Settings.read().database_url
    schema.upgrade(url)
    console.print(f"The database is at {schema.check(db.connect(url))}.")


@database.command("check")
def check() -> None:
    """Whether the database is what this govbot needs."""
    console.print(f"The database is at {schema.check(db.connect(Settings.read().database_url))}, as it should be.")
