"""HTTP mode: two web processes' worth of the app, and a worker, on one database; none knows another."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any
from urllib.error import HTTPError

import pytest
import uvicorn
from sqlalchemy.engine import Engine

from govbot import audit, db
from govbot.bot import Bot, build
from govbot.chores import Chores
from govbot.engine import Heartbeat
from govbot.sandbox.server import Sandbox
from govbot.sandbox.state import SIGNING
from govbot.settings import Settings
from govbot.web import application
from tests.door import Json, Person, sandbox, shown
from tests.walking import WalkingClock

ROOM = "#vendor-cedar"


@dataclass
class Web:
    """One web process's worth: an app of its own on a port of its own."""

    bot: Bot
    address: str


@dataclass
class Site:
    slack: Sandbox
    clock: WalkingClock
    webs: tuple[Web, Web]
    worker: Bot
    workspace_id: int

    def person(self, name: str, web: int) -> Person:
        """Whose next request the balancer hands to that web process."""
        self.slack.point_at(f"{self.webs[web].address}/slack/events")
        return Person(self.slack, f"@{name}")

    def beat(self) -> None:
        heart = Heartbeat(self.worker)
        for _ in range(5):
            heart.beat()
            self.clock.move(seconds=1)

    def ready(self, web: int) -> Json:
        status, text = asked(f"{self.webs[web].address}/readyz")
        return {"status": status, **json.loads(text)}


def asked(url: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
    """Straight at a web process, without any proxy of the machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, body, headers), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()


@contextmanager
def served(bot: Bot) -> Iterator[str]:
    """Its address, as long as it is served."""
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(bot), log_level="warning", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()
        bot.close()


@pytest.fixture
def site(engine: Engine, clock: WalkingClock) -> Iterator[Site]:
    with sandbox(clock, mode="http") as slack:
        bots = [_bot(slack, engine, clock) for _ in range(3)]
        workspace_id = bots[2].enrol()
        with served(bots[0]) as first, served(bots[1]) as second:
            yield Site(slack, clock, (Web(bots[0], first), Web(bots[1], second)), bots[2], workspace_id)
        bots[2].close()
        assert slack.violations == []


def _bot(slack: Sandbox, engine: Engine, clock: WalkingClock) -> Bot:
    url = engine.url.render_as_string(hide_password=False)
    given: dict[str, Any] = {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_SIGNING_SECRET": SIGNING,
        "GOVBOT_SLACK_API_URL": slack.api_url,
        "GOVBOT_DATABASE_URL": url,
    }
    return build(Settings.model_validate(given), db.connect(url), clock)


def test_the_story_goes_on_wherever_a_request_lands(site: Site) -> None:
    site.person("maya.lindqvist", 0).types("/vendor add Acme Support")
    given = {"function": "customer_support", "tier": "high", "channel": ROOM}
    people = {"owner": "@ivo.novak", "backup": "@dora.lind", "sponsor": "@ana.silva"}
    assert site.person("maya.lindqvist", 1).submits(**given, **people)["errors"] == {}
    assert "Acme Support" in site.person("ivo.novak", 0).types("/vendor list")
    assert site.ready(0)["oldest_due_seconds"] == 0
    site.beat()
    due = site.person("ivo.novak", 1).sees(ROOM)[-1]
    assert "2 things due for *Acme Support*" in shown(due)
    assert site.person("ivo.novak", 1).presses("Complete", due)["ok"]
    minutes = {"rating": "green", "outcome": "continue", "notes": "All is well", "attendees": ["@ivo.novak"]}
    agreed = {"action_1": "Send the figures", "owner_1": "@dora.lind", "due_1": "2026-03-20"}
    assert site.person("ivo.novak", 0).submits(**minutes, **agreed)["errors"] == {}
    site.beat()
    assert any("Send the figures" in text for text in site.person("ivo.novak", 1).reads(ROOM))

    site.person("ivo.novak", 0).types("/escalate Acme S2 The phones are dead")
    site.beat()
    [card] = [each for each in site.person("ivo.novak", 0).sees(ROOM) if shown(each).startswith("Escalation #1")]
    assert site.person("dora.lind", 1).presses("Acknowledge", card)["ok"]
    site.person("ana.silva", 0).presses("Acknowledge", card)
    site.beat()
    assert "already acknowledged by" in " ".join(site.person("ana.silva", 0).reads(ROOM))
    [card] = [each for each in site.person("ivo.novak", 0).sees(ROOM) if each["ts"] == card["ts"]]
    assert site.person("dora.lind", 1).presses("Resolve", card)["ok"]
    assert site.person("dora.lind", 0).submits(cause="A cut cable", done="Spliced")["errors"] == {}
    site.beat()
    with db.read(site.worker.engine, site.workspace_id) as session:
        assert not [link for link in audit.verify(session) if isinstance(link, audit.Fault)]


def test_a_request_that_slack_did_not_sign_is_turned_away(site: Site) -> None:
    url, body = f"{site.webs[0].address}/slack/events", b"command=%2Fvendor&text=list"
    forged = {"x-slack-signature": "v0=" + "0" * 64, "x-slack-request-timestamp": "1700000000"}
    assert asked(url, body)[0] == 401
    assert asked(url, body, **forged)[0] == 401


def test_readyz_tells_how_old_the_oldest_message_is_and_whether_a_worker_beats(site: Site) -> None:
    assert site.ready(0) == {
        "status": 200, "ok": True, "faults": [],
        "oldest_due_seconds": None, "worker_beats": False, "worker_beat_seconds": None,
    }  # fmt: skip
    Chores(site.worker).pulse()
    site.person("maya.lindqvist", 0).types("/vendor add Acme Support")
    given = {"function": "customer_support", "tier": "low", "channel": ROOM, "owner": "@ivo.novak"}
    assert site.person("maya.lindqvist", 1).submits(**given)["errors"] == {}
    site.clock.move(seconds=90)
    told = site.ready(1)
    assert (told["oldest_due_seconds"], told["worker_beats"], told["worker_beat_seconds"]) == (90, True, 90)
    site.clock.move(timedelta(seconds=40))
    assert site.ready(1)["worker_beats"] is False
