"""The database's schema: brought to its newest state by the migrations, and compared with it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from govbot.errors import Misconfigured

FOLDER = Path(__file__).parent.parent / "migrations"


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    # A % in a password is no interpolation.
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to `revision`, making it if it is empty."""
    command.upgrade(_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database back to `revision` (`base`: before the first migration)."""
    command.downgrade(_config(url), revision)


def check(engine: Engine) -> str:
    """The revision the database stands at; `Misconfigured` when it is not the one this govbot needs."""
    needed = ScriptDirectory(str(FOLDER)).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != needed:
        raise Misconfigured(
            f"The database is at {found or 'nothing yet'} and this govbot needs {needed}. Run `govbot db upgrade`."
        )
    assert found is not None
    return found
