"""The local Slack with the real bot in it, over real Socket Mode."""

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
from tests.reviews.desk import Desk
from tests.walking import WalkingClock


@pytest.fixture
def slack(clock: WalkingClock) -> Iterator[Sandbox]:
    with sandbox(clock) as running:
        yield running
        assert running.violations == []


@pytest.fixture
def desk(engine: Engine, clock: WalkingClock, slack: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-sandbox")
    monkeypatch.setenv("GOVBOT_SLACK_API_URL", slack.api_url)
    bot = build(Settings.read(env_file=None), engine, clock)
    connection = connect(bot)
    workspace_id = bot.enrol()
    with db.write(engine, workspace_id) as session:
        place = session.get_one(Workspace, workspace_id)
        place.zone, place.countries = "Europe/Berlin", ["DE"]
    desk = Desk(slack, bot, clock, workspace_id)
    desk.vendor(owner="dora.lind", backup="ivo.novak", sponsor="ana.silva")
    yield desk
    connection.hang_up(grace=3)
    bot.close()
