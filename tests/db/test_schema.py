"""The migrations make exactly the tables that the code declares, and can be taken back."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

import govbot.bot  # noqa: F401  # declares every house's tables
from govbot import schema
from govbot.errors import Misconfigured


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_the_migrated_database_is_what_the_code_declares(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_migration_can_be_taken_back_and_done_again(engine: Engine) -> None:
    schema.downgrade(_url(engine), "base")
    left = set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    schema.upgrade(_url(engine))
    assert set(SQLModel.metadata.tables) <= set(sa.inspect(engine).get_table_names())


def test_a_database_behind_the_code_is_refused_with_what_to_do(engine: Engine) -> None:
    newest = schema.check(engine)
    schema.downgrade(_url(engine), "-1")
    with pytest.raises(Misconfigured) as refused:
        schema.check(engine)
    assert f"and this govbot needs {newest}. Run `govbot db upgrade`" in refused.value.text
