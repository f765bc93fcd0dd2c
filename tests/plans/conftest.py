"""A vendor of Dora's whose exit runs, planned for a year from Monday 2 March 2026."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db
from govbot.people.models import Person
from govbot.plans import finding, service
from govbot.plans.models import Plan, PlanTask
from govbot.plans.service import Beginning
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STARTS, TARGET = date(2026, 3, 2), date(2027, 3, 2)


@dataclass
class Desk:
    """What the rules are given again and again."""

    session: Session
    workspace: Workspace
    plan: Plan
    vendor: Vendor
    dora: Person
    ivo: Person
    ana: Person

    @property
    def at(self) -> tuple[Session, Workspace, datetime, str]:
        return self.on(NOW)

    def on(self, now: datetime) -> tuple[Session, Workspace, datetime, str]:
        return self.session, self.workspace, now, self.dora.slack_id

    def task(self, code: str) -> PlanTask:
        return finding.task(self.session, self.plan, code)

    def due(self, code: str) -> date:
        return self.task(code).due


@pytest.fixture
def desk(engine: Engine, workspace: Workspace) -> Iterator[Desk]:
    with db.write(engine, workspace.id) as session:
        place = session.get_one(Workspace, workspace.id)
        dora = builders.person(session, "U0DORA", "Dora Lind")
        ivo = builders.person(session, "U0IVO", "Ivo Novak")
        ana = builders.person(session, "U0ANA", "Ana Silva")
        vendor = builders.vendor(session, NOW, "Ardent", owner=dora, backup=ivo, sponsor=ana)
        beginning = Beginning("exit", vendor, "planned", STARTS, TARGET, manager=ivo)
        plan = service.begin(session, place, NOW, dora.slack_id, beginning)
        yield Desk(session, place, plan, vendor, dora, ivo, ana)
