"""The real bot in the local Slack, with a vendor whose reviews fall due, on a clock that the test moves."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import select

from govbot import calendar, db
from govbot.bot import Bot
from govbot.chores import Chores
from govbot.people import service as people
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.sandbox import Sandbox
from govbot.vendors import finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Tier
from govbot.workspace import Workspace
from tests.door import Json, Person, shown
from tests.walking import WalkingClock

ROOM = "#vendor-ardent"


@dataclass
class Desk:
    slack: Sandbox
    bot: Bot
    clock: WalkingClock
    workspace_id: int

    def person(self, name: str) -> Person:
        return Person(self.slack, f"@{name}")

    def id_of(self, name: str) -> str:
        user = self.slack.world.user(name)
        assert user is not None
        return user.id

    def vendor(self, name: str = "Ardent Payroll", tier: Tier = Tier.LOW, **held: str) -> None:
        """Talked about in #vendor-ardent; `held` says who holds which duty: owner="dora.lind"."""
        room = self.slack.world.channel("vendor-ardent")
        assert room is not None
        with db.write(self.bot.engine, self.workspace_id) as session:
            holders = {Duty(duty): people.find(session, self.id_of(who)) for duty, who in held.items()}
            draft = vendors.Draft(name=name, function="payroll", tier=tier, channel=room.id, people=holders)
            vendor = vendors.add(session, self.clock(), self.id_of("maya.lindqvist"), draft)
            place = session.get_one(Workspace, self.workspace_id)
            reviews.keep_programme(session, place, self.clock(), self.id_of("maya.lindqvist"), vendor)

    def due(self, kind: str, day: date, vendor: str = "Ardent Payroll") -> None:
        """The open review of that kind gets that date, as if it had been scheduled so."""
        with db.write(self.bot.engine, self.workspace_id) as session:
            standing = reviews.open_of(session, finding.find(session, vendor))
            next(review for review in standing if review.kind == kind).due = day

    def review(self, kind: str) -> list[Review]:
        with db.read(self.bot.engine, self.workspace_id) as session:
            return list(session.exec(select(Review).where(Review.kind == kind)))

    def morning(self, day: date) -> None:
        """Nine o'clock in the workspace: the round, and everything it wrote is sent."""
        with db.read(self.bot.engine, self.workspace_id) as session:
            zone = session.get_one(Workspace, self.workspace_id).zone
        self.clock.move_to(calendar.at(day, time(9), calendar.zone(zone)))
        Chores(self.bot).round()
        self.deliver()

    def deliver(self, until: datetime | None = None) -> None:
        """A lane sends about one message a second."""
        if until:
            self.clock.move_to(until)
        for _ in range(20):
            Chores(self.bot).deliver()
            self.clock.move(seconds=1)

    def posts(self, room: str = ROOM, name: str = "maya.lindqvist") -> list[Json]:
        """What everybody there sees, outside of threads."""
        return [message for message in self.person(name).sees(room) if not message.get("is_ephemeral")]

    def answers(self, name: str, room: str = ROOM) -> list[str]:
        """What only that person sees there."""
        return [shown(message) for message in self.person(name).sees(room) if message.get("is_ephemeral")]


def labels(message: dict[str, Any]) -> list[str]:
    found = []
    for block in message.get("blocks") or []:
        elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]
        found += [element["text"]["text"] for element in elements if element.get("type") == "button"]
    return found
