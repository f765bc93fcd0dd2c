"""The main job, told by a program over the person's side of a demo's process, chapter by chapter."""

from pathlib import Path
from typing import Any

from tests.demo.conftest import Endpoints, Json
from tests.door import button, buttons, shown
from tests.processes import said

MAYA, IVO, DORA, ANA = "@maya.lindqvist", "@ivo.novak", "@dora.lind", "@ana.silva"
DESK, CHANNEL, NAME = "#vendor-governance", "#vendor-cedar", "Tidewater Support"


def messages(endpoints: Endpoints, channel: str, user: str = MAYA, **more: str) -> list[Json]:
    found: list[Json] = endpoints.get("messages", channel=channel, user=user, **more)["messages"]
    return found


def types(endpoints: Endpoints, user: str, text: str) -> str:
    answer = endpoints.post("command", {"user": user, "channel": DESK, "text": text})
    assert answer["ok"], answer
    return shown(answer.get("message"))


def presses(endpoints: Endpoints, user: str, message: Json, label: str) -> None:
    element = button(message, label)
    where = {"channel": CHANNEL, "ts": message["ts"], "block_id": element["block_id"], "value": element.get("value")}
    answer = endpoints.post("click", {"user": user, "action_id": element["action_id"], **where})
    assert answer["ok"], answer


def submits(endpoints: Endpoints, user: str, **values: Any) -> Json:
    view = endpoints.get("views", user=user)["views"][-1]
    return endpoints.post("submit", {"user": user, "view_id": view["id"], "values": values})


def card(endpoints: Endpoints) -> Json | None:
    found = [message for message in messages(endpoints, CHANNEL) if shown(message).startswith("Escalation #")]
    found = [message for message in found if NAME in shown(message)]
    return found[0] if found else None


def passes(endpoints: Endpoints, advance: str) -> None:
    assert endpoints.post("clock", {"advance": advance})["ok"]


def test_the_main_job_over_the_endpoints(endpoints: Endpoints, folder: Path) -> None:
    the_bot_is_there_and_so_is_a_register(endpoints)
    a_vendor_gets_an_owner_and_a_programme(endpoints)
    at_nine_the_channel_has_one_post_and_the_owner_one_digest(endpoints)
    a_decision_is_heard_in_the_channel(endpoints)
    silence_escalates_and_a_press_answers(endpoints)
    home_shows_what_is_mine(endpoints)
    every_step_is_told_and_none_was_altered(endpoints, folder)


def the_bot_is_there_and_so_is_a_register(endpoints: Endpoints) -> None:
    state = endpoints.get("state", user=MAYA)
    assert state["connected"]
    assert [command["command"] for command in state["commands"]] == ["/vendor", "/review", "/escalate", "/exit"]
    assert "VND-0001" in types(endpoints, MAYA, "/vendor show Northwind")
    for typed, seen in (
        ("/vendor rollout list", "Training and controlled launch · 8 of 19 tasks done"),
        ("/exit list", "exit runs since Mon 19 Jan 2026"),
        ("/exit task Copperfield", "🔴 *X30* Parallel run, or a pilot wave"),
        ("/exit readiness Northwind", "of 100"),
        ("/vendor select show Indirect", "3 ahead of *Polaris Procurement Hub Sp. z o.o.*"),
        ("/vendor diligence show Kestrel", "Due diligence of Kestrel"),
        ("/vendor assess list", "3 processes assessed"),
    ):
        assert seen in types(endpoints, MAYA, typed)


def a_vendor_gets_an_owner_and_a_programme(endpoints: Endpoints) -> None:
    types(endpoints, MAYA, "/vendor add")
    given = {"name": NAME, "function": "customer_support", "tier": "critical", "channel": CHANNEL, "sponsor": ANA}
    refused = submits(endpoints, MAYA, **given, owner=IVO, backup=IVO)
    assert list(refused["errors"]) == ["backup"]
    assert submits(endpoints, MAYA, **given, owner=IVO, backup=DORA)["ok"]
    assert NAME in types(endpoints, MAYA, "/vendor list critical")
    assert NAME in types(endpoints, MAYA, f"/vendor show {NAME}")
    assert f"*{NAME}* · Operational review · due Tue 24 Nov 2026" in types(endpoints, MAYA, f"/review due {NAME}")


