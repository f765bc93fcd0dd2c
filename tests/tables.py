"""A database with all of govbot's tables, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Engine

from govbot import db, schema
from tests.postgres import Postgres


@contextmanager
def sqlite_copy(template: Path, folder: Path) -> Iterator[Engine]:
    file = folder / "govbot.db"
    shutil.copy(template, file)
    with _connected(f"sqlite:///{file}") as engine:
        yield engine


@contextmanager
def postgres_copy(postgres: Postgres) -> Iterator[Engine]:
    template = postgres.template("govbot_tables", schema.upgrade)
    with postgres.database(template) as url, _connected(url) as engine:
        yield engine


@contextmanager
def _connected(url: str) -> Iterator[Engine]:
    engine = db.connect(url)
    try:
        yield engine
    finally:
        engine.dispose()
