"""What every command of the terminal begins with: the two ways to speak, the bot, the database."""

import getpass
import logging

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.engine import Engine

from govbot import db, schema
from govbot.bot import Bot, build
from govbot.clock import system_clock
from govbot.settings import Settings

console = Console()
errors = Console(stderr=True)


def bot_of(*required: str) -> Bot:
    """The bot as the surroundings describe it; refuses where one of these settings is missing."""
    settings = Settings.read().require("slack_bot_token", *required)
    logging.getLogger().setLevel(settings.log_level)
    return build(settings, database(settings), system_clock)


def database(settings: Settings | None = None) -> Engine:
    """Let go of when the command ends; refuses a schema that is not this govbot's."""
    engine = db.connect((settings or Settings.read()).database_url)
    click.get_current_context().call_on_close(engine.dispose)
    schema.check(engine)
    return engine


def actor() -> str:
    """Whoever sits at the terminal, as the audit trail names them."""
    try:
        return f"{getpass.getuser()} (terminal)"
    except (KeyError, OSError):  # a container may run as a number without a name
        return "somebody (terminal)"


def progress(what: str) -> Progress:
    """A bar on the terminal that people look at; nowhere else, and nothing is left of it."""
    columns = (TextColumn(what), BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    return Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True)
