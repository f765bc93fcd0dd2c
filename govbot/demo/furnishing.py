"""What stands in the demo before anybody types: a place in the world, forty vendors, the year behind them."""

from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from govbot import audit, db
from govbot.bot import Bot
from govbot.demo.books import Books
from govbot.demo.measured import measure
from govbot.demo.prepared import Prepared
from govbot.demo.running import Running
from govbot.register import terminal
from govbot.reviews import past
from govbot.slack.text import plural
from govbot.vendors import finding
from govbot.workspace import Workspace

HERE = Path(__file__).parent
REGISTER, PAST_REVIEWS, BOOKS = HERE / "register.csv", HERE / "past_reviews.csv", HERE / "books.yaml"
PREPARED, PLANS = HERE / "prepared.yaml", HERE / "plans.yaml"
ZONE, COUNTRIES = "Europe/Berlin", ["DE"]


def furnish(bot: Bot, console: Console) -> None:
    workspace_id = bot.enrol()
    with db.write(bot.engine, workspace_id) as session:
        place = session.get_one(Workspace, workspace_id)
        place.zone, place.countries = ZONE, COUNTRIES
        session.add(place)
    vendors = plural(_register(bot, workspace_id), "vendor")
    held = _past_reviews(bot, workspace_id)
    values = _books(bot, workspace_id)
    _plans(bot, workspace_id)
    console.print(f"{vendors} are imported from {REGISTER.name}.")
    console.print("One of them is being left, one is rolled out, and one is compared with two others.")
    console.print(f"The year behind them: {plural(held, 'review')}, {plural(values, 'value')} of what is measured.")


def _register(bot: Bot, workspace_id: int) -> int:
    terminal.run(
        bot.engine,
        workspace_id,
        REGISTER,
        dry_run=False,
        as_json=False,
        now=bot.clock(),
        console=Console(quiet=True),
        channels=bot.channels.by_name(),
    )
    with db.read(bot.engine, workspace_id) as session:
        return len(finding.everyone(session))


def _past_reviews(bot: Bot, workspace_id: int) -> int:
    now = bot.clock()
    with db.write(bot.engine, workspace_id) as session:
        place = session.get_one(Workspace, workspace_id)
        return past.take(session, place, now, audit.SYSTEM, past.read(session, PAST_REVIEWS, place.today(now)))


def _books(bot: Bot, workspace_id: int) -> int:
    now = bot.clock()
    with db.write(bot.engine, workspace_id) as session:
        place = session.get_one(Workspace, workspace_id)
        said = _read(BOOKS)
        Books(session, place, now, said).write()
        return measure(session, place, now, said)


def _plans(bot: Bot, workspace_id: int) -> None:
    now = bot.clock()
    with db.write(bot.engine, workspace_id) as session:
        place = session.get_one(Workspace, workspace_id)
        Prepared(session, place, now, _read(PREPARED)).write()
        Running(session, place, now, _read(PLANS)).write()


def _read(file: Path) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return said
