"""HTTP mode: signed requests to the bot's URL, and what happens when it fails."""

import json
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from govbot.sandbox import DemoClock, Sandbox
from tests.sandbox.conftest import PATIENCE, SCHEMA, START, field, manifest, modal

ANA, ROOM = "@ana.silva", "#vendor-governance"


class Endpoint:
    """Bolt behind a plain HTTP server: verifies signatures as in production."""

    def __init__(self) -> None:
        self.app: App | None = None
        self.seen: list[dict[str, str]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                endpoint.seen.append({name.lower(): value for name, value in self.headers.items()})
                assert endpoint.app is not None
                headers: dict[str, str | Sequence[str]] = {name: [value] for name, value in self.headers.items()}
                answer = endpoint.app.dispatch(BoltRequest(body=body, headers=headers))
                self.send_response(answer.status)
                self.send_header("content-type", answer.first_headers().get("content-type", "text/plain"))
                self.end_headers()
                self.wfile.write((answer.body or "").encode())

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    thread = Thread(target=endpoint.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield endpoint
    endpoint.server.shutdown()
    thread.join()
    endpoint.server.server_close()


@pytest.fixture
def slack(endpoint: Endpoint) -> Iterator[Sandbox]:
    with Sandbox(
        manifest(),
        clock=DemoClock(START),
        schema=SCHEMA,
        mode="http",
        request_url=endpoint.url,
        signing_secret="quite-secret",
        ack_timeout=PATIENCE,
        retry_delays=(0.0, 0.0, 0.0),
    ) as sandbox:
        yield sandbox


@pytest.fixture
def app(slack: Sandbox, endpoint: Endpoint) -> App:
    client = WebClient(token="xoxb-sandbox", base_url=slack.api_url, retry_handlers=[])
    endpoint.app = App(client=client, signing_secret="quite-secret", process_before_response=True)
    endpoint.app.logger.disabled = True
    return endpoint.app


def test_commands_forms_and_menus_travel_signed(slack: Sandbox, app: App, endpoint: Endpoint) -> None:
    @app.command("/vendor")
    def command(ack: Any, body: Any, client: WebClient) -> None:
        element = {"type": "external_select", "action_id": "vendor"}
        client.views_open(trigger_id=body["trigger_id"], view=modal(field("vendor", element)))
        ack({"text": body["text"], "response_type": "in_channel"})

    @app.options("vendor")
    def offer(ack: Any, payload: Any) -> None:
        ack(options=[{"text": {"type": "plain_text", "text": "Acme"}, "value": payload["value"]}])

    @app.view("form")
    def submitted(ack: Any) -> None:
        ack(response_action="errors", errors={"vendor": "Not that one."})

    answer = slack.command(ANA, ROOM, "/vendor add é & ü")
    assert [m["text"] for m in slack.messages(ROOM)] == ["add é &amp; ü"]
    [form] = answer["views"]
    [found] = slack.options(ANA, "vendor", "7", view_id=form["id"])
    assert slack.submit(ANA, form["id"], {"vendor": found})["errors"] == {"vendor": "Not that one."}
    assert all(headers["x-slack-signature"].startswith("v0=") for headers in endpoint.seen)
    assert slack.event("url_verification")["ok"]
    assert slack.violations == []


def test_a_forged_signature_is_dispatch_failed(slack: Sandbox, app: App) -> None:
    slack.settings.signing_secret = "guessed"
    answer = slack.command(ANA, ROOM, "/vendor")
    assert answer["error"] == '/vendor failed with the error "dispatch_failed"'
    assert "HTTP 401" in slack.violations[0]


def test_an_unhandled_command_is_dispatch_failed(slack: Sandbox, app: App) -> None:
    assert slack.command(ANA, ROOM, "/vendor")["error"] == '/vendor failed with the error "dispatch_failed"'
    assert "HTTP 404" in slack.violations[0]


def test_events_are_tried_four_times_with_their_number(slack: Sandbox, app: App, endpoint: Endpoint) -> None:
    @app.event("user_change")
    def fails(body: Any) -> None:
        raise RuntimeError(json.dumps(body["event_id"]))

    slack.change_user("@ivo.novak", deleted=True)
    assert [headers.get("x-slack-retry-num") for headers in endpoint.seen] == [None, "1", "2", "3"]
    assert {headers.get("x-slack-retry-reason") for headers in endpoint.seen[1:]} == {"http_error"}
    assert len(slack.violations) == 4


def test_nobody_listening_is_dispatch_failed(slack: Sandbox) -> None:
    slack.point_at("http://127.0.0.1:9/nobody")
    assert slack.command(ANA, ROOM, "/vendor")["error"] == '/vendor failed with the error "dispatch_failed"'
