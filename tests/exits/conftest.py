"""A critical vendor that nobody reviews, with its people and a contract, so that nothing but its exit is heard of."""

import pytest
from sqlmodel import select

from govbot import db
from govbot.plans import finding as plans
from govbot.plans import tasks
from govbot.vendors import finding
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace
from tests import ardent
from tests.ardent import ROOM
from tests.door import Json, shown
from tests.live import Live

HELD = {
    **ardent.HELD,
    Duty.SECURITY: "lucas.meyer",
    Duty.CONTRACT_OWNER: "fatima.noor",
    Duty.REVIEWER: "emil.kraus",
}
MSA: Json = {
    "reference": "MSA-2025",
    "kind": "msa",
    "start": "2025-01-01",
    "renewal": "evergreen",
    "notice": "6 months",
}
AIM: Json = {
    "objectives": "No payroll is missed, and all data is <back>",
    "alternatives": "Kestrel Pay, another vendor, 4 months\nOur own team, in-house, 200",
    "impact": "Two payrolls by hand",
    "outage_hours": "4 hours",
    "tolerance_hours": "2 days",
    "success": "Three payrolls at target",
}
WAY: Json = {
    "transition_days": "90 days",
    "assistance": "Two people",
    "cost": "250,000 EUR",
    "data_formats": "CSV for each pay period",
    "destruction": "Within 30 days, with a certificate",
}


class House(ardent.Ardent):
    def signs(self, **changed: object) -> None:
        """A contract, written down by the owner."""
        dora = self.person()
        dora.types("/vendor contract add ardent", ROOM)
        assert dora.submits(**MSA | changed)["errors"] == {}

    def writes(self, name: str = "dora.lind") -> None:
        """The whole plan, as somebody fills it in."""
        somebody = self.person(name)
        somebody.types("/exit start ardent", ROOM)
        assert somebody.submits(**AIM)["errors"] == {}
        assert somebody.submits(**WAY)["errors"] == {}

    def invokes(self, name: str = "dora.lind", **fields: object) -> Json:
        """Fills in the form that begins the exit; returns what is wrong, by field."""
        somebody = self.person(name)
        somebody.types("/exit invoke ardent", ROOM)
        errors: Json = somebody.submits(**fields)["errors"]
        return errors

    def does(self, *codes: str, name: str = "dora.lind", **fields: object) -> str:
        """Closes tasks one after the other, each with something to show; what was answered to the last."""
        for code in codes:
            self.person(name).types(f"/exit done ardent {code}", ROOM)
            assert self.person(name).submits(shown=f"https://files.example/{code}", **fields)["errors"] == {}, code
        return shown(self.answered(name))

    def did(self, *codes: str) -> None:
        """Closes tasks that are not what the story is about, by the rules but without a word in Slack."""
        with db.write(self.live.bot.engine, self.live.workspace_id) as session:
            place = session.get_one(Workspace, self.live.workspace_id)
            plan = plans.running(session, "exit", finding.by_ref(session, "VND-0001"))
            for code in codes:
                found = plans.task(session, plan, code)
                tasks.finish(session, place, self.live.clock(), self.live.id_of("dora.lind"), found, shown=code)

    def task(self, code: str) -> str:
        return self.person().types(f"/exit task ardent {code}", ROOM)

    def vendor(self) -> Vendor:
        with db.read(self.live.bot.engine, self.live.workspace_id) as session:
            return session.exec(select(Vendor)).one()

    def thread(self) -> list[str]:
        """What was said below the card of the exit."""
        card = next(post for post in reversed(self.posts()) if "Exit plan of" in shown(post))
        return self.person().thread(ROOM, card["ts"])


@pytest.fixture
def house(live: Live) -> House:
    ardent.add(live, HELD)
    return House(live)
