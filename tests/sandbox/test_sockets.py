"""Socket Mode: several connections, broken ones, events that are sent again."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from govbot.sandbox import Sandbox
from tests.sandbox.conftest import until

Connect = Callable[[], SocketModeHandler]
ROOM = "#vendor-governance"
ANA = "@ana.silva"


@pytest.fixture
def answering(app: App) -> App:
    @app.command("/vendor")
    def command(ack: Any) -> None:
        ack("Here")

    return app


def test_every_envelope_goes_to_one_of_several_connections(slack: Sandbox, answering: App, connect: Connect) -> None:
    connect()
    connect()
    assert slack.overview()["connected"] is True
    answers = [slack.command(ANA, ROOM, "/vendor") for _ in range(6)]
    assert [answer["message"]["text"] for answer in answers] == ["Here"] * 6
    assert slack.counts["slash_commands:ok"] == 6
    assert slack.violations == []


def test_a_client_that_is_told_to_refresh_connects_again(slack: Sandbox, answering: App, connect: Connect) -> None:
    connect()
    slack.faults(kind="disconnect")
    until(lambda: slack.counts["apps.connections.open"] == 2 and bool(slack.overview()["connected"]))
    assert slack.command(ANA, ROOM, "/vendor")["ok"]
    assert slack.violations == []


def test_a_connection_may_just_break(slack: Sandbox, answering: App, connect: Connect) -> None:
    handler = connect()
    slack.faults(kind="disconnect", abrupt=True)
    assert slack.overview()["connected"] is False
    assert handler.client.is_connected()  # it does not notice, which is why a bot needs a watchdog
    handler.client.connect_to_new_endpoint(force=True)
    assert slack.command(ANA, ROOM, "/vendor")["ok"]
    assert slack.violations == []


def test_a_link_opens_one_connection(slack: Sandbox) -> None:
    link = str(WebClient(base_url=slack.api_url).apps_connections_open(app_token="xapp-sandbox")["url"])

    async def twice() -> tuple[Any, int]:
        async with aiohttp.ClientSession() as session, session.ws_connect(link) as socket:
            hello = await socket.receive_json()
            async with session.get(link.replace("ws", "http", 1)) as second:
                return hello, second.status

    thread = slack._thread
    assert thread is not None
    hello, status = thread.call(twice())
    assert (hello["type"], hello["num_connections"], status) == ("hello", 1, 408)


def test_an_event_that_fails_is_sent_again_with_its_number(slack: Sandbox, app: App, connect: Connect) -> None:
    heard: list[tuple[Any, Any, str]] = []

    @app.event("user_change")
    def changed(body: Any, request: Any) -> None:
        number, reason = (request.headers.get(f"x-slack-retry-{name}") for name in ("num", "reason"))
        heard.append((number, reason, body["event_id"]))
        if len(heard) == 1:
            raise RuntimeError("the first attempt fails")

    @app.error
    def quiet(error: Exception) -> Any:
        raise error

    app.logger.disabled = True
    slack.settings.ack_timeout = 1.0
    connect()
    slack.change_user("@ivo.novak", deleted=True)
    first, second = heard
    assert (first[:2], second[:2]) == ((["0"], [""]), (["1"], ["timeout"]))
    assert first[2] == second[2]
    assert slack.violations == ["event user_change was not acknowledged: no acknowledgement in time"]


def test_only_subscribed_events_are_sent(slack: Sandbox, app: App, connect: Connect) -> None:
    heard: list[Any] = []

    @app.event("channel_archive")
    @app.event("channel_rename")
    @app.event("user_change")
    @app.event("member_left_channel")
    def event(event: Any) -> None:
        heard.append((event["type"], event.get("channel"), event.get("user")))

    connect()
    room = slack.world.channel(ROOM)
    assert room is not None
    assert slack.event("channel_unarchive", channel=room.id) == {"ok": True, "channel": room.brief()}
    slack.event("channel_rename", channel={"id": room.id, "name": "governance"})
    slack.change_channel(room.id, leave=[ANA])
    slack.event("channel_archive", channel=room.id)
    slack.event("user_change", user={"id": ANA, "deleted": True})
    assert [kind for kind, *_ in heard] == ["channel_rename", "member_left_channel", "channel_archive", "user_change"]
    assert (room.name, room.is_archived) == ("governance", True)
    assert heard[-1][2]["deleted"] is True
    assert slack.event("pin_added", user=ANA)["sent"] is False
    assert slack.violations == []
