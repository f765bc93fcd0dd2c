"""What every house's tests may use."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Postgres, server

# The first example of a property may load time zones or holidays: a deadline would only measure the machine.
settings.register_profile("govbot", deadline=None)
settings.load_profile("govbot")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Postgres]:
    """One server for the whole run: the workers of pytest-xdist share it."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder if worker_id == "master" else folder.parent
    with server(shared / "postgres") as running:
        yield running
