"""The whole bot in the local Slack, with Ardent: critical, owned by Dora, in a room of its own."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from tests.evidence.office import Office
from tests.live import living
from tests.walking import WalkingClock


@pytest.fixture
def office(engine: Engine, clock: WalkingClock) -> Iterator[Office]:
    with living(engine, clock) as live:
        office = Office(live)
        office.settle()
        yield office
