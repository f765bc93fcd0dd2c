"""A clock that stands still until a test moves it; the bot and the local Slack can share one."""

from datetime import UTC, datetime, timedelta
from threading import Lock

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class WalkingClock:
    """Callable, so that it is a `govbot.clock.Clock` as it stands."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._now = start
        self._lock = Lock()

    def __call__(self) -> datetime:
        return self.now()

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def move(self, step: timedelta | None = None, **parts: float) -> datetime:
        """By a timedelta, or by its parts: `move(days=1, hours=2)`. The time it shows now."""
        with self._lock:
            self._now += step if step is not None else timedelta(**parts)
            return self._now

    def move_to(self, instant: datetime) -> datetime:
        """Never backwards, as the local Slack expects of its clock."""
        with self._lock:
            self._now = max(self._now, instant.astimezone(UTC))
            return self._now
