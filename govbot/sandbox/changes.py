"""Tells open pages what changed, and for whom: the source of the server-sent events."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from govbot.sandbox.shapes import Json


@dataclass
class Watcher:
    """One open page. What changed since it last looked is gathered, so that a burst is one event."""

    user: str
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    channels: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)

    def take(self) -> Json:
        news = {
            "channels": sorted(self.channels),
            "views": "views" in self.flags,
            "home": "home" in self.flags,
            "clock": "clock" in self.flags,
            "state": "state" in self.flags,
        }
        self.channels.clear()
        self.flags.clear()
        self.woken.clear()
        return news


class Changes:
    def __init__(self) -> None:
        self._watchers: list[Watcher] = []

    @contextmanager
    def watch(self, user_id: str) -> Iterator[Watcher]:
        """An empty `user_id` sees everything."""
        watcher = Watcher(user_id)
        self._watchers.append(watcher)
        try:
            yield watcher
        finally:
            self._watchers.remove(watcher)

    def in_channel(self, channel_id: str, seen_by: set[str] | None = None) -> None:
        """`seen_by`: None means everybody."""
        for watcher in self._interested(seen_by):
            watcher.channels.add(channel_id)
            watcher.woken.set()

    def flag(self, what: str, user_id: str | None = None) -> None:
        """`what`: views, home, clock or state."""
        for watcher in self._interested({user_id} if user_id else None):
            watcher.flags.add(what)
            watcher.woken.set()

    def _interested(self, seen_by: set[str] | None) -> list[Watcher]:
        return [w for w in self._watchers if seen_by is None or not w.user or w.user in seen_by]

    def wake_all(self) -> None:
        for watcher in self._watchers:
            watcher.woken.set()
