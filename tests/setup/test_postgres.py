"""The PostgreSQL of the tests gives every test a database of its own."""

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text

from tests.postgres import Postgres


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
