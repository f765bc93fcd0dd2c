"""`make demo`: a local Slack with a page, the real bot behind real Socket Mode, and a clock to play with."""

import logging
import os
import signal
import sys
import tempfile
import threading
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from govbot import db, manifest, run, schema
from govbot.bot import Bot, build
from govbot.demo.furnishing import furnish
from govbot.engine import Heartbeat, walk
from govbot.sandbox.clock import DemoClock
from govbot.sandbox.server import Sandbox
from govbot.settings import Settings

# A Monday morning a quarter of an hour before the round, so that the first jump shows it.
START = datetime(2026, 11, 23, 7, 45, tzinfo=UTC)
PORTS_TRIED = 50
STOPS = 5000  # most instants visited on one walk of the clock: more than a year of them


class Demo:
    """The sandbox and the bot on one clock; whatever of it has begun, `stop` ends."""

    def __init__(self, port: int, folder: Path, start: datetime = START) -> None:
        self.clock = DemoClock(start)
        self.sandbox = Sandbox(
            manifest.read(),
            clock=self.clock,
            port=port,
            walk=self.walk,
            next_due=lambda: self.heart.chores.next_due(),
        )
        self.database_url = f"sqlite:///{folder / 'govbot.db'}"
        self.bot: Bot
        self.heart: Heartbeat
        self._ends = ExitStack()

    def listen(self) -> None:
        """OSError where somebody has the port."""
        self.sandbox.start()
        self._ends.callback(self.sandbox.stop)

    def start(self, console: Console) -> None:
        """On a sandbox that listens already."""
        schema.upgrade(self.database_url)
        settings = Settings.model_validate(
            {
                "GOVBOT_DATABASE_URL": self.database_url,
                "GOVBOT_SLACK_API_URL": self.sandbox.api_url,
                "SLACK_BOT_TOKEN": "xoxb-sandbox",
                "SLACK_APP_TOKEN": "xapp-sandbox",
            }
        )
        self.bot = build(settings, db.connect(self.database_url), self.clock.now)
        self._ends.callback(self.bot.close)
        furnish(self.bot, console)
        connection = run.connect(self.bot)
        self._ends.callback(connection.hang_up, run.GRACE)
        self.heart = Heartbeat(self.bot, connection.watch)
        self.heart.start()
        self._ends.callback(self.heart.stop)

    def walk(self, target: datetime) -> None:
        """Move the clock to `target`, stopping wherever something is due so that the bot does it at its time."""
        for _stop in walk(self.heart, self.clock, target, STOPS):
            pass

    def stop(self) -> None:
        self._ends.close()


def listening(port: int, folder: Path) -> Demo:
    """A demo whose sandbox listens on `port`, on the next one that nobody has, or on whichever the system gives."""
    for wish in range(port, min(port + PORTS_TRIED, 65536)):
        demo = Demo(wish, folder)
        try:
            demo.listen()
        except OSError:
            continue
        return demo
    demo = Demo(0, folder)
    demo.listen()
    return demo


def play(port: int, console: Console) -> None:
    """Until Ctrl-C, which may come at any time and leaves nothing."""
    told = _told_to_end()
    # Bolt copies the level when it starts; a newcomer needs the address, and what goes wrong.
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # The local Slack is on this machine, and slack_sdk knows no NO_PROXY.
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="govbot-demo-") as folder:
        demo = listening(port, Path(folder))
        try:
            demo.start(console)
            if not told.is_set():
                console.print(f"\n[bold]Open {demo.sandbox.url} in a browser.[/] Ctrl-C ends the demo.\n")
                run.wait_for_signal()
        finally:
            demo.stop()


def _told_to_end() -> threading.Event:
    """Set by Ctrl-C and SIGTERM, which leave whatever is being done just then.

    Python drops what is raised while it collects garbage: then the start goes on, and the end comes after it.
    """
    told = threading.Event()

    def end(*_: object) -> None:
        told.set()
        sys.exit()

    def quietly(dropped: "sys.UnraisableHookArgs") -> None:
        if dropped.exc_type is not SystemExit:
            sys.__unraisablehook__(dropped)

    sys.unraisablehook = quietly
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return told
