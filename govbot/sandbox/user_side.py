"""The user side by name: what /sandbox/<name> and the sandbox's own methods call."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from govbot.sandbox import reading, time_travel, user_acts, user_world
from govbot.sandbox.shapes import Json
from govbot.sandbox.sockets import SocketMode
from govbot.sandbox.state import State

Act = Callable[[State, Mapping[str, Any]], Coroutine[Any, Any, Json]]


async def faults(state: State, wish: Mapping[str, Any]) -> Json:
    if wish.get("clear"):
        state.faults.clear()
    elif wish.get("kind") == "disconnect":
        if isinstance(state.transport, SocketMode):
            reason = str(wish.get("reason", "refresh_requested"))
            await state.transport.disconnect(reason, abrupt=bool(wish.get("abrupt")))
    elif wish:
        state.faults.add(wish)
    return {"ok": True, "faults": state.faults.standing()}


async def violations(state: State, wish: Mapping[str, Any]) -> Json:
    return {"ok": True, "violations": list(state.violations), "counts": dict(state.counts)}


READ: dict[str, Act] = {
    "state": reading.overview,
    "messages": reading.messages,
    "views": reading.views,
    "home": reading.home,
    "violations": violations,
}
WRITE: dict[str, Act] = {
    "command": user_acts.command,
    "click": user_acts.click,
    "submit": user_acts.submit,
    "close": user_acts.close,
    "shortcut": user_acts.shortcut,
    "options": user_acts.options,
    "message": user_world.message,
    "upload": user_world.upload,
    "delete": user_world.delete,
    "event": user_world.event,
    "user": user_world.user,
    "channel": user_world.channel,
    "open_home": user_world.open_home,
    "faults": faults,
    "clock": time_travel.clock,
}
