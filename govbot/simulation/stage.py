"""Where a simulation is played: the real bot on a copy of the database, on its own clock, speaking into the air."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlalchemy.engine import Engine

from govbot.bot import Bot, build
from govbot.settings import Settings
from govbot.simulation.air import Air
from govbot.simulation.copying import copied


class VirtualClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now, self._lock = start, Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def move_to(self, instant: datetime) -> datetime:
        with self._lock:
            self._now = max(self._now, instant)
            return self._now


@contextmanager
def played(original: Engine, now: datetime) -> Iterator[tuple[Bot, VirtualClock]]:
    """Nothing of it is left afterwards."""
    clock, air = VirtualClock(now), Air()
    settings = Settings.model_validate({"SLACK_BOT_TOKEN": "simulated"})
    with tempfile.TemporaryDirectory(prefix="govbot-simulation-") as folder:
        bot = build(settings, copied(original, Path(folder)), clock.now, slack=(air, air))
        try:
            yield bot, clock
        finally:
            bot.close()
