"""A vendor manager's week, from digests and Home alone: nothing is typed, and on Friday nothing is left."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlalchemy.engine import Engine

from tests.door import Json, at, button, buttons, menu, shown
from tests.live import Live, living
from tests.story.lived import BERLIN, fills
from tests.walking import WalkingClock

IVO, DORA, MAYA = "ivo.novak", "dora.lind", "maya.lindqvist"
RISK, DUE_DILIGENCE = "Risk and compliance review", "Due-diligence refresh"
NOTHING_LEFT = "Nothing of yours is due in the next 30 days. 🎉"
# The week's work, as Maya has dated it. Whatever else these vendors need is due long after.
PLANNED = {
    "Cedar": date(2026, 3, 9),
    "Cobalt": date(2026, 3, 10),
    "Halcyon": date(2026, 3, 11),
    "Juniper": date(2026, 3, 12),
    "Maris": date(2026, 3, 13),
}
LONG_AFTER = date(2026, 6, 15)


@pytest.fixture
def week(engine: Engine) -> Iterator[Live]:
    with living(engine, WalkingClock(at("2026-03-06T15:00+01:00"))) as live:
        _plan(live)
        live.walk_to(_hour(9, 9, 30))
        yield live


def _plan(live: Live) -> None:
    """On the Friday before, after its round, by somebody else."""
    live.beat()
    maya = live.person(MAYA)
    for name, due in PLANNED.items():
        maya.types(f"/vendor add {name}")
        people = {"owner": f"@{IVO}", "backup": f"@{DORA}", "sponsor": "@ana.silva"}
        given = {"function": "payroll", "tier": "low", "channel": f"#vendor-{name.lower()}"}
        fills(maya, **given, **people)
        for kind, day in ((RISK, due), (DUE_DILIGENCE, LONG_AFTER)):
            maya.types(f"/review move {name} {day}")
            options = _choices(maya.view(), "review")
            value = next(value for label, value in options if label.startswith(kind))
            fills(maya, review=value)
    live.beat()


def _choices(view: Json, field: str) -> list[tuple[str, str]]:
    elements = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    chosen = next(element for element in elements if element["action_id"] == field)
    return [(option["text"]["text"], option["value"]) for option in chosen["options"]]


def _hour(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


class Desk:
    """Ivo at work: he reads his digest and his Home, and presses what stands there."""

    def __init__(self, live: Live) -> None:
        self.live, self.ivo = live, live.person(IVO)

    def home(self) -> Json:
        view = self.live.slack.open_home(self.ivo.name)
        assert view is not None
        return view

    def digest(self) -> Json:
        """The latest one."""
        return next(message for message in reversed(self.ivo.private()) if "for you today" in shown(message))

    def presses(self, label: str, about: str, holder: Json) -> None:
        """The button that stands at what is about this vendor; in the menu behind the three dots where it is there."""
        where = {"channel": holder["channel"], "ts": holder["ts"]} if "ts" in holder else {"view_id": holder["id"]}
        part = holder | {"blocks": _at(holder, about)}
        if label.endswith("…"):
            element, choice = menu(part, label)
            pressed = {"selected_option": choice["value"]}
        else:
            element = button(part, label)
            pressed = {"value": element.get("value")}
        action, block = element["action_id"], element["block_id"]
        answer = self.live.slack.click(self.ivo.name, action, block_id=block, **where, **pressed)
        assert answer["ok"], answer
        self.live.beat()

    def fills(self, **values: object) -> None:
        fills(self.ivo, **values)
        self.live.beat()

    def completes(self, about: str, holder: Json, **agreed: object) -> None:
        self.presses("Complete", about, holder)
        held = {"attendees": [self.ivo.name], "rating": "green", "outcome": "continue"}
        self.fills(**held, **(agreed or {"no_actions": ["yes"]}))


def _at(holder: Json, about: str) -> list[Json]:
    """The blocks of one thing: its line, and its buttons below it."""
    blocks: list[Json] = holder["blocks"]
    number = next(n for n, block in enumerate(blocks) if about in str(block.get("text", {}).get("text", "")))
    below = [block for block in blocks[number + 1 : number + 2] if block["type"] == "actions"]
    return [blocks[number], *below]


def test_a_week_from_digests_and_home_alone(week: Live) -> None:
    desk = Desk(week)
    _monday(week, desk)
    _tuesday(week, desk)
    _wednesday(week, desk)
    _thursday(week, desk)
    _friday(week, desk)


def _monday(week: Live, desk: Desk) -> None:
    """One is completed from the digest, with an action; one is put off; one is handed on."""
    assert all(name in shown(desk.digest()) for name in PLANNED)
    agreed = {"action_1": "Send the new price list", "owner_1": f"@{IVO}", "due_1": "2026-03-12"}
    desk.completes("Cedar", desk.digest(), **agreed)
    desk.presses("Snooze", "Cobalt", desk.home())
    desk.fills(until="2026-03-12", reason="Their account manager is back on Thursday")
    desk.presses("Reassign…", "Juniper", desk.home())
    desk.fills(person=f"@{DORA}", reason="Dora knows their contract")
    assert "Juniper" not in _dated(desk.home())
    assert "Juniper" in _dated(week.slack.open_home(f"@{DORA}") or {})


def _tuesday(week: Live, desk: Desk) -> None:
    """Another one raises an escalation, which waits on Home."""
    week.walk_to(_hour(10, 10))
    week.person(DORA).types("/escalate Maris S3 Payslips went to the wrong people")
    week.beat()
    assert "waits for you" in shown(desk.home())
    desk.presses("Acknowledge", "Maris", desk.home())
    desk.presses("Update", "Maris", desk.home())
    desk.fills(text="The run is stopped, the vendor looks for the cause")


def _wednesday(week: Live, desk: Desk) -> None:
    """One has to go higher, and another one has to wait for the audit in June."""
    week.walk_to(_hour(11, 10))
    desk.presses("Escalate…", "Halcyon", desk.home())
    desk.fills(severity="S4")
    desk.presses("Resolve", "Halcyon* · S4", desk.home())
    desk.fills(cause="They did not send their report", done="They sent it")
    desk.completes("Halcyon", desk.digest())
    desk.presses("Move…", f"{RISK}* · Maris", desk.home())
    desk.fills(date="2026-06-16", reason="Together with the audit")


def _thursday(week: Live, desk: Desk) -> None:
    """What was put off is said again, and the action is due."""
    week.walk_to(_hour(12, 10))
    assert "Cobalt" in shown(desk.digest())
    assert "Send the new price list" in shown(desk.digest())
    desk.presses("Done", "Send the new price list", desk.digest())
    desk.completes("Cobalt", desk.digest())


def _friday(week: Live, desk: Desk) -> None:
    week.walk_to(_hour(13, 15))
    assert NOTHING_LEFT in shown(desk.home())
    assert "waits for you" in shown(desk.home())
    desk.presses("Resolve", "Maris", desk.home())
    desk.fills(cause="Two lists were swapped", done="Sent again, and checked by a second pair of eyes")
    left = shown(desk.home())
    assert NOTHING_LEFT in left
    assert "waits for you" not in left
    assert [element["text"]["text"] for element in buttons(desk.home())] == []


def _dated(home: Json) -> str:
    return shown(home).partition("*Owner* of")[0]
