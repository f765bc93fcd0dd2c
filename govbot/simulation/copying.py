"""A copy of the database to play on: the original is only read, in one consistent view."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import SQLModel

from govbot import db

PAGE = 1000  # rows


def copied(original: Engine, folder: Path) -> Engine:
    """An engine on a copy in a file of `folder`; whoever asks for it disposes of it."""
    file = folder / "copy.db"
    if original.dialect.name == "sqlite":
        _back_up(original, file)
        return db.connect(f"sqlite:///{file}")
    copy = db.connect(f"sqlite:///{file}")
    _transcribe(original, copy)
    return copy


def _back_up(original: Engine, file: Path) -> None:
    """SQLite's own way: it reads one consistent state, whoever writes meanwhile."""
    target = sqlite3.connect(file)
    with original.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
    target.close()


def _transcribe(original: Engine, copy: Engine) -> None:
    """Table by table: our types mean the same on both databases."""
    SQLModel.metadata.create_all(copy)
    view = original.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    writing = copy.execution_options(**{db.WRITES: True})
    with view.connect() as reading, writing.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # a row may name one that comes after it
        for table in SQLModel.metadata.sorted_tables:
            _transcribe_table(reading, connection, table)


def _transcribe_table(reading: Connection, writing: Connection, table: sa.Table) -> None:
    for page in reading.execute(sa.select(table)).mappings().partitions(PAGE):
        writing.execute(sa.insert(table), [dict(row) for row in page])
