"""The demo's time: it runs on like any clock, and can be moved forward."""

from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

from govbot.sandbox.shapes import real_seconds, wall_seconds


class Clock(Protocol):
    """What the sandbox needs of time: aware UTC, and a way to move it forward."""

    def now(self) -> datetime: ...

    def move_to(self, instant: datetime) -> datetime: ...


class DemoClock:
    def __init__(self, start: datetime | None = None) -> None:
        self._lock = Lock()
        self._base = (start or datetime.fromtimestamp(wall_seconds(), UTC)).astimezone(UTC)
        self._since = real_seconds()

    def now(self) -> datetime:
        with self._lock:
            return self._reading()

    def move_to(self, instant: datetime) -> datetime:
        """Never backwards: an instant already past leaves the clock as it is. Returns the time it now shows."""
        with self._lock:
            now = self._reading()
            if instant > now:
                self._base, self._since = instant.astimezone(UTC), real_seconds()
                return self._base
            return now

    def _reading(self) -> datetime:
        return self._base + timedelta(seconds=real_seconds() - self._since)
