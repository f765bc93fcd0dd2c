"""The bot in the local Slack, with one vendor and its ladder of people: what tests of escalations see there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from govbot import db
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Tier
from govbot.vendors.service import Draft
from tests.door import shown
from tests.live import Live

CARD_ROOM = "#vendor-ardent"


@dataclass
class Office(Live):
    def vendor(self, name: str = "Ardent Payroll", room: str = "vendor-ardent", **held: str) -> None:
        """`held` says who holds which duty: owner="dora.lind"."""
        found = self.slack.world.channel(room)
        assert found is not None
        with db.write(self.bot.engine, self.workspace_id) as session:
            holders = {Duty(duty): people.find(session, self.id_of(who)) for duty, who in held.items()}
            draft = Draft(name=name, function="payroll", tier=Tier.HIGH, channel=found.id, people=holders)
            vendors.add(session, self.clock(), self.id_of("maya.lindqvist"), draft)

    def beat(self, at: datetime | None = None) -> None:
        """Escalations alone, until nothing is left to be sent; a lane sends about one message a second."""
        if at:
            self.clock.move_to(at)
        self.heart.chores.climb()
        for _ in range(60):
            self.heart.chores.deliver()
            if not self._waiting():
                return
            self.clock.move(seconds=1)
        raise AssertionError("the outbox does not come to an end")

    def _waiting(self) -> bool:
        with db.read(self.bot.engine, self.workspace_id) as session:
            waiting = outbox.waiting(session, self.clock())
        assert not waiting.failed
        return bool(waiting.due or waiting.unknown)

    def card(self, room: str = CARD_ROOM) -> dict[str, Any]:
        """The last message that everybody there sees, outside of threads."""
        return self._posted("maya.lindqvist", room)[-1]

    def direct(self, name: str) -> list[dict[str, Any]]:
        return self._posted(name, "@govbot")

    def _posted(self, name: str, room: str) -> list[dict[str, Any]]:
        return [message for message in self.person(name).sees(room) if not message.get("is_ephemeral")]

    def told(self, name: str, room: str = CARD_ROOM) -> list[str]:
        """What only that person sees there."""
        return [shown(message) for message in self.person(name).sees(room) if message.get("is_ephemeral")]

    def history(self, card: dict[str, Any], room: str = CARD_ROOM) -> list[str]:
        return self.person("maya.lindqvist").thread(room, card["ts"])
