"""The small shapes everything in the sandbox speaks in: JSON objects, Slack's ids, real seconds, refusals."""

import hashlib
import time
import uuid
from typing import Any

Json = dict[str, Any]


class Unusable(ValueError):
    """Somebody asked the user side for something it cannot do; the text says what to do instead."""


class SlackError(Exception):
    """Slack's `ok: false`: the error's name, and whatever else stands in the answer."""

    def __init__(self, error: str, problems: list[str] | None = None, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.problems = problems or []
        self.extra = extra

    def answer(self) -> Json:
        body: Json = {"ok": False, "error": self.error, **self.extra}
        if self.problems:
            body["errors"] = self.problems
            body["response_metadata"] = {"messages": [f"[ERROR] {problem}" for problem in self.problems]}
        return body


def stable_id(prefix: str, name: str) -> str:
    """The same name gets the same id in every run, so that a database outlives its sandbox."""
    number = int.from_bytes(hashlib.sha256(f"{prefix}:{name}".encode()).digest()[:8], "big")
    return prefix + _letters(number)


def fresh_id(prefix: str) -> str:
    return prefix + _letters(uuid.uuid4().int)


def _letters(number: int) -> str:
    letters = ""
    for _ in range(10):
        number, place = divmod(number, 36)
        letters += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]
    return letters


def real_seconds() -> float:
    """Monotonic seconds that no test library can freeze: a trigger's life and sockets run on real time."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def wall_seconds() -> float:
    """Real Unix time, for signatures, which the bot compares with its own real clock."""
    return time.clock_gettime(time.CLOCK_REALTIME)
