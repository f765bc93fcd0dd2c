"""A vendor that is measured, in the local Slack with the whole bot."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from govbot import calendar, db
from govbot.kpis import periods
from govbot.kpis import service as kpis
from govbot.kpis.lines import Lines
from govbot.kpis.service import Agreement
from govbot.people import service as people
from govbot.playbook.kpis import Direction
from govbot.vendors import finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Location, Tier
from tests.door import Json, shown
from tests.live import Live

ROOM, VENDOR = "#vendor-ardent", "Ardent Payroll"
FIELDS = {
    "formula": "Payslips without an error",
    "unit": "percent",
    "direction": "up",
    "target": "99.5",
    "red": "98",
    "frequency": "monthly",
    "since": "2026-03",
    "dimension": "quality",
    "weight": "1",
    "source": "vendor",
}


@dataclass
class Desk:
    """Ardent Payroll is Dora's, Ivo stands behind her; it is talked about in #vendor-ardent."""

    live: Live

    def __post_init__(self) -> None:
        slack, now = self.live.slack, self.live.clock()
        channel = slack.world.channel("vendor-ardent")
        assert channel is not None
        with db.write(self.live.bot.engine, self.live.workspace_id) as session:
            held = {Duty.OWNER: "dora.lind", Duty.BACKUP: "ivo.novak", Duty.SPONSOR: "ana.silva"}
            people_of = {duty: people.find(session, self.live.id_of(name)) for duty, name in held.items()}
            draft = vendors.Draft(
                name=VENDOR, function="payroll", tier=Tier.LOW, channel=channel.id, people=people_of,
                location=Location.OFFSHORE, annual_value=Decimal(120000), currency="EUR",
            )  # fmt: skip
            vendors.add(session, now, self.live.id_of("maya.lindqvist"), draft)

    def agree(self, name: str, **more: Any) -> int:
        """A KPI in percent, good when high: target 99.5, red below 98, asked for since January."""
        lines = Lines(direction=Direction.UP, target=Decimal("99.5"), red=Decimal(98))
        usual: dict[str, Any] = {
            "unit": "percent",
            "lines": lines,
            "dimension": "quality",
            "since": periods.parse("2026-01"),
        }
        with db.write(self.live.bot.engine, self.live.workspace_id) as session:
            vendor = finding.find(session, VENDOR)
            actor = self.live.id_of("maya.lindqvist")
            return kpis.add(session, self.live.clock(), actor, vendor, Agreement(name=name, **(usual | more))).id

    def records(self, period: str, *, by: str = "dora.lind", **values: str) -> Json:
        """The form of a period, opened by its word; `v_1="98"`."""
        person = self.live.person(by)
        said = person.types(f"/vendor kpi record {VENDOR} {period}", ROOM)
        assert said == "", said
        errors: Json = person.submits(**values)["errors"]
        self.live.beat()
        return errors

    def hears(self, name: str = "dora.lind") -> str:
        """The last answer that only this person sees."""
        mine = [message for message in self.live.person(name).sees(ROOM) if message.get("is_ephemeral")]
        return shown(mine[-1])

    def posts(self) -> list[Json]:
        return [each for each in self.live.person("maya.lindqvist").sees(ROOM) if not each.get("is_ephemeral")]

    def raised(self) -> list[Json]:
        """The cards of escalations."""
        return [post for post in self.posts() if "Acknowledge" in str(post) or "Resolve" in str(post)]

    def morning(self, day: date) -> None:
        """Half past nine, without the mornings between."""
        self.live.clock.move_to(calendar.at(day, time(9, 30), calendar.zone("Europe/Berlin")))
        self.live.beat()
