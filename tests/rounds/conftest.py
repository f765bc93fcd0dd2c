"""The town whose mornings are tested."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.engine import Engine

from govbot.workspace import Workspace
from tests.rounds.town import GOVERNANCE, Town


@pytest.fixture
def town(engine: Engine, workspace: Workspace) -> Town:
    town = Town(engine, workspace, datetime(2026, 9, 1, 8, tzinfo=UTC))
    town.change(governance_channel=GOVERNANCE)
    town.settle()
    return town
