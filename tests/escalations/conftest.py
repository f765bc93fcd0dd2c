"""A workspace in Dublin with a full ladder of people."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from govbot import db
from govbot.bot import build
from govbot.run import connect
from govbot.sandbox import Sandbox
from govbot.settings import Settings
from govbot.workspace import Workspace
from tests.door import sandbox
from tests.escalations.desk import ADMIN, GOVERNANCE, LADDER, Desk
from tests.escalations.office import Office
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
def slack(clock: WalkingClock) -> Iterator[Sandbox]:
    with sandbox(clock) as running:
        yield running
        assert running.violations == []


@pytest.fixture
def office(engine: Engine, clock: WalkingClock, slack: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-sandbox")
    monkeypatch.setenv("GOVBOT_SLACK_API_URL", slack.api_url)
    bot = build(Settings.read(env_file=None), engine, clock)
    connection = connect(bot)
    office = Office(slack, bot, clock, bot.enrol())
    office.vendor(owner="dora.lind", backup="ivo.novak", sponsor="ben.okafor")
    yield office
    connection.hang_up(grace=3)
    bot.close()
