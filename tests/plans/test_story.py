"""A plan as people meet it: its card, its tasks pressed and filled in, its thread, in the local Slack."""

from datetime import date

import pytest

from govbot import db
from govbot.plans import announce, service
from govbot.plans.service import Beginning
from govbot.street import PLAYS
from govbot.vendors import finding as vendors
from govbot.workspace import Workspace
from tests.door import Json, buttons, shown
from tests.live import Live

ROOM = "#vendor-cedar"
ACME = {
    "name": "Acme Support", "function": "customer_support", "tier": "critical", "owner": "@ivo.novak",
    "backup": "@dora.lind", "sponsor": "@ana.silva", "channel": ROOM,
}  # fmt: skip


@pytest.fixture
def acme(live: Live) -> Live:
    """Its exit runs, planned for a year from today."""
    maya = live.person("maya.lindqvist")
    maya.types("/vendor add")
    assert maya.submits(**ACME)["errors"] == {}
    with db.write(live.bot.engine, live.workspace_id) as session:
        place, vendor = session.get_one(Workspace, live.workspace_id), vendors.find(session, "Acme Support")
        beginning = Beginning("exit", vendor, "planned", date(2026, 3, 2), date(2027, 3, 2), why="Too <dear>")
        plan = service.begin(session, place, live.clock(), live.id_of("ivo.novak"), beginning)
        announce.begun(session, place, live.clock(), plan, PLAYS["exit"])
    live.beat()
    return live


def card(live: Live) -> Json:
    return next(message for message in live.person("ivo.novak").sees(ROOM) if "Exit plan of Acme" in shown(message))


def thread(live: Live) -> str:
    return "\n".join(live.person("ivo.novak").thread(ROOM, card(live)["ts"]))


def opens(live: Live, name: str, code: str) -> Json:
    """The page of a task, reached from the plan's card."""
    person = live.person(name)
    person.presses("All tasks", card(live))
    while not (found := [block for block in last(live, name)["blocks"] if f"*{code}* " in str(block.get("text"))]):
        person.presses("Next →", last(live, name))
    value = found[0]["accessory"]["value"]
    page = last(live, name)
    live.slack.click(
        person.name, "task.show:1", block_id=found[0]["block_id"], value=value, channel=page["channel"], ts=page["ts"]
    )
    return last(live, name)


def last(live: Live, name: str, room: str = ROOM) -> Json:
    return [message for message in live.person(name).sees(room) if message.get("is_ephemeral")][-1]


def told(live: Live, name: str) -> str:
    return shown(last(live, name))


@pytest.mark.one_database
def test_a_plan_is_worked_off_in_its_channel(acme: Live) -> None:
    ivo, ana = acme.person("ivo.novak"), acme.person("ana.silva")
    assert "Agreed end: *Tue 2 Mar 2027* (in 365 days)" in shown(card(acme))
    assert "0 of 38 tasks done" in shown(card(acme))
    assert "Too &lt;dear&gt;" in shown(card(acme))
    assert "waits for X05 (<@" in shown(opens(acme, "ivo.novak", "X06"))
    twin = opens(acme, "ana.silva", "X05")
    opens(acme, "ivo.novak", "X05")
    ivo.presses("Done…", last(acme, "ivo.novak"))
    ana.presses("Done…", twin)
    assert set(ivo.submits(shown="  ", note="")["errors"]) == {"shown"}
    assert ivo.submits(shown="https://acme.example/<paper>")["errors"] == {}
    assert "*X05* Log the trigger" in told(acme, "ivo.novak")
    twice = ana.submits(shown="https://acme.example/other")["errors"]
    assert "X05 was already closed by @ivo.novak on 2 March 2026" in twice["shown"]
    acme.beat()
    assert "was closed by <@" in thread(acme)
    assert "https://acme.example/&lt;paper&gt;" in thread(acme)
    assert "1 of 38 tasks done" in shown(card(acme))


def does(live: Live, name: str, code: str, label: str, **values: str | list[str]) -> Json:
    """A button of a task's page, and its form filled in; what was wrong with that."""
    person = live.person(name)
    person.presses(label, opens(live, name, code))
    errors: Json = person.submits(**values)["errors"]
    return errors


