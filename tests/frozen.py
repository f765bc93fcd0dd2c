"""The machine's own clock, held still by freezegun and moved by a test: the bot reads it as it does in production."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import freezegun
from freezegun.api import FrozenDateTimeFactory

from govbot.clock import system_clock
from tests.walking import WalkingClock

# They keep real connections alive and real triggers short-lived.
REAL = ["govbot.sandbox", "slack_sdk", "slack_bolt", "aiohttp", "asyncio", "psycopg", "psycopg_pool", "tests.postgres"]


class FrozenClock(WalkingClock):
    def __init__(self, frozen: FrozenDateTimeFactory) -> None:
        super().__init__(system_clock())
        self._frozen = frozen

    def now(self) -> datetime:
        return system_clock()

    def move_to(self, instant: datetime) -> datetime:
        if instant > self.now():
            self._frozen.move_to(instant.astimezone(UTC))
        return self.now()


@contextmanager
def frozen(start: datetime) -> Iterator[FrozenClock]:
    with freezegun.freeze_time(start.astimezone(UTC), ignore=REAL, real_asyncio=True) as factory:
        assert isinstance(factory, FrozenDateTimeFactory)
        yield FrozenClock(factory)
