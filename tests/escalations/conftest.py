"""A workspace in Dublin with a full ladder of people."""

import pytest
from sqlalchemy.engine import Engine

from govbot import db
from govbot.workspace import Workspace
from tests.escalations.desk import ADMIN, GOVERNANCE, LADDER, Desk
from tests.escalations.office import Office
from tests.live import Live
from tests.walking import WalkingClock


@pytest.fixture
def desk(engine: Engine, workspace: Workspace, clock: WalkingClock) -> Desk:
    with db.write(engine, workspace.id) as session:
        place = session.get_one(Workspace, workspace.id)
        place.zone, place.countries, place.governance_channel = "Europe/Dublin", ["IE"], GOVERNANCE
        session.add(place)
    desk = Desk(engine, place, clock)
    for slack_id in LADDER.values():
        desk.know(slack_id)
    desk.know(ADMIN, is_admin=True)
    return desk


@pytest.fixture
def office(live: Live) -> Office:
    office = Office(**vars(live))
    office.vendor(owner="dora.lind", backup="ivo.novak", sponsor="ben.okafor")
    return office
