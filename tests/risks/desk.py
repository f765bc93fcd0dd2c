"""What the stories of risks, issues, exceptions and decisions do again and again."""

from govbot import audit, db
from govbot.overview.story import sentence
from govbot.vendors import finding
from tests.door import Json, shown
from tests.live import Live

ROOM = "#vendor-governance"
RISK = {
    "category": "operational",
    "likelihood": "4",
    "impact": "4",
    "residual_likelihood": "3",
    "residual_impact": "4",
    "owner": "@ivo.novak",
}


def add_risk(live: Live, title: str = "They lose their <key> people", **values: str) -> None:
    ivo = live.person("ivo.novak")
    ivo.types(f"/vendor risk add acme: {title}", ROOM)
    assert ivo.submits(**RISK | values)["errors"] == {}


def add_exception(live: Live, approver: str = "@ana.silva", until: str = "2026-04-30") -> None:
    ivo = live.person("ivo.novak")
    ivo.types("/vendor exception add acme: Work <without> MFA until the tokens come", ROOM)
    assert ivo.submits(why="Two weeks of delivery", until=until, approver=approver)["errors"] == {}
    live.beat()


def add_issue(live: Live, owner: str = "@dora.lind", due: str = "2026-03-16") -> None:
    ivo = live.person("ivo.novak")
    ivo.types("/vendor issue add acme: Tickets <closed> unread", ROOM)
    assert ivo.submits(source="complaint", owner=owner, due=due)["errors"] == {}
    live.beat()


def latest(live: Live, name: str, label: str) -> Json:
    """The newest private message with such a button."""
    found = [m for m in live.person(name).private() if label in _labels(m)]
    return found[-1]


def said(live: Live, name: str) -> str:
    """All that govbot wrote to them in private."""
    return "\n".join(live.person(name).reads("@govbot"))


def answer(live: Live, name: str, room: str = ROOM) -> str:
    """What only they saw last."""
    return [shown(m) for m in live.person(name).sees(room) if m.get("is_ephemeral")][-1]


def more(live: Live, name: str, subject: str, choice: str) -> None:
    """What stands behind the three dots of a thing, in the newest post of the vendor's channel that has it."""
    person = live.person(name)
    for message in reversed(person.sees("#vendor-cedar")):
        for block in message.get("blocks") or []:
            if block["block_id"].startswith(f"{subject}|buttons"):
                person.chooses(choice, message | {"blocks": [block]})
                return
    raise AssertionError(f"nothing was posted about {subject}")


def told(live: Live) -> str:
    """The whole history of the vendor, a sentence a line."""
    with db.read(live.bot.engine, live.workspace_id) as session:
        vendor = finding.find(session, "acme")
        return "\n".join(sentence(event) for event in audit.history(session, vendor.subject))


def _labels(message: Json) -> list[str]:
    blocks = [block for block in message.get("blocks") or [] if block["type"] in ("actions", "section")]
    elements = [e for b in blocks for e in (b.get("elements") or [b.get("accessory") or {}])]
    return [e["text"]["text"] for e in elements if e.get("type") == "button"]


def has(message: Json, label: str) -> bool:
    return label in _labels(message)
