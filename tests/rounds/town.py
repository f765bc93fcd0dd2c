"""A town with one vendor in it, and what its mornings write."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine
from sqlmodel import col, select

from govbot import calendar, db
from govbot.outbox.models import OutboxMessage
from govbot.reminders.models import Kind
from govbot.reviews.models import Review
from govbot.reviews.reminders import KINDS
from govbot.rounds import morning
from govbot.sandbox.schema import BlockKitSchema
from govbot.street import WATCHES
from govbot.vendors import finding
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

SCHEMA = BlockKitSchema(json.loads((Path(__file__).parents[1] / "blockkit.schema.json").read_text()))
GOVERNANCE, MERIDIAN = "C0GOVERN", "C0MERIDIAN"
HOUR = timedelta(hours=1)


@dataclass
class Town:
    """Ivo owns Meridian, Dora is his backup, Ana the sponsor, all in Berlin; Max is the admin."""

    engine: Engine
    workspace: Workspace
    start: datetime
    _seen: int = field(default=0)

    def settle(self) -> None:
        with db.write(self.engine, self.workspace.id) as session:
            ivo = builders.person(session, "U0IVO", "Ivo Novak")
            dora = builders.person(session, "U0DORA", "Dora Lind")
            ana = builders.person(session, "U0ANA", "Ana Silva")
            builders.person(session, "U0MAX", "Max Admin", is_admin=True)
            builders.vendor(
                session, self.start, "Meridian", owner=ivo, backup=dora, sponsor=ana, channel=MERIDIAN, tier=Tier.LOW
            )

    def vendor(self, name: str = "Meridian") -> Vendor:
        with db.read(self.engine, self.workspace.id) as session:
            return finding.find(session, name)

    def review(self, due: date, kind: str = "risk", vendor: str = "Meridian", every: str = "yearly") -> str:
        """An open review with that date; returns its subject."""
        with db.write(self.engine, self.workspace.id) as session:
            row = Review(vendor_id=finding.find(session, vendor).id, kind=kind, due=due, every=every)
            session.add(row)
            session.flush()
            return row.subject

    def change(self, **facts: Any) -> None:
        """Facts of the workspace."""
        with db.write(self.engine, self.workspace.id) as session:
            place = session.get_one(Workspace, self.workspace.id)
            for name, value in facts.items():
                setattr(place, name, value)
            session.add(place)
        self.workspace = place

    def at(self, day: date, hour: time = time(9)) -> datetime:
        return calendar.at(day, hour, calendar.zone(self.workspace.zone))

    def round(self, now: datetime, kinds: Sequence[Kind] = KINDS) -> int:
        return morning.run(self.engine, self.workspace.id, now, kinds, WATCHES)

    def written(self) -> list[OutboxMessage]:
        """What was written since the last look, each valid for Slack."""
        with db.read(self.engine, self.workspace.id) as session:
            fresh = select(OutboxMessage).where(col(OutboxMessage.id) > self._seen).order_by(col(OutboxMessage.id))
            found = list(session.exec(fresh))
        for message in found:
            assert not list(SCHEMA.problems("MessageBlocks", message.payload["blocks"])), message.payload
            assert len(message.payload["blocks"]) <= 50
            assert 0 < len(message.payload["text"]) <= 4000
        self._seen = max((message.id for message in found), default=self._seen)
        return found

    def walk(self, first: date, last: date, step: timedelta = HOUR) -> Iterator[tuple[datetime, OutboxMessage]]:
        """A heartbeat every hour from the first day to the last: when each message was written, in local time."""
        now, zone = self.at(first, time(0)), calendar.zone(self.workspace.zone)
        while now < self.at(last, time(23, 59)):
            self.round(now)
            yield from ((now.astimezone(zone), message) for message in self.written())
            now += step
