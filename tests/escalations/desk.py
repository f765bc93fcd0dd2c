"""Short words for the tests: a vendor with its people, an escalation, a press, a beat of the engine."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import db
from govbot.escalations import handling, heartbeat, reporting, service, steps, undoing
from govbot.escalations.models import Escalation, EscalationStep, Severity
from govbot.outbox.models import OutboxMessage
from govbot.people import service as people
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Tier, Vendor
from govbot.vendors.service import Draft
from govbot.workspace import Workspace
from tests.walking import WalkingClock

CHANNEL, GOVERNANCE = "C0ARDENT", "C0GOVERNANCE"
OWNER, BACKUP, SPONSOR, ADMIN = "U0OWNER", "U0BACKUP", "U0SPONSOR", "U0ADMIN"
LADDER = {Duty.OWNER: OWNER, Duty.BACKUP: BACKUP, Duty.SPONSOR: SPONSOR}


@dataclass
class Desk:
    engine: Engine
    workspace: Workspace
    clock: WalkingClock

    def know(self, slack_id: str, **more: Any) -> None:
        user = {"id": slack_id, "real_name": slack_id.removeprefix("U0").title()} | more
        with db.write(self.engine, self.workspace.id) as session:
            people.remember(session, user, self.workspace.team_id)

    def vendor(
        self, name: str = "Ardent Payroll", *, without: tuple[Duty, ...] = (), channel: str | None = CHANNEL
    ) -> Vendor:
        with db.write(self.engine, self.workspace.id) as session:
            held = {duty: people.find(session, who) for duty, who in LADDER.items() if duty not in without}
            draft = Draft(name=name, function="payroll", tier=Tier.HIGH, channel=channel, people=held)
            return vendors.add(session, self.clock(), ADMIN, draft)

    def open(self, vendor: Vendor, severity: Severity = Severity.S3, **more: Any) -> Escalation:
        given = {"what": "The payroll run failed", "raised_by": ADMIN} | more
        with db.write(self.engine, self.workspace.id) as session:
            return service.open(session, self.workspace, self.clock(), vendor=vendor, severity=severity, **given)

    def act(self, verb: str, actor: str, escalation: Escalation, *said: Any, **more: Any) -> Escalation:
        """What a person does: acknowledge, update, snooze, contain, resolve …"""
        with db.write(self.engine, self.workspace.id) as session:
            row = session.get_one(Escalation, escalation.id)
            house = next(room for room in (service, handling, undoing, reporting) if hasattr(room, verb))
            getattr(house, verb)(session, self.workspace, self.clock(), actor, row, *said, **more)
            return row

    def advance(self, at: datetime | None = None) -> int:
        if at:
            self.clock.move_to(at)
        with db.write(self.engine, self.workspace.id) as session:
            return heartbeat.advance(session, self.workspace, self.clock())

    def row(self, escalation: Escalation) -> Escalation:
        with db.read(self.engine, self.workspace.id) as session:
            return session.get_one(Escalation, escalation.id)

    def history(self, escalation: Escalation) -> list[EscalationStep]:
        with db.read(self.engine, self.workspace.id) as session:
            return steps.of(session, escalation)

    def story(self, escalation: Escalation) -> list[str]:
        """Each step short: what happened, and the level it led to."""
        return [f"{step.happened} L{step.level_after}" for step in self.history(escalation)]

    def next_step(self) -> datetime | None:
        with db.read(self.engine, self.workspace.id) as session:
            return service.next_step(session)

    def outbox(self) -> list[OutboxMessage]:
        with db.read(self.engine, self.workspace.id) as session:
            return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))))

    def session(self) -> Session:
        """For a test that needs two transactions side by side."""
        session = Session(self.engine, expire_on_commit=False)
        session.info["workspace_id"] = self.workspace.id
        return session
