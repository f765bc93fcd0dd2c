"""Ardent Payroll: a critical vendor with a channel of its own that nobody reviews, for stories about one house."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from govbot import db
from govbot.people import service as people
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Tier
from tests.door import Json, Person, shown
from tests.live import Live

BERLIN = ZoneInfo("Europe/Berlin")
ROOM = "#vendor-ardent"
HELD = {Duty.OWNER: "dora.lind", Duty.BACKUP: "ivo.novak", Duty.SPONSOR: "ana.silva"}


@dataclass
class Ardent:
    live: Live

    def person(self, name: str = "dora.lind") -> Person:
        return self.live.person(name)

    def morning(self, day: str) -> None:
        """Just after nine on that day; of the quiet days before it only the last evening is lived."""
        nine = datetime.fromisoformat(f"{day}T09:05").replace(tzinfo=BERLIN)
        self.live.clock.move_to(nine - timedelta(hours=14))
        self.live.beat()
        self.live.walk_to(nine)

    def posts(self, room: str = ROOM) -> list[Json]:
        """What everybody there sees, outside of threads."""
        return [message for message in self.person("maya.lindqvist").sees(room) if not message.get("is_ephemeral")]

    def answered(self, name: str = "dora.lind", room: str = ROOM) -> Json:
        """What only that person saw last."""
        return [message for message in self.person(name).sees(room) if message.get("is_ephemeral")][-1]

    def history(self) -> str:
        pages = [self.person().types("/vendor history ardent", ROOM)]
        while "Older" in str(self.answered()["blocks"]):
            self.person().presses("Older", self.answered())
            pages.append(shown(self.answered()))
        return "\n".join(pages)


def add(live: Live, held: Mapping[Duty, str] = HELD) -> None:
    room = live.slack.world.channel("vendor-ardent")
    assert room is not None
    with db.write(live.bot.engine, live.workspace_id) as session:
        holders = {duty: people.find(session, live.id_of(name)) for duty, name in held.items()}
        draft = vendors.Draft(
            name="Ardent Payroll", function="payroll", tier=Tier.CRITICAL, channel=room.id, people=holders
        )
        vendors.add(session, live.clock(), live.id_of("maya.lindqvist"), draft)
