"""The whole bot at work: in the local Slack, on a real database, on one clock with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.engine import Engine

from govbot import db, run
from govbot.bot import Bot, build
from govbot.engine import Heartbeat
from govbot.sandbox.server import Sandbox
from govbot.settings import Settings
from govbot.workspace import Workspace
from tests.door import Person, sandbox
from tests.walking import WalkingClock

STOPS = 3000
SOON = timedelta(seconds=5)
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_APP_TOKEN": "xapp-sandbox"}


@dataclass
class Live:
    slack: Sandbox
    bot: Bot
    heart: Heartbeat
    clock: WalkingClock
    workspace_id: int

    def person(self, name: str) -> Person:
        return Person(self.slack, f"@{name}")

    def id_of(self, name: str) -> str:
        return str(next(user["id"] for user in self.slack.overview()["users"] if user["name"] == name))

    def beat(self) -> None:
        """What the heartbeat does now, and in the next seconds: a channel takes about a message a second."""
        self.heart.beat()
        while (due := self.heart.chores.next_due()) and due - self.clock() < SOON:
            self.clock.move_to(due)
            self.heart.beat()

    def walk_to(self, target: datetime) -> None:
        """Time passes: the bot acts at every instant at which something is due, as it does by itself."""
        for _ in range(STOPS):
            due = self.heart.chores.next_due()
            if due is None or due > target:
                break
            self.clock.move_to(due)
            self.beat()
        else:
            raise AssertionError(f"still something due after {STOPS} stops: {self.heart.chores.next_due()}")
        self.clock.move_to(target)
        self.beat()

    def walk(self, **parts: float) -> None:
        self.walk_to(self.clock() + timedelta(**parts))

    def change(self, **facts: Any) -> None:
        """Facts of the workspace, such as its zone."""
        with db.write(self.bot.engine, self.workspace_id) as session:
            place = session.get_one(Workspace, self.workspace_id)
            for name, value in facts.items():
                setattr(place, name, value)
            session.add(place)


@contextmanager
def living(engine: Engine, clock: WalkingClock, **options: Any) -> Iterator[Live]:
    """Berlin's zone and holidays; fails on anything that Slack would not take."""
    with sandbox(clock, **options) as slack:
        settings = Settings.model_validate(TOKENS | {"GOVBOT_SLACK_API_URL": slack.api_url})
        bot = build(settings, engine, clock)
        live = Live(slack, bot, Heartbeat(bot), clock, bot.enrol())
        live.change(zone="Europe/Berlin", countries=["DE"])
        connection = run.connect(bot)
        try:
            yield live
        finally:
            run.stop(connection, live.heart, bot)
        assert slack.violations == [], slack.violations
