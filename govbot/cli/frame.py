"""What every command of the terminal begins with: the two ways to speak, the database, who sits there."""

import getpass

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import db, schema
from govbot.settings import Settings
from govbot.workspace import Workspace

console = Console()
errors = Console(stderr=True)


def database(settings: Settings | None = None) -> Engine:
    """Let go of when the command ends; refuses a schema that is not this govbot's."""
    engine = db.connect((settings or Settings.read()).database_url)
    click.get_current_context().call_on_close(engine.dispose)
    schema.check(engine)
    return engine


def workspaces(engine: Engine) -> list[tuple[int, str]]:
    """Ids and names, by name."""
    with db.read(engine, None) as session:
        return [(place.id, place.name) for place in session.exec(select(Workspace).order_by(Workspace.name))]


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
