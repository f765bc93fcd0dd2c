"""What every house's tests may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.engine import Engine

from govbot import db, schema
from govbot.workspace import Workspace, enrol
from tests.live import Live, living
from tests.postgres import Postgres, server
from tests.tables import postgres_copy, sqlite_copy
from tests.walking import WalkingClock

# The first example of a property may load time zones or holidays: a deadline would only measure the machine.
settings.register_profile("govbot", deadline=None)
settings.load_profile("govbot")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Postgres]:
    """One server for the whole run: the workers of pytest-xdist share it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder if worker_id == "master" else folder.parent
    with server(shared) as running:
        yield running


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "govbot.db"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    with sqlite_copy(sqlite_template, tmp_path) as engine:
        yield engine


@pytest.fixture
def postgres_engine(postgres: Postgres) -> Iterator[Engine]:
    with postgres_copy(postgres) as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty database of its own for the test, once on each of the two we promise."""
    chosen = "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    engine: Engine = request.getfixturevalue(chosen)
    return engine


@pytest.fixture
def clock() -> WalkingClock:
    return WalkingClock()


@pytest.fixture
def workspace(engine: Engine) -> Workspace:
    """The workspace of the local Slack, with Berlin's time and holidays."""
    with db.write(engine, None) as session:
        workspace = enrol(session, "T0SANDBOX", "Acme", "")
        workspace.zone, workspace.countries = "Europe/Berlin", ["DE"]
        return workspace


@pytest.fixture
def live(engine: Engine, clock: WalkingClock) -> Iterator[Live]:
    """The whole bot in the local Slack, once on each database."""
    with living(engine, clock) as running:
        yield running
