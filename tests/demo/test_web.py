"""`govbot web`: Slack's requests over HTTP, signed as Slack signs them; anything else is turned away unread."""

import hashlib
import hmac
import json
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from govbot import db, schema
from govbot.clock import system_clock
from govbot.people.models import Person as Row
from govbot.sandbox.server import Sandbox
from tests.door import Person, sandbox
from tests.processes import Process
from tests.walking import WalkingClock

SECRET, ENDS_WITHIN = "8f742231b10e8888abcd99yyyzzz85a5", 5.0


@dataclass(frozen=True)
class Web:
    slack: Sandbox
    process: Process
    address: str
    database_url: str

    def answers(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        request = urllib.request.Request(
            self.address + path, body, {k.replace("_", "-"): v for k, v in headers.items()}
        )
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read()

    def hears(self, body: bytes, *, secret: str = SECRET, age: int = 0, forged: bool = False) -> int:
        """The status with which it answers Slack's event."""
        timestamp = int(system_clock().timestamp()) - age
        signed = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
        signature = "v0=" + ("0" * 64 if forged else signed)
        headers = {"X-Slack-Signature": signature, "X-Slack-Request-Timestamp": str(timestamp)}
        return self.answers("/slack/events", body, Content_Type="application/json", **headers)[0]

    def name_of(self, slack_id: str) -> str:
        engine = db.connect(self.database_url)
        with engine.connect() as connection:
            name = connection.execute(sa.select(col(Row.name)).where(col(Row.slack_id) == slack_id)).scalar_one()
        engine.dispose()
        return str(name)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder, port = tmp_path_factory.mktemp("web"), free_port()
    url, address = f"sqlite:///{folder / 'govbot.db'}", f"http://127.0.0.1:{port}"
    schema.upgrade(url)
    options = {"mode": "http", "request_url": f"{address}/slack/events", "signing_secret": SECRET}
    with sandbox(WalkingClock(system_clock()), **options) as slack:
        settings = {
            "GOVBOT_SLACK_API_URL": slack.api_url,
            "GOVBOT_DATABASE_URL": url,
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": SECRET,
            "PORT": str(port),
        }
        with Process(folder, "web", settings=settings) as process:
            process.until(lambda: listens(port))
            yield Web(slack, process, address, url)
            process.told(signal.SIGTERM)
            assert process.ends(ENDS_WITHIN) == 0, process.output
            assert "Traceback" not in process.output


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def renamed(slack: Sandbox, name: str) -> bytes:
    """Slack's word that somebody is called otherwise now."""
    user: dict[str, Any] = next(one for one in slack.overview()["users"] if one["name"] == "ivo.novak")
    team = slack.overview()["team"]["id"]
    changed = {"id": user["id"], "team_id": team, "name": "ivo.novak", "profile": {"real_name": name}}
    event = {"type": "user_change", "user": changed | {"real_name": name}}
    return json.dumps({"type": "event_callback", "team_id": team, "event_id": f"Ev {name}", "event": event}).encode()


def ivo(slack: Sandbox) -> str:
    return str(next(one["id"] for one in slack.overview()["users"] if one["name"] == "ivo.novak"))


def test_a_signed_command_is_answered_and_a_signed_form_is_written(web: Web) -> None:
    maya = Person(web.slack, "@maya.lindqvist")
    assert "No vendor" in maya.types("/vendor list")
    maya.types("/vendor add")
    given = {"name": "Tidewater", "function": "customer_support", "tier": "low", "owner": "@ivo.novak"}
    assert maya.submits(**given)["errors"] == {}
    assert "Tidewater" in maya.types("/vendor list")
    assert web.slack.violations == []


@pytest.mark.parametrize(
    "how",
    [{"forged": True}, {"secret": "another secret"}, {"age": 301}, {"age": -301}],
    ids=["forged", "wrong secret", "five minutes old", "five minutes ahead"],
)
def test_what_slack_did_not_sign_just_now_is_turned_away_unread(web: Web, how: dict[str, Any]) -> None:
    before = web.name_of(ivo(web.slack))
    assert web.hears(renamed(web.slack, f"Mallory {how}"), **how) == 401
    assert web.name_of(ivo(web.slack)) == before


def test_the_same_words_signed_by_slack_are_heard(web: Web) -> None:
    assert web.hears(renamed(web.slack, "Ivo Nowak")) == 200
    assert web.name_of(ivo(web.slack)) == "Ivo Nowak"


def test_unsigned_is_turned_away_too(web: Web) -> None:
    assert web.answers("/slack/events", b"{}", Content_Type="application/json")[0] == 401


def test_it_says_how_it_is(web: Web) -> None:
    assert web.answers("/healthz") == (200, b'{"ok":true}')
    status, body = web.answers("/readyz")
    said = json.loads(body)
    assert (status, said["ok"], said["faults"]) == (200, True, [])
    assert web.answers("/")[0] == 404
