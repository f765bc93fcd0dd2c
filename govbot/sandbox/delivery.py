"""How a payload reaches the bot and what came back, whichever way it travels; events are tried again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from govbot.sandbox.shapes import Json, fresh_id

if TYPE_CHECKING:
    from govbot.sandbox.state import State

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Delivery:
    """`failed`: the bot refused, or is not there; `timeout`: no answer in three seconds."""

    outcome: Literal["ok", "timeout", "failed"]
    body: Json | None = None
    ms: int = 0
    detail: str = ""

    @property
    def slack_error(self) -> str:
        """The name Slack shows to a person whose command failed."""
        return {"ok": "", "timeout": "operation_timeout", "failed": "dispatch_failed"}[self.outcome]


class Transport(Protocol):
    """Socket Mode or signed HTTP."""

    @property
    def connected(self) -> bool: ...

    async def deliver(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Delivery: ...

    async def close(self) -> None: ...


async def deliver(state: State, kind: Kind, payload: Json) -> Delivery:
    """One interaction, sent once; whatever is not a proper answer is recorded as a violation."""
    assert state.transport is not None
    delivery = await state.transport.deliver(kind, payload)
    state.counts[f"{kind}:{delivery.outcome}"] += 1
    if delivery.outcome != "ok":
        state.violation(f"{_name(kind, payload)} was not acknowledged: {delivery.outcome} {delivery.detail}".strip())
    return delivery


async def deliver_event(state: State, event: Json, channel_type: str = "") -> Delivery | None:
    """Nothing is sent that the manifest does not subscribe to; what is not acknowledged is sent again."""
    if not state.manifest.hears(str(event["type"]), channel_type):
        return None
    return await deliver_callback(state, _callback(state, event))


async def deliver_callback(state: State, payload: Json) -> Delivery:
    assert state.transport is not None
    delivery = Delivery("failed")
    reason = ""
    for attempt, pause in enumerate((0.0, *state.settings.retry_delays)):
        await asyncio.sleep(pause)
        delivery = await state.transport.deliver("events_api", payload, attempt, reason)
        state.counts[f"events_api:{delivery.outcome}"] += 1
        if delivery.outcome == "ok":
            return delivery
        reason = "http_timeout" if delivery.outcome == "timeout" else "http_error"
        state.violation(f"event {_name('events_api', payload)} was not acknowledged: {delivery.detail}")
    return delivery


def _callback(state: State, event: Json) -> Json:
    now = state.clock.now()
    team_id = state.world.team["id"]
    return {
        "token": "sandbox-verification-token",
        "team_id": team_id,
        "api_app_id": state.world.app_id,
        "event": {"event_ts": state.next_ts()} | event,
        "type": "event_callback",
        "event_id": fresh_id("Ev"),
        "event_time": int(now.timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": state.world.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": fresh_id("4-"),
    }


def _name(kind: Kind, payload: Json) -> str:
    if kind == "slash_commands":
        return f"{payload['command']} {payload['text']}".strip()
    if kind == "events_api":
        return str(payload.get("event", payload)["type"])
    actions = payload.get("actions") or [{}]
    which = payload.get("callback_id") or payload.get("view", {}).get("callback_id") or ""
    return f"{payload['type']} {actions[0].get('action_id') or which}".strip()
