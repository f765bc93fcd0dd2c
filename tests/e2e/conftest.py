"""A browser for all, and a demo for each story."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.demo.conftest import ADDRESS
from tests.e2e.visitor import browser
from tests.processes import Process


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the demo's page is; its database is in a folder in `tmp_path`."""
    with Process(tmp_path, "demo", "--port", "0", settings={"TMPDIR": str(tmp_path)}) as demo:
        yield demo.says(ADDRESS)[1]
