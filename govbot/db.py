"""The database: engines for SQLite and PostgreSQL, transactions, and the one place that scopes to a workspace."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache
from time import monotonic
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Field, Session, SQLModel

# Named constraints can be dropped again by a migration on SQLite; unnamed ones cannot.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

WRITES = "govbot_writes"
NARROWED = "govbot_narrowed"
ALONE = "govbot_alone"
RESTS_SINCE = "govbot_rests_since"
RESTED = 1.0  # seconds
TURN = 0x60B07  # the first half of the key that writers of a workspace hold on PostgreSQL; its id is the second
CLASHES = {"40P01", "40001"}  # SQLSTATE: deadlock_detected, serialization_failure
_in_force: ContextVar[Session | None] = ContextVar("session_in_force", default=None)


class Scoped(SQLModel):
    """The base of every table: a row belongs to one workspace, and no session of another one sees it."""

    workspace_id: int = Field(default=None, foreign_key="workspace.id", index=True, nullable=False)

    @classmethod
    def belongs_to(cls, workspace_id: sa.BindParameter[int]) -> Any:
        """The criterion of a table; SQLAlchemy asks this class, which is none, for its form."""
        column: Any = sa.column("workspace_id") if cls is Scoped else cls.workspace_id
        return column == workspace_id


def only_one(name: str, where: str, *columns: str) -> sa.Index:
    """Of the rows for which `where` holds no two agree in these columns; on both databases."""
    return sa.Index(name, *columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def connect(url: str) -> Engine:
    """An engine for `url`, set up so that SQLite keeps its promises as PostgreSQL does."""
    if sa.make_url(url).get_backend_name() != "sqlite":
        engine = sa.create_engine(url, pool_size=10, max_overflow=10)
        event.listen(engine, "checkin", _lay_down)
        event.listen(engine, "checkout", _wakes(engine.dialect))
        return engine
    engine = sa.create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _lay_down(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[RESTS_SINCE] = monotonic()


def _wakes(dialect: Dialect) -> Callable[[DBAPIConnection, ConnectionPoolEntry, object], None]:
    """What has rested may have been cut off meanwhile; asking each time would cost every transaction a round trip."""

    def wake(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if monotonic() - record.info.get(RESTS_SINCE, monotonic()) < RESTED:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    return wake


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transaction handling loses updates; we say BEGIN ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.connection.cursor().execute("BEGIN")  # waits for nothing, so that no error has to be translated


@contextmanager
def write(engine: Engine, workspace_id: int | None) -> Iterator[Session]:
    """One transaction that may write: commits at the end, rolls back on any exception.

    On both databases it is the only one of its workspace, before it reads anything: what it has read stays true,
    and no two writers wait for each other. `workspace_id` None sees every workspace: only for finding out which
    workspace to work in.
    """
    with beside(engine, workspace_id) as session:
        if workspace_id is not None and is_postgresql(session):
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(TURN, workspace_id)))
            session.info[ALONE] = True
        yield session


@contextmanager
def beside(engine: Engine, workspace_id: int | None) -> Iterator[Session]:
    """As `write`, but on PostgreSQL others write meanwhile: for what locks its own rows and leaves no audit step."""
    with _session(engine.execution_options(**{WRITES: True}), workspace_id) as session:
        session.info[ALONE] = not is_postgresql(session)
        yield session
        session.commit()


def alone(session: OrmSession) -> bool:
    """Whether nobody else writes in the workspace until this transaction is over, the queue on PostgreSQL apart."""
    return bool(session.info.get(ALONE))


def clashed(error: OperationalError) -> bool:
    """Whether the database ended one of two transactions that could not both go on; it may be done once more."""
    return getattr(error.orig, "sqlstate", None) in CLASHES


@contextmanager
def read(engine: Engine, workspace_id: int | None) -> Iterator[Session]:
    """One transaction that only reads and takes no write lock."""
    with _session(engine, workspace_id) as session:
        yield session


@contextmanager
def _session(engine: Engine, workspace_id: int | None) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        session.info["workspace_id"] = workspace_id
        outside = _in_force.set(session)
        try:
            yield session
        finally:
            _in_force.reset(outside)


def in_force() -> Session | None:
    """The innermost session that is open here, for what follows from its workspace everywhere: the playbook."""
    return _in_force.get()


@event.listens_for(OrmSession, "do_orm_execute")
def _scope_statement(state: ORMExecuteState) -> None:
    workspace_id = state.session.info.get("workspace_id")
    if workspace_id is None or state.is_insert:
        return
    state.statement = state.statement.options(_only_of(workspace_id))


@lru_cache(maxsize=1000)
def _only_of(workspace_id: int) -> Any:
    """Kept, since making it takes as long as a small query."""
    mine = _Mine(None, workspace_id, type_=sa.Integer())
    return with_loader_criteria(Scoped, lambda table: table.belongs_to(mine), include_aliases=True)


class _Mine(sa.BindParameter[int]):
    """The workspace in a query, of which SQLAlchemy holds copies in dictionaries, for every query anew.

    They are told apart by `==`, which makes a piece of SQL of other parameters: a tenth of the time of a query.
    """

    inherit_cache = True
    __hash__ = sa.BindParameter.__hash__

    def __eq__(self, other: object) -> Any:
        return hash(self) == hash(other)


@contextmanager
def narrowed(session: OrmSession, table: type[Scoped], criterion: Any) -> Iterator[None]:
    """Until this is left, queries see only these rows of the table, and what they join with them."""
    session.info[NARROWED] = with_loader_criteria(table, criterion, include_aliases=True)
    try:
        yield
    finally:
        del session.info[NARROWED]


@event.listens_for(OrmSession, "do_orm_execute")
def _narrow_statement(state: ORMExecuteState) -> None:
    narrowing = state.session.info.get(NARROWED)
    if narrowing is not None and state.is_select:
        state.statement = state.statement.options(narrowing)


@event.listens_for(OrmSession, "before_flush")
def _scope_new_rows(session: OrmSession, _context: object, _instances: object) -> None:
    workspace_id = session.info.get("workspace_id")
    for row in session.new:
        if isinstance(row, Scoped) and workspace_id is not None:
            if row.workspace_id not in (None, workspace_id):
                raise RuntimeError(
                    f"{type(row).__name__} of workspace {row.workspace_id} in a session of {workspace_id}"
                )
            row.workspace_id = workspace_id


def insert_all(session: OrmSession, table: type[Scoped], rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Many rows at once, ten times faster than as objects; returns their ids in the same order."""
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    usual = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
    scoped = [{**usual, **row, "workspace_id": session.info["workspace_id"]} for row in rows]
    statement = sa.insert(table).returning(sa.inspect(table).columns["id"], sort_by_parameter_order=True)
    return list(session.scalars(statement, scoped)) if scoped else []


def is_postgresql(session: OrmSession) -> bool:
    """Whether the session speaks to PostgreSQL (row locks) rather than SQLite (one writer)."""
    return session.get_bind().dialect.name == "postgresql"


def empty() -> list[Any]:
    """The default of a list in a row. Of `list` itself pydantic would ask for each row anew what it takes: 70 µs."""
    return []


def choices(enum: type[StrEnum]) -> Any:
    """A column type for an enum: its values as text, alike on both databases, checked on the way in."""
    return sa.Enum(
        enum,
        native_enum=False,
        values_callable=lambda members: [member.value for member in members],
        length=32,
        validate_strings=True,
    )
