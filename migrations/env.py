"""Runs the migrations on the database that govbot.schema names."""

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

import govbot.bot  # noqa: F401  # every house's tables are declared once the bot is imported


def run() -> None:
    # Foreign keys stay off on SQLite here: batch mode drops and recreates tables, and with them on,
    # ON DELETE CASCADE would take the children of a recreated parent along.
    engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url") or "", poolclass=sa.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
