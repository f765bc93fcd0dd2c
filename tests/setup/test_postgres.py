"""The PostgreSQL of the tests gives every test a database as new."""

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Engine

from govbot import audit, db
from govbot.workspace import enrol
from tests.postgres import Postgres
from tests.tables import PostgresTables
from tests.walking import MONDAY


def fill(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE vendor (name text)"))
    engine.dispose()


def test_it_copies_the_template_and_drops_the_copy(postgres: Postgres) -> None:
    template = postgres.template("template_of_setup", fill)

    with postgres.database(template) as first, postgres.database(template) as second:
        engine = create_engine(first)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO vendor VALUES ('Meridian')"))
        other = create_engine(second)
        with other.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM vendor")).scalar_one() == 0
        engine.dispose()
        other.dispose()

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(first.replace("+psycopg", ""))


def test_it_fills_a_template_once(postgres: Postgres) -> None:
    calls: list[str] = []
    for _ in range(2):
        postgres.template("template_filled_once", lambda url: calls.append(url))

    assert len(calls) == 1


def test_a_fresh_database_is_empty(postgres: Postgres) -> None:
    with postgres.database() as url:
        engine = create_engine(url)
        assert inspect(engine).get_table_names() == []
        engine.dispose()


def tables_of(engine: Engine) -> int:
    """Which database this is."""
    with engine.connect() as connection:
        return int(
            connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar_one()
        )


def lived_in(engine: Engine) -> int:
    """A workspace with a trail that nobody may delete; its id."""
    with db.write(engine, None) as session:
        workspace = enrol(session, "T0SANDBOX", "Acme", "")
        session.info["workspace_id"] = workspace.id
        audit.record(session, MONDAY, "U1", "vendor.changed", "vendor:1")
        return workspace.id


def test_the_next_test_finds_the_same_database_empty_and_the_same_ids(postgresql: PostgresTables) -> None:
    first = postgresql.fresh()
    before, id_ = tables_of(first), lived_in(first)

    second = postgresql.fresh()
    assert tables_of(second) == before
    assert lived_in(second) == id_ == 1


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "DROP TRIGGER audit_event_no_change ON audit_event",
        "CREATE TABLE more (name text)",
        "DROP TABLE alembic_version",
    ],
)
def test_after_a_change_of_the_tables_the_next_test_gets_new_ones(postgresql: PostgresTables, change: str) -> None:
    engine = postgresql.fresh()
    before = tables_of(engine)
    with engine.begin() as connection:
        connection.execute(text(change))

    assert tables_of(postgresql.fresh()) != before


def test_what_is_left_open_by_a_test_does_not_stop_the_next_one(postgresql: PostgresTables) -> None:
    engine = postgresql.fresh()
    before = tables_of(engine)
    with engine.connect() as left:
        left.execute(text("LOCK TABLE workspace"))
        fresh = postgresql.fresh()
        assert tables_of(fresh) != before
        assert lived_in(fresh) == 1
        left.invalidate()
