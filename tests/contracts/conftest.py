"""A critical vendor that nobody reviews, so that nothing but its contracts is heard of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from govbot import db
from govbot.contracts.models import Contract
from govbot.people import service as people
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Tier
from tests.door import Json, Person, shown
from tests.live import Live

BERLIN = ZoneInfo("Europe/Berlin")
ROOM = "#vendor-ardent"
MSA: Json = {
    "reference": "MSA-2025",
    "kind": "msa",
    "start": "2025-01-01",
    "end": "2026-12-31",
    "renewal": "auto",
    "term": "12 months",
    "notice": "90",
    "notice_theirs": "6 months",
    "notice_method": "Registered letter",
    "value": "2,400,000 EUR",
}


@dataclass
class House:
    live: Live

    def person(self, name: str = "dora.lind") -> Person:
        return self.live.person(name)

    def adds(self, name: str = "dora.lind", vendor: str = "ardent", **changed: object) -> dict[str, str]:
        """Fills in the form; returns what is wrong, by field."""
        somebody = self.person(name)
        somebody.types(f"/vendor contract add {vendor}", ROOM)
        given = {key: value for key, value in (MSA | changed).items() if value is not None}
        errors: dict[str, str] = somebody.submits(**given)["errors"]
        return errors

    def morning(self, day: str) -> None:
        """Just after nine on that day; of the quiet days before it only the last evening is lived."""
        nine = datetime.fromisoformat(f"{day}T09:05").replace(tzinfo=BERLIN)
        self.live.clock.move_to(nine - timedelta(hours=14))
        self.live.beat()
        self.live.walk_to(nine)

    def contract(self, reference: str = "MSA-2025") -> Contract:
        with db.read(self.live.bot.engine, self.live.workspace_id) as session:
            return session.exec(select(Contract).where(Contract.reference == reference)).one()

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


@pytest.fixture
def house(live: Live) -> House:
    room = live.slack.world.channel("vendor-ardent")
    assert room is not None
    with db.write(live.bot.engine, live.workspace_id) as session:
        held = {Duty.OWNER: "dora.lind", Duty.BACKUP: "ivo.novak", Duty.SPONSOR: "ana.silva"}
        holders = {duty: people.find(session, live.id_of(name)) for duty, name in held.items()}
        draft = vendors.Draft(
            name="Ardent Payroll", function="payroll", tier=Tier.CRITICAL, channel=room.id, people=holders
        )
        vendors.add(session, live.clock(), live.id_of("maya.lindqvist"), draft)
    return House(live)
