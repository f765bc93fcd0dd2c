"""A database with all of govbot's tables, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

import govbot
from govbot import db
from tests.postgres import Postgres


def create_tables(url: str) -> None:
    for module in ("govbot.audit", "govbot.workspace", *_models()):
        import_module(module)
    engine = db.connect(url)
    SQLModel.metadata.create_all(engine)
    engine.dispose()


def _models() -> list[str]:
    houses = Path(govbot.__path__[0]).glob("*/models.py")
    return sorted(f"govbot.{file.parent.name}.models" for file in houses)


@contextmanager
def sqlite_copy(template: Path, folder: Path) -> Iterator[Engine]:
    file = folder / "govbot.db"
    shutil.copy(template, file)
    with _connected(f"sqlite:///{file}") as engine:
        yield engine


@contextmanager
def postgres_copy(postgres: Postgres) -> Iterator[Engine]:
    template = postgres.template("govbot_tables", create_tables)
    with postgres.database(template) as url, _connected(url) as engine:
        yield engine


@contextmanager
def _connected(url: str) -> Iterator[Engine]:
    engine = db.connect(url)
    try:
        yield engine
    finally:
        engine.dispose()
