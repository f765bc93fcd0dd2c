"""The person's side over HTTP, the stream of changes, the clock, and life under frozen time."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from freezegun import freeze_time
from slack_bolt import App
from slack_sdk import WebClient

from govbot.sandbox import DemoClock, Sandbox, Unusable
from tests.sandbox.conftest import PATIENCE, START, manifest, section

ROOM = "#vendor-governance"


def get(slack: Sandbox, path: str) -> Any:
    with urlopen(f"{slack.url}{path}") as answer:
        return json.load(answer)


def post(slack: Sandbox, path: str, body: Any) -> tuple[int, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urlopen(Request(f"{slack.url}{path}", data=data)) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def test_the_state_shows_who_and_what_is_there(slack: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel=ROOM, text="x")
    state = get(slack, "/sandbox/state?user=@ana.silva")
    assert state["zone"] == "Europe/Berlin"
    assert datetime.fromisoformat(state["now"]) >= START
    assert state["bot"]["name"] == "govbot"
    people = {user["name"]: user for user in state["users"]}
    assert (people["tom.baker"]["is_restricted"], people["left.the.company"]["deleted"]) == (True, True)
    channels = {channel["name"]: channel for channel in state["channels"]}
    assert (channels["vendor-governance"]["unread"], channels["exec-sponsors"]["is_private"]) == (1, True)
    assert state["commands"][0] == {"command": "/vendor", "description": "Vendors", "usage_hint": "[add]"}
    assert (state["connected"], state["next_due"], state["busy"]) == (False, None, False)
    get(slack, "/sandbox/messages?channel=%23vendor-governance&user=ana.silva")
    channels = {channel["name"]: channel for channel in get(slack, "/sandbox/state?user=@ana.silva")["channels"]}
    assert channels["vendor-governance"]["unread"] == 0
    ivo = {channel["name"] for channel in get(slack, "/sandbox/state?user=ivo.novak")["channels"]}
    assert "exec-sponsors" not in ivo


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        (
            "/sandbox/message",
            {"user": "@nobody", "channel": ROOM, "text": "x"},
            400,
            "There is no person '@nobody' here",
        ),
        ("/sandbox/message", {"user": "ana.silva", "channel": ROOM}, 400, "There is nothing to send."),
        ("/sandbox/clock", {"to": "2020-01-01T00:00:00Z"}, 400, "The clock only goes forward"),
        ("/sandbox/clock", {"to": "2030-01-01"}, 400, "'2030-01-01' has no zone"),
        ("/sandbox/clock", {"to": "tomorrow"}, 400, "'tomorrow' is not a moment"),
        ("/sandbox/clock", {"advance": "far"}, 400, "Say how far"),
        ("/sandbox/clock", {"advance": "next due"}, 400, "Nothing is due"),
        ("/sandbox/dance", {}, 404, "There is no POST /sandbox/dance; there are state, messages"),
        ("/sandbox/click", b"{", 400, "The body is not JSON."),
        ("/sandbox/click", [], 400, "The body must be a JSON object."),
    ],
)
def test_a_request_that_makes_no_sense_is_told_why(
    slack: Sandbox, path: str, body: Any, status: int, sentence: str
) -> None:
    code, answer = post(slack, path, body)
    assert (code, answer["ok"], answer["error"][: len(sentence)]) == (status, False, sentence)


def test_people_and_channels_can_be_added_and_changed(slack: Sandbox, client: WebClient) -> None:
    _, added = post(slack, "/sandbox/user", {"name": "new.person", "real_name": "New Person", "tz": "Asia/Tokyo"})
    assert client.users_info(user=added["user"]["id"])["user"]["tz"] == "Asia/Tokyo"
    _, made = post(slack, "/sandbox/channel", {"name": "#vendor-new", "is_private": True, "add_bot": True})
    assert made["channel"]["is_private"] is True
    _, moved = post(slack, "/sandbox/channel", {"id": ROOM, "remove_bot": True})
    assert slack.world.bot.id not in moved["channel"]["members"]


def test_the_stream_tells_each_person_what_changed_for_them(slack: Sandbox, client: WebClient) -> None:
    room = slack.world.channel(ROOM)
    ana = slack.world.required_user("@ana.silva")
    assert room is not None
    with _Stream(slack, "@ivo.novak") as events:
        assert next(events)[0] == "tick"
        client.chat_postEphemeral(channel=room.id, user=ana.id, text="not for Ivo")
        client.chat_postMessage(channel=room.id, text="for all")
        name, news = next(events)
        assert (name, news["channels"], news["clock"]) == ("changed", [room.id], False)
        slack.move_clock(advance="1d")
        name, news = next(events)
        assert (name, news["clock"], news["channels"]) == ("changed", True, [])
    with _Stream(slack, "@ana.silva") as events:
        assert next(events)[0] == "tick"
        client.views_publish(user_id=ana.id, view={"type": "home", "blocks": [section("x")]})
        assert next(events)[1]["home"] is True


class _Stream:
    def __init__(self, slack: Sandbox, user: str) -> None:
        self._connection = HTTPConnection(slack.url.removeprefix("http://"), timeout=PATIENCE)
        self._user = user

    def __enter__(self) -> Iterator[tuple[str, Any]]:
        self._connection.request("GET", f"/sandbox/stream?user={self._user}")
        self._response = self._connection.getresponse()
        return self._events()

    def _events(self) -> Iterator[tuple[str, Any]]:
        while True:
            name = self._response.readline().decode().removeprefix("event: ").strip()
            data = json.loads(self._response.readline().decode().removeprefix("data: "))
            self._response.readline()
            yield name, data

    def __exit__(self, *_: object) -> None:
        self._response.close()
        self._connection.close()


def test_the_clock_runs_on_and_never_goes_back() -> None:
    clock = DemoClock(START)
    first = clock.now()
    assert START <= first < START + timedelta(minutes=1)
    later = START + timedelta(days=3)
    assert clock.move_to(later) == later
    assert clock.move_to(START) >= later
    assert clock.now() >= later


@pytest.mark.parametrize(
    ("wish", "step"),
    [
        ({"advance": "day"}, timedelta(days=1)),
        ({"advance": "2w"}, timedelta(weeks=2)),
        ({"advance": "3 hours"}, timedelta(hours=3)),
        ({"advance": "10m"}, timedelta(minutes=10)),
        ({"days": 1, "hours": 2}, timedelta(days=1, hours=2)),
        ({"to": "2026-11-24T10:00:00+01:00"}, timedelta(days=1, hours=1)),
    ],
)
def test_the_clock_is_moved_by_what_a_person_says(slack: Sandbox, wish: dict[str, Any], step: timedelta) -> None:
    now = datetime.fromisoformat(slack.move_clock(**wish)["now"])
    assert timedelta() <= now - (START + step) < timedelta(minutes=1)


def test_whoever_started_the_sandbox_walks_the_clock() -> None:
    clock = DemoClock(START)
    walking, seen, targets = threading.Event(), threading.Event(), []

    def walk(target: datetime) -> None:
        walking.set()
        assert seen.wait(PATIENCE)
        targets.append(clock.move_to(target))

    due = START + timedelta(days=2)
    with Sandbox(manifest(), clock=clock, walk=walk, next_due=lambda: due) as slack:
        assert slack.overview()["next_due"] == due.isoformat()
        mover = threading.Thread(target=slack.move_clock, kwargs={"advance": "next due"})
        mover.start()
        assert walking.wait(PATIENCE)
        assert slack.overview()["busy"] is True
        with pytest.raises(Unusable, match="already moving"):
            slack.move_clock(days=1)
        seen.set()
        mover.join()
        assert targets == [due]
        assert slack.overview()["busy"] is False
        assert clock.now() >= due


def test_frozen_time_stops_neither_sockets_nor_triggers(slack: Sandbox) -> None:
    with freeze_time(datetime(2026, 12, 24, 8, 0, tzinfo=UTC)):
        client = WebClient(token="xoxb-sandbox", base_url=slack.api_url, retry_handlers=[])
        app = App(client=client, process_before_response=True)
        assert app.name
        trigger = slack.state.tickets.new_trigger(slack.world.required_user("ana.silva").id)
        view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
        assert client.views_open(trigger_id=trigger, view=view)["ok"]
        assert slack.command("ana.silva", ROOM, "/vendor")["error"].endswith('"dispatch_failed"')


def test_the_page_is_served(slack: Sandbox) -> None:
    with urlopen(f"{slack.url}/") as answer:
        assert answer.status == 200
        assert answer.read()


def test_nothing_is_left_running() -> None:
    before = set(threading.enumerate())
    with Sandbox(manifest()) as slack:
        assert slack.url.startswith("http://127.0.0.1:")
    slack.stop()
    assert set(threading.enumerate()) == before


def test_a_taken_port_is_an_error(slack: Sandbox) -> None:
    port = int(slack.url.rsplit(":", 1)[1])
    before = set(threading.enumerate())
    with pytest.raises(OSError, match="address already in use"):
        Sandbox(manifest(), port=port).start()
    assert set(threading.enumerate()) == before
