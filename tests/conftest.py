"""What every house's tests may use."""

import gc
import os
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import settings
from sqlalchemy.engine import Engine

from govbot import db
from govbot.workspace import Workspace, enrol
from tests.live import Live, living
from tests.postgres import Postgres, server
from tests.tables import PostgresTables, SqliteTables, postgres_tables, sqlite_tables
from tests.walking import WalkingClock

# The first example of a property may load time zones or holidays: a deadline would only measure the machine.
settings.register_profile("govbot", deadline=None)
settings.load_profile("govbot")

LONGEST = ("tests/story/", "tests/demo/", "tests/web/")
DATABASES = ["sqlite", "postgresql"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="run what is marked one_database on both databases, too")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Marked one_database, a test runs on one of the two, which follows from its name: each house is seen on both."""
    if "engine" not in metafunc.fixturenames:
        return
    chosen = DATABASES
    if metafunc.definition.get_closest_marker("one_database") and not metafunc.config.getoption("both"):
        chosen = [DATABASES[zlib.crc32(metafunc.definition.name.encode()) % len(DATABASES)]]
    metafunc.parametrize("engine", chosen, indirect=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three for two cores: a third of its time a worker waits, mostly for its database."""
    return max(1, (os.cpu_count() or 1) * 3 // 2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories and whole processes take longest: begun last, they would keep one worker busy alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """All that is imported by now stays: to look through it for garbage again and again is a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Postgres]:
    """One server for the whole run: the workers of pytest-xdist share it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder if worker_id == "master" else folder.parent
    with server(shared) as running:
        yield running


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteTables]:
    with sqlite_tables(tmp_path_factory.mktemp("sqlite")) as tables:
        yield tables


@pytest.fixture
def sqlite_engine(sqlite: SqliteTables) -> Engine:
    return sqlite.fresh()


@pytest.fixture(scope="session")
def postgresql(postgres: Postgres) -> Iterator[PostgresTables]:
    with postgres_tables(postgres) as tables:
        yield tables


@pytest.fixture
def postgres_engine(postgresql: PostgresTables) -> Engine:
    return postgresql.fresh()


@pytest.fixture
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