def at_nine_the_channel_has_one_post_and_the_owner_one_digest(endpoints: Endpoints) -> None:
    post, digests = the_morning(endpoints)
    assert "🔵 *Operational review* · Tidewater Support · due tomorrow" in shown(post)
    assert {"Complete", "Snooze"} <= {element["text"]["text"] for element in buttons(post)}
    assert len(digests) == 1
    assert f"*Operational review* · {NAME}" in shown(digests[0])


def the_morning(endpoints: Endpoints) -> tuple[Json, list[Json]]:
    """What was said before may still be on its way on a busy machine, and is then due before the round."""
    for _ in range(20):
        passes(endpoints, "next due")
        posts = [message for message in messages(endpoints, CHANNEL) if "due tomorrow" in shown(message)]
        digests = [message for message in messages(endpoints, "@govbot", IVO) if "due tomorrow" in shown(message)]
        if posts and digests:
            return posts[-1], digests
    raise AssertionError("the morning was not heard")


def a_decision_is_heard_in_the_channel(endpoints: Endpoints) -> None:
    ids = {user["name"]: user["id"] for user in endpoints.get("state")["users"]}
    presses(endpoints, IVO, messages(endpoints, CHANNEL)[-1], "Complete")
    given = {"rating": "amber", "outcome": "improve", "notes": "The backlog grew", "attendees": [IVO]}
    action = {"action_1": "Hire two agents", "owner_1": DORA, "due_1": "2026-12-15"}
    assert submits(endpoints, IVO, **given, **action)["ok"]
    passes(endpoints, "1h")
    heard = "\n".join(shown(message) for message in messages(endpoints, CHANNEL))
    assert "The backlog grew" in heard
    assert "Hire two agents" in heard
    assert f"<@{ids['ivo.novak']}>" in heard
    coming = types(endpoints, MAYA, f"/review due {NAME}")
    assert f"*{NAME}* · Operational review · due Tue 24 Nov" not in coming
    assert f"*{NAME}* · Operational review · due Mon 30 Nov" in coming


def silence_escalates_and_a_press_answers(endpoints: Endpoints) -> None:
    for _ in range(5):
        passes(endpoints, "week")
        if raised := card(endpoints):
            break
    else:
        raise AssertionError("nothing was escalated in five weeks")
    presses(endpoints, DORA, raised, "Acknowledge")
    presses(endpoints, DORA, raised, "Escalate now")
    assert submits(endpoints, DORA, reason="The vendor does not answer")["ok"]
    presses(endpoints, DORA, raised, "Resolve")
    assert submits(endpoints, DORA, cause="Nobody was asked", done="The review is booked")["ok"]
    passes(endpoints, "1h")
    resolved = card(endpoints)
    assert resolved is not None
    assert (resolved["ts"], buttons(resolved)) == (raised["ts"], [])
    thread = "\n".join(shown(reply) for reply in messages(endpoints, CHANNEL, thread_ts=raised["ts"]))
    assert "The vendor does not answer" in thread


def home_shows_what_is_mine(endpoints: Endpoints) -> None:
    assert endpoints.post("open_home", {"user": IVO})["ok"]
    assert "Tidewater Support" in shown(endpoints.get("home", user=IVO)["view"])


def every_step_is_told_and_none_was_altered(endpoints: Endpoints, folder: Path) -> None:
    assert "resolved" in types(endpoints, MAYA, f"/vendor history {NAME}")
    assert endpoints.get("violations")["violations"] == []
    [database] = folder.glob("govbot-demo-*/govbot.db")
    verified = said(folder, "audit", "verify", GOVBOT_DATABASE_URL=f"sqlite:///{database}")
    assert (verified.code, "Nothing was altered." in verified.out) == (0, True), verified.all
