"""`govbot web` and `govbot worker` as processes of their own, as the Procfile starts them."""

import json
import signal
import socket
import urllib.request
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from click import Context
from sqlalchemy.engine import Engine

from govbot.cli import cli
from govbot.clock import system_clock
from govbot.sandbox.state import SIGNING
from tests.door import Person, sandbox
from tests.processes import ROOT, Process
from tests.walking import WalkingClock

ENDS_WITHIN = 6.0
PROCFILE = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ready(port: int) -> dict[str, Any]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


@pytest.mark.parametrize(("name", "word"), [("web", "web"), ("worker", "worker"), ("bot", "bot"), ("release", "db")])
def test_the_procfile_starts_words_that_there_are(name: str, word: str) -> None:
    assert PROCFILE[name].startswith(f"python -m govbot {word}")
    assert cli.get_command(Context(cli), word)


def test_a_web_and_a_worker_do_together_what_the_bot_does_alone(engine: Engine, tmp_path: Path) -> None:
    port = free_port()
    with sandbox(
        WalkingClock(system_clock()), mode="http", request_url=f"http://127.0.0.1:{port}/slack/events"
    ) as slack:
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": SIGNING,
            "GOVBOT_SLACK_API_URL": slack.api_url,
            "GOVBOT_DATABASE_URL": engine.url.render_as_string(hide_password=False),
            "PORT": str(port),
        }
        with (
            Process(tmp_path, "web", settings=settings) as web,
            Process(tmp_path, "worker", settings=settings) as worker,
        ):
            web.says(r"govbot answers Slack")
            worker.says("does what happens by itself")
            asked = Person(slack, "@maya.lindqvist").types("/vendor list")
            assert "No vendor" in asked
            assert ready(port)["worker_beats"] is True
            began = monotonic()
            for process in (web, worker):
                process.told(signal.SIGTERM)
            assert [web.ends(ENDS_WITHIN), worker.ends(ENDS_WITHIN)] == [0, 0], web.output + worker.output
            assert monotonic() - began < ENDS_WITHIN
            assert web.family() + worker.family() == []
        assert slack.violations == []


def test_a_port_that_is_taken_is_a_sentence(sqlite_engine: Engine, tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken, sandbox(WalkingClock(system_clock())) as slack:
        port = str(taken.getsockname()[1])
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": SIGNING,
            "GOVBOT_SLACK_API_URL": slack.api_url,
            "GOVBOT_DATABASE_URL": sqlite_engine.url.render_as_string(),
            "PORT": port,
        }
        with Process(tmp_path, "web", settings=settings) as web:
            assert web.ends() == 2
            assert f"Port {port} cannot be listened on" in web.output
            assert "Traceback" not in web.output
