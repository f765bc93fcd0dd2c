"""Databases with all of govbot's tables: one of each kind for a test process, as new for every test."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from govbot import db, schema
from tests.postgres import Postgres, Reused


@contextmanager
def sqlite_tables(folder: Path) -> Iterator["SqliteTables"]:
    tables = SqliteTables(folder)
    yield tables
    tables.engine.dispose()


class SqliteTables:
    """One engine for all tests of the process: what it has compiled once it need not compile again."""

    def __init__(self, folder: Path) -> None:
        self._template, self._file = folder / "template.db", folder / "govbot.db"
        schema.upgrade(f"sqlite:///{self._template}")
        self.engine = db.connect(f"sqlite:///{self._file}")
        event.listen(self.engine, "connect", _unsynced)

    def fresh(self) -> Engine:
        """Whoever of the last test still holds the old file keeps it for himself."""
        self.engine.dispose()
        for left in self._file.parent.glob(f"{self._file.name}*"):
            left.unlink()
        shutil.copyfile(self._template, self._file)
        return self.engine


@contextmanager
def postgres_tables(postgres: Postgres) -> Iterator["PostgresTables"]:
    tables = PostgresTables(postgres)
    try:
        yield tables
    finally:
        tables.drop()


def _unsynced(connection: sqlite3.Connection, _record: object) -> None:
    """Nothing here has to survive a power cut: the disk is not waited for."""
    connection.execute("PRAGMA synchronous=OFF")


class PostgresTables:
    """One database for all tests of the process, emptied between them; a new one after a test that altered it."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres
        self._template = postgres.template("govbot_tables", schema.upgrade)
        self._make()

    def _make(self) -> None:
        self._reused = Reused(self._postgres, self._template)
        self._engine = db.connect(self._reused.url)

    def fresh(self) -> Engine:
        if not self._reused.emptied():
            self.drop()
            self._make()
        return self._engine

    def drop(self) -> None:
        self._engine.dispose()
        self._reused.drop()
