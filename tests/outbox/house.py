"""Short words for the tests: write, let time pass, read what stands in Slack."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.engine import Engine

from govbot import db
from govbot.outbox import service as outbox
from govbot.outbox.delivery import Delivery
from govbot.outbox.models import OutboxMessage
from govbot.sandbox import Sandbox
from govbot.workspace import Workspace
from tests.walking import WalkingClock


@dataclass
class House:
    engine: Engine
    workspace: Workspace
    clock: WalkingClock
    slack: Sandbox
    delivery: Delivery

    def channel(self, name: str = "vendor-ardent") -> str:
        found = self.slack.world.channel(name)
        assert found is not None
        return found.id

    def person(self, name: str) -> str:
        found = self.slack.world.user(name)
        assert found is not None
        return found.id

    def post(self, key: str, channel: str = "vendor-ardent", **more: Any) -> int:
        """The text is the key, so that what stands in Slack says which it is."""
        with db.write(self.engine, self.workspace.id) as session:
            content = {"text": key, "blocks": None} | more
            return outbox.post(session, self.clock(), key=key, channel=self.channel(channel), **content).id

    def direct(self, key: str, person: str, **more: Any) -> None:
        with db.write(self.engine, self.workspace.id) as session:
            content = {"text": key, "blocks": None} | more
            outbox.direct(session, self.clock(), key=key, slack_id=self.person(person), **content)

    def reply(self, key: str, parent: str) -> None:
        with db.write(self.engine, self.workspace.id) as session:
            outbox.reply(session, self.clock(), key=key, parent_key=parent, text=key)

    def edit(self, parent: str, text: str) -> None:
        with db.write(self.engine, self.workspace.id) as session:
            outbox.edit(session, self.clock(), parent_key=parent, text=text, blocks=None)

    def row(self, key: str) -> OutboxMessage:
        with db.read(self.engine, self.workspace.id) as session:
            found = outbox.find(session, key)
        assert found is not None
        return found

    def failed(self) -> list[str]:
        with db.read(self.engine, self.workspace.id) as session:
            return [message.key for message in outbox.failed(session)]

    def pass_time(self, seconds: float = 120, step: float = 5) -> None:
        """The worker's heartbeat over a stretch of time."""
        end = self.clock() + timedelta(seconds=seconds)
        self.delivery.deliver(self.workspace.id)
        while self.clock() < end:
            self.clock.move(seconds=step)
            self.delivery.deliver(self.workspace.id)

    def texts(self, channel: str = "vendor-ardent", thread: str | None = None) -> list[str]:
        """What the bot wrote there, oldest first."""
        bot = self.slack.world.bot.id
        where = self.slack.messages(self.channel(channel), thread_ts=thread)
        return [message["text"] for message in where if message["user"] == bot and not message.get("subtype")]

    def told(self, person: str) -> list[str]:
        """What the bot wrote to a person."""
        dm = self.slack.world.direct_message(self.person(person))
        return [message["text"] for message in self.slack.messages(dm.id)]
