"""Misbehaviour on demand: which call of the Web API goes wrong next, and how."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govbot.sandbox.shapes import Json, Unusable

KINDS = (
    "rate_limited",
    "server_error",
    "server_error_after_accept",
    "drop_before",
    "drop_after_accept",
    "timeout",
    "timeout_after_accept",
    "error",
)


@dataclass
class Fault:
    method: str
    kind: str
    error: str = "internal_error"
    status: int = 503
    retry_after: int = 1
    times: int = 1
    channel: str = ""

    @property
    def executes(self) -> bool:
        """Whether the call takes effect although its caller does not learn of it."""
        return self.kind.endswith("_after_accept")

    def hits(self, method: str, channel: str) -> bool:
        return self.times > 0 and self.method in (method, "*") and self.channel in ("", channel)


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.released = asyncio.Event()

    def add(self, wish: Mapping[str, Any]) -> None:
        kind = str(wish.get("kind", ""))
        if kind not in KINDS:
            raise Unusable(f"There is no fault {kind!r}; say one of {', '.join(KINDS)}, disconnect.")
        known = {name: wish[name] for name in Fault.__dataclass_fields__ if wish.get(name) is not None}
        self._faults.append(Fault(**{"method": "*"} | known))

    def clear(self) -> None:
        """No fault is left, and calls that hang go on to their end."""
        self._faults.clear()
        self.released.set()
        self.released = asyncio.Event()

    def take(self, method: str, channel: str) -> Fault | None:
        for fault in self._faults:
            if fault.hits(method, channel):
                fault.times -= 1
                return fault
        return None

    def standing(self) -> list[Json]:
        return [vars(fault) for fault in self._faults if fault.times > 0]
