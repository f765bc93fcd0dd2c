"""Moving the clock: forward only, in steps that the bot's side walks when it said how."""

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from govbot.sandbox.shapes import Json, Unusable
from govbot.sandbox.state import State
from govbot.sandbox.user_world import parse_instant

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
STEP = re.compile(r"(\d*)\s*(s|m|h|d|w)(?:\w*)")


async def clock(state: State, wish: Mapping[str, Any]) -> Json:
    """{to: ISO} | {advance: "1d", "week", "next due"} | {days|hours|minutes|seconds|weeks: n}."""
    if state.busy:
        raise Unusable("The clock is already moving; wait until it stands.")
    now = state.clock.now()
    target = await _target(state, wish, now)
    if target <= now:
        raise Unusable(f"The clock only goes forward: it is already {now:%Y-%m-%d %H:%M} UTC.")
    state.busy = True
    state.changes.flag("clock")
    try:
        if state.settings.walk is not None:
            await asyncio.to_thread(state.settings.walk, target)
        state.clock.move_to(target)
    finally:
        state.busy = False
        state.changes.flag("clock")
    return {"ok": True, "now": state.clock.now().isoformat()}


async def _target(state: State, wish: Mapping[str, Any], now: datetime) -> datetime:
    if wish.get("to"):
        return parse_instant(str(wish["to"]))
    by = {unit: float(wish[unit]) for unit in UNITS.values() if wish.get(unit) is not None}
    if by:
        return now + timedelta(**by)
    advance = str(wish.get("advance") or "").strip().lower()
    if advance.startswith("next"):
        return await _next_due(state, now)
    step = STEP.fullmatch(advance)
    if step is None:
        raise Unusable('Say how far: {"advance": "1d"}, "1w", "2h" or "next due", or {"to": an ISO moment}.')
    return now + timedelta(**{UNITS[step[2]]: float(step[1] or 1)})


async def _next_due(state: State, now: datetime) -> datetime:
    due = await asyncio.to_thread(state.settings.next_due) if state.settings.next_due else None
    if due is None:
        raise Unusable("Nothing is due; say how far the clock should go.")
    return max(due, now + timedelta(seconds=1))
