"""Ardent, critical: in the local Slack with the whole bot, or on a plain session for the rules alone."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from govbot import db
from govbot.workspace import enrol
from tests.evidence.desk import Desk
from tests.evidence.office import Office
from tests.live import living
from tests.walking import WalkingClock


@pytest.fixture
def office(engine: Engine, clock: WalkingClock) -> Iterator[Office]:
    with living(engine, clock) as live:
        office = Office(live)
        office.settle()
        yield office


@pytest.fixture
def desk(sqlite_engine: Engine) -> Iterator[Desk]:
    with db.write(sqlite_engine, None) as session:
        place = enrol(session, "T0SANDBOX", "Acme", "")
        session.flush()
        session.info["workspace_id"] = place.id
        yield Desk(session, place)