@pytest.mark.one_database
def test_tasks_are_tried_again_moved_given_away_left_out_and_added(acme: Live) -> None:
    ivo = acme.person("ivo.novak")
    assert "is past" in does(acme, "ivo.novak", "X29", "It failed…", why="No", again="2026-03-01")["again"]
    assert ivo.submits(why="Half the <rows>", again="2027-02-08")["errors"] == {}
    assert "stays open until Mon 8 Feb 2027" in told(acme, "ivo.novak")
    acme.beat()
    assert "did not work: Half the &lt;rows&gt;" in thread(acme)
    assert "with it move X30 18 Jan → 22 Feb, X31 9 Feb → 1 Mar" in thread(acme)
    assert "*The exit moves from 2 Mar 2027 to 11 Mar 2027*; 2 Mar 2027 is agreed" in thread(acme)
    assert "as it stands it ends on *Thu 11 Mar 2027*" in shown(card(acme))
    assert "❌ <@" in shown(opens(acme, "ana.silva", "X29"))
    assert does(acme, "ivo.novak", "X29", "Move…", date="2026-12-07") == {}
    acme.beat()
    assert "Back on their own dates: X29 8 Feb → 7 Dec 2026, X30 22 Feb → 18 Jan" in thread(acme)
    assert "✅ *The exit moves from 11 Mar 2027 to 2 Mar 2027*." in thread(acme)
    assert does(acme, "ivo.novak", "X22", "Give to…", person="@ana.silva", why="She knows them") == {}
    acme.beat()
    assert "gave you *X22*" in acme.person("ana.silva").reads("@govbot")[-1]
    assert does(acme, "ivo.novak", "X35", "Not needed…", because="They were never in our building") == {}
    assert "Not needed…" not in [button["text"]["text"] for button in buttons(opens(acme, "ivo.novak", "X31"))]
    assert "cannot be left out" in does(acme, "ivo.novak", "X37", "Not needed…", because="No")["because"]
    ivo.presses("All tasks", card(acme))
    ivo.presses("Add a task…", last(acme, "ivo.novak"))
    extra = {"title": "Move the <numbers>", "phase": "build", "person": "@dora.lind", "date": "2027-02-24"}
    assert "would wait for each other" in ivo.submits(**extra, after=["X33"], before=["X28"])["errors"]["after"]
    assert ivo.submits(**extra, after=["X28"], before=["X33"])["errors"] == {}
    assert "A01" in shown(opens(acme, "ana.silva", "A01"))
    assert "would wait for each other" in does(acme, "ivo.novak", "X28", "Waits for…", after=["X33"])["after"]
    assert ivo.submits(after=["X13", "X19", "X21", "X27"])["errors"] == {}
    assert "*X28* Build the target: systems, telephony, interfaces, access waits for X13" in told(acme, "ivo.novak")
    ivo.presses("All tasks", card(acme))
    ivo.presses("Move the end…", last(acme, "ivo.novak"))
    assert ivo.submits(date="2027-04-01", why="The <board> agreed")["errors"] == {}
    acme.beat()
    assert "The agreed end is Thu 1 Apr 2027, it was Tue 2 Mar 2027. The &lt;board&gt; agreed" in thread(acme)
    assert "Agreed end: *Thu 1 Apr 2027*" in shown(card(acme))
    ivo.presses("All tasks", card(acme))
    ivo.presses("Who does what…", last(acme, "ivo.novak"))
    assert ivo.submits(role_hr="@dora.lind", role_sponsor="@maya.lindqvist", manager="@dora.lind")["errors"] == {}
    assert "Executive sponsor <@" in told(acme, "ivo.novak")
    acme.beat()
    assert f"Run by <@{acme.id_of('dora.lind')}>" in shown(card(acme))
    assert acme.id_of("dora.lind") in shown(opens(acme, "ivo.novak", "X23"))
    acme.slack.change_user(acme.id_of("dora.lind"), deleted=True)
    acme.beat()
    assert acme.id_of("ivo.novak") in shown(opens(acme, "ana.silva", "X23"))
    assert acme.id_of("ivo.novak") in shown(opens(acme, "ana.silva", "A01"))
    acme.person("ana.silva").presses("All tasks", card(acme))
    assert f"Run by <@{acme.id_of('ivo.novak')}>" in shown(last(acme, "ana.silva"))
    history = acme.person("maya.lindqvist").types("/vendor history acme")
    assert "left out X35" in history
    assert "added A01 “Move the &lt;numbers&gt;”" in history


def mornings(live: Live, count: int) -> None:
    """At ten, when every round of the day has its hour behind it."""
    for _ in range(count):
        live.clock.move(days=1)
        live.beat()


def test_a_late_task_is_said_to_whoever_does_it_and_moves_others_once(acme: Live) -> None:
    mornings(acme, 7)
    assert "moves what waits for it" not in thread(acme)
    assert "X05 Log the trigger" in "\n".join(acme.person("ana.silva").reads("@govbot"))
    mornings(acme, 2)
    moved = [line for line in thread(acme).split("\n") if "moves what waits for it" in line]
    assert len(moved) == 1
    assert "*X05* Log the trigger" in moved[0]
    asked = "\n".join(acme.person("ana.silva").reads("@govbot"))
    assert "X06 Name exit managers" in asked, "as long as it was to be done in time"
    assert "Thu 19 Mar 2026" not in asked, "not of the day to which the late one has moved it"
    mornings(acme, 7)
    again = [line for line in thread(acme).split("\n") if "moves what waits for it" in line]
    assert len(again) == 2, "once a week, not every morning"
    assert again[0] == moved[0]
    acme.person("ana.silva").presses("Done…", _digest(acme))
    assert acme.person("ana.silva").submits(shown="Minutes of the board")["errors"] == {}
    acme.beat()
    assert "✅ Closed by" in shown(_digest(acme))


def _digest(live: Live) -> Json:
    return next(message for message in live.person("ana.silva").private() if "X05" in shown(message))
