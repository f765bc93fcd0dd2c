"""A local Slack for each test, and a real Bolt app that lives in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from govbot.sandbox import DemoClock, Sandbox

SCHEMA = Path(__file__).parents[1] / "blockkit.schema.json"
PATIENCE = 30.0  # seconds: what is slow is a busy machine
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SCOPES = [
    "commands",
    "chat:write",
    "channels:read",
    "groups:read",
    "channels:join",
    "channels:history",
    "groups:history",
    "im:history",
    "im:read",
    "im:write",
    "users:read",
    "users:read.email",
    "usergroups:read",
    "files:write",
    "files:read",
    "team:read",
    "reactions:write",
]
EVENTS = [
    "app_home_opened",
    "user_change",
    "team_join",
    "channel_archive",
    "channel_rename",
    "member_left_channel",
    "member_joined_channel",
    "message.channels",
    "message.im",
    "app_mention",
]


def manifest(scopes: list[str] = SCOPES) -> dict[str, Any]:
    return {
        "display_information": {"name": "govbot"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "govbot"},
            "slash_commands": [
                {"command": "/vendor", "description": "Vendors", "usage_hint": "[add]", "should_escape": True},
                {"command": "/plain", "description": "Nothing is marked up"},
            ],
            "shortcuts": [
                {"name": "New vendor", "type": "global", "callback_id": "new", "description": "A form"},
                {"name": "Escalate", "type": "message", "callback_id": "escalate", "description": "From a message"},
            ],
        },
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"event_subscriptions": {"bot_events": EVENTS}},
    }


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """Without a bot: for the Web API alone."""
    with Sandbox(
        manifest(), clock=DemoClock(START), schema=SCHEMA, ack_timeout=PATIENCE, retry_delays=(0.0,)
    ) as sandbox:
        yield sandbox


@pytest.fixture
def client(slack: Sandbox) -> WebClient:
    return WebClient(token="xoxb-sandbox", base_url=slack.api_url, retry_handlers=[], timeout=int(PATIENCE))


@pytest.fixture
def app(client: WebClient) -> App:
    return App(client=client, process_before_response=True)


@pytest.fixture
def connect(slack: Sandbox, app: App) -> Iterator[Callable[[], SocketModeHandler]]:
    """Connects the app as it then is over real Socket Mode; several connections are closed at the end."""
    handlers: list[SocketModeHandler] = []

    def connect() -> SocketModeHandler:
        handler = SocketModeHandler(app, "xapp-sandbox")
        handler.connect()
        handlers.append(handler)
        return handler

    yield connect
    part(slack, handlers)


def part(slack: Sandbox, handlers: list[SocketModeHandler]) -> None:
    """Ends clients at once: by itself each waits up to 3 s for its next read and 1 s for its queue."""
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
    slack.hang_up()
    for handler in handlers:
        client = handler.client
        until(partial(_disconnected, client))
        client.closed = True
        client.message_queue.put(None)
        client.close()


def _disconnected(client: SocketModeClient) -> bool:
    return not client.is_connected()


def until(happened: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Waits for what another thread does, and fails when it does not."""
    pause = Event()
    for _ in range(int(seconds / 0.005)):
        if happened():
            return
        pause.wait(0.005)
    raise AssertionError("it did not happen in time")


def refusal(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(caught.value.response["error"])


def text(words: str, kind: str = "plain_text") -> dict[str, Any]:
    return {"type": kind, "text": words}


def section(words: str, **fields: Any) -> dict[str, Any]:
    return {"type": "section", "text": text(words, "mrkdwn"), **fields}


def button(action_id: str, words: str = "Press", **fields: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": text(words), **fields}


def field(block_id: str, element: dict[str, Any], **fields: Any) -> dict[str, Any]:
    element = {"action_id": block_id, **element}
    return {"type": "input", "block_id": block_id, "label": text(block_id.title()), "element": element, **fields}


def option(value: str, words: str = "") -> dict[str, Any]:
    return {"text": text(words or value.title()), "value": value}


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    view = {"type": "modal", "callback_id": "form", "title": text("Form"), "blocks": list(blocks)}
    return view | {"submit": text("Save")} | fields
