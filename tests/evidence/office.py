"""People who ask for evidence, file and accept it; and what they see."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import col, select

from govbot import calendar, db
from govbot.evidence.models import Evidence
from tests.door import Json, Person, shown
from tests.live import Live

ROOM = "#vendor-ardent"
DORA, IVO, ANA, MAYA = "dora.lind", "ivo.novak", "ana.silva", "maya.lindqvist"
SOC2 = {"kind": "soc2_type2", "issuer": "Baker & Sons LLP", "scope": "Payroll platform"}


@dataclass
class Office:
    live: Live

    def settle(self, tier: str = "critical") -> None:
        """Everything that the tier asks for apart from evidence is far away: no reviews are held."""
        self.person(MAYA).types("/vendor add Ardent Payroll")
        people = {"owner": f"@{DORA}", "backup": f"@{IVO}", "sponsor": f"@{ANA}"}
        self.fills(MAYA, function="payroll", tier=tier, rationale="They pay us", channel=ROOM, **people)
        self.types(MAYA, "/vendor contact ardent add L2 Ines Prado, account manager, ines@ardent.example")
        for kind in ("operational", "service", "business", "risk", "commercial", "due_diligence", "continuity"):
            self.types(MAYA, f"/review schedule ardent {kind} never")
        for kind in ("audit", "steering"):
            self.types(MAYA, f"/review schedule ardent {kind} never")
        self.live.beat()

    def person(self, name: str) -> Person:
        return self.live.person(name)

    def types(self, name: str, text: str) -> str:
        answer = self.person(name).types(text, ROOM)
        self.live.beat()
        return answer

    def fills(self, name: str, **values: object) -> None:
        """The form that lies open, and it is accepted."""
        answer = self.person(name).submits(**values)
        assert answer["errors"] == {}, answer
        self.live.beat()

    def presses(self, name: str, label: str, message: Json | None = None) -> None:
        answer = self.person(name).presses(label, message if message is not None else self.post())
        assert answer["ok"], answer
        self.live.beat()

    def drops(self, name: str, file: str, content: str, room: str = ROOM) -> str:
        """A file in the channel; the ts of its message."""
        return str(self.live.slack.upload(f"@{name}", room, file, content)["message"]["ts"])

    def posts(self, room: str = ROOM) -> list[Json]:
        """What everybody there sees, outside of threads."""
        return [message for message in self.person(MAYA).sees(room) if not message.get("is_ephemeral")]

    def post(self, about: str = "") -> Json:
        """The latest of the bot's that says so."""
        bot = self.live.slack.world.bot.id
        return next(post for post in reversed(self.posts()) if post["user"] == bot and about in shown(post))

    def answer(self, name: str) -> str:
        """What only that person was told last."""
        return next(shown(m) for m in reversed(self.person(name).sees(ROOM)) if m.get("is_ephemeral"))

    def walk_to(self, day: date, hour: time = time(10)) -> None:
        self.live.walk_to(calendar.at(day, hour, calendar.zone("Europe/Berlin")))

    def now(self) -> datetime:
        return self.live.clock()

    def rows(self, **where: Any) -> list[Evidence]:
        with db.read(self.live.bot.engine, self.live.workspace_id) as session:
            wanted = select(Evidence).filter_by(**where)
            return list(session.exec(wanted.order_by(col(Evidence.id))))
