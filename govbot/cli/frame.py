"""What every command of the terminal begins with: the two ways to speak, the bot, the database."""

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
    engine = db.connect(settings.database_url)
    schema.check(engine)
    return build(settings, engine, system_clock)


def database() -> Engine:
    engine = db.connect(Settings.read().database_url)
    schema.check(engine)
    return engine


def progress(what: str) -> Progress:
    """A bar on the terminal that people look at; nowhere else, and nothing is left of it."""
    columns = (TextColumn(what), BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    return Progress(*columns, console=errors, disable=not errors.is_terminal, transient=True)
