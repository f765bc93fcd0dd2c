"""The real delivery against the local Slack, on a clock that both share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient
from sqlalchemy.engine import Engine

from govbot.outbox.delivery import Delivery
from govbot.sandbox import Sandbox
from govbot.workspace import Workspace
from tests.outbox.house import House
from tests.walking import WalkingClock

MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "manifest.yaml").read_text())


@pytest.fixture
def slack(clock: WalkingClock) -> Iterator[Sandbox]:
    # No bot listens here: an event that nobody answers need not be sent again and again.
    with Sandbox(MANIFEST, clock=clock, retry_delays=()) as sandbox:
        yield sandbox
        sandbox.faults(clear=True)


@pytest.fixture
def patience() -> int:
    """Seconds that a call to Slack may take: many, for what is slow is a busy machine."""
    return 20


@pytest.fixture
def new_delivery(engine: Engine, clock: WalkingClock, slack: Sandbox, patience: int) -> Callable[[], Delivery]:
    """Another worker, as a process of its own would have it."""

    def make() -> Delivery:
        client = WebClient("xoxb-sandbox", base_url=slack.api_url, retry_handlers=[], timeout=patience)
        admin = slack.world.user("maya.lindqvist")
        assert admin is not None
        return Delivery(engine, clock, client, lambda _session: [admin.id])

    return make


@pytest.fixture
def house(
    engine: Engine,
    workspace: Workspace,
    clock: WalkingClock,
    slack: Sandbox,
    new_delivery: Callable[[], Delivery],
) -> House:
    return House(engine, workspace, clock, slack, new_delivery())
