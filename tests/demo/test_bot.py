"""`govbot bot` as it is run for real: its own process, told all by the environment."""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
import sqlalchemy as sa
from sqlmodel import col

from govbot import db, schema
from govbot.clock import system_clock
from govbot.outbox.models import OutboxMessage, State
from govbot.sandbox.server import Sandbox
from tests.door import Person, sandbox, shown
from tests.processes import Process
from tests.walking import WalkingClock

FAULTS = {
    "#vendor-cedar": "timeout",
    "#vendor-cobalt": "timeout_after_accept",
    "#vendor-ardent": "drop_after_accept",
}
CONNECTED = "govbot is connected"
ENDS_WITHIN = 5.0
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_APP_TOKEN": "xapp-sandbox"}
VENDOR = {"function": "customer_support", "tier": "critical", "owner": "@ivo.novak"}


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """A process of its own has the machine's time."""
    with sandbox(WalkingClock(system_clock())) as running:
        yield running


@pytest.fixture
def settings(slack: Sandbox, tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'govbot.db'}"
    schema.upgrade(url)
    return TOKENS | {"GOVBOT_SLACK_API_URL": slack.api_url, "GOVBOT_DATABASE_URL": url}


def add_vendor(slack: Sandbox, name: str, channel: str) -> None:
    maya = Person(slack, "@maya.lindqvist")
    maya.types("/vendor add")
    assert maya.submits(name=name, channel=channel, **VENDOR)["errors"] == {}


def test_a_command_in_flight_is_finished_before_it_ends(
    slack: Sandbox, settings: dict[str, str], tmp_path: Path
) -> None:
    with Process(tmp_path, "bot", settings=settings) as bot:
        bot.says(CONNECTED)
        assert "No vendor" in Person(slack, "@maya.lindqvist").types("/vendor list")
        # The event that tells of a newcomer was lost, so that they are looked up first, and Slack lets that call hang.
        slack.state.manifest = replace(slack.state.manifest, events=frozenset())
        nina = slack.change_user("U0NINA", name="nina.new")["user"]
        slack.faults(method="users.info", kind="timeout")
        with ThreadPoolExecutor(1) as keyboard:
            answer = keyboard.submit(Person(slack, nina["id"]).types, "/vendor list")
            bot.until(lambda: slack.counts["fault:timeout"] == 1)
            bot.told(signal.SIGTERM)
            asked = monotonic()
            slack.faults(clear=True)
            assert "No vendor" in answer.result(ENDS_WITHIN)
        assert bot.ends(ENDS_WITHIN) == 0, bot.output
        assert monotonic() - asked < ENDS_WITHIN
        assert bot.family() == []
        assert "Traceback" not in bot.output


def test_killed_while_it_sends_each_message_stands_once(
    slack: Sandbox, settings: dict[str, str], tmp_path: Path
) -> None:
    with Process(tmp_path, "bot", settings=settings) as bot:
        bot.says(CONNECTED)
        for channel, kind in FAULTS.items():
            slack.faults(method="chat.postMessage", kind=kind, channel=channel_id(slack, channel))
            add_vendor(slack, f"First of {channel}", channel)
            add_vendor(slack, f"Second of {channel}", channel)
        bot.until(lambda: all(slack.counts[f"fault:{kind}"] == 1 for kind in FAULTS.values()))
        bot.told(signal.SIGKILL)
        assert bot.ends() == -signal.SIGKILL
    slack.faults(clear=True)
    a_minute_passes(settings["GOVBOT_DATABASE_URL"])
    with Process(tmp_path, "bot", settings=settings) as again:
        again.says(CONNECTED)
        again.until(lambda: open_messages(settings["GOVBOT_DATABASE_URL"]) == 0)
        again.told(signal.SIGTERM)
        assert again.ends(ENDS_WITHIN) == 0, again.output
    for channel in FAULTS:
        heard = [shown(message) for message in slack.messages(channel) if "added *" in shown(message)]
        assert [text.partition("*")[2].split()[0] for text in heard] == ["First", "Second"], (channel, heard)


def channel_id(slack: Sandbox, name: str) -> str:
    return str(next(one["id"] for one in slack.overview()["channels"] if f"#{one['name']}" == name))


def a_minute_passes(url: str) -> None:
    """For the lease of the worker that was killed."""
    engine = db.connect(url)
    with engine.begin() as connection:
        connection.execute(
            sa.update(OutboxMessage)
            .where(col(OutboxMessage.state) == State.SENDING)
            .values(lease_until=datetime(2026, 1, 1, tzinfo=UTC))
        )
    engine.dispose()


def open_messages(url: str) -> int:
    engine = db.connect(url)
    with engine.connect() as connection:
        still = sa.select(sa.func.count()).select_from(OutboxMessage).where(col(OutboxMessage.state) != State.SENT)
        found: int = connection.execute(still).scalar_one()
    engine.dispose()
    return found
