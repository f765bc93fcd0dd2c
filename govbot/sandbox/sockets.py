"""Socket Mode: the bot's WebSocket connections, envelopes out and acknowledgements back."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from govbot.sandbox.delivery import Delivery, Kind
from govbot.sandbox.shapes import Json, fresh_id, real_seconds

if TYPE_CHECKING:
    from govbot.sandbox.state import State

MAX_CONNECTIONS = 10


@dataclass(frozen=True)
class Connection:
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None


class SocketMode:
    def __init__(self, state: State) -> None:
        self._state = state
        self._tickets: set[str] = set()
        self._connections: deque[Connection] = deque()
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    def new_link(self) -> str:
        """The URL that apps.connections.open hands out; it opens one connection."""
        ticket = fresh_id("").lower()
        self._tickets.add(ticket)
        return f"{self._state.url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self._state.world.app_id}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self._connections) >= MAX_CONNECTIONS:
            return web.Response(status=408, text="This link was used, or ten connections are open.")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        self._connections.append(connection)
        self._state.changes.flag("state")
        try:
            await socket.send_json(self._hello())
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._acknowledged(frame.data)
        finally:
            if connection in self._connections:
                self._connections.remove(connection)
            self._state.changes.flag("state")
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._state.world.app_id},
        }

    def _acknowledged(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except json.JSONDecodeError:
            self._state.violation(f"the socket said something that is not JSON: {text[:80]!r}")
            return
        waiting = self._waiting.pop(str(answer.get("envelope_id")), None)
        if waiting is None:
            self._state.violation(f"an acknowledgement came late or for no envelope: {text[:80]!r}")
        elif not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    async def deliver(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Delivery:
        if not self._connections:
            return Delivery("failed", detail="no Socket Mode connection")
        self._connections.rotate(-1)
        envelope: Json = {
            "envelope_id": fresh_id("").lower(),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason.removeprefix("http_")}
        return await self._exchange(self._connections[-1].socket, envelope)

    async def _exchange(self, socket: web.WebSocketResponse, envelope: Json) -> Delivery:
        waiting: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = waiting
        started = real_seconds()
        try:
            await socket.send_json(envelope)
            body = await asyncio.wait_for(waiting, self._state.settings.ack_timeout)
        except TimeoutError:
            return Delivery("timeout", ms=_since(started), detail="no acknowledgement in time")
        except ConnectionError as error:
            return Delivery("failed", ms=_since(started), detail=f"the socket is gone ({error})")
        finally:
            self._waiting.pop(envelope["envelope_id"], None)
        return Delivery("ok", body=body or None, ms=_since(started))

    async def disconnect(self, reason: str = "refresh_requested", abrupt: bool = False) -> None:
        """`abrupt`: the connections just break. Without a reason nothing is announced, the sockets only close."""
        for connection in list(self._connections):
            self._connections.remove(connection)
            if abrupt and connection.transport is not None:
                connection.transport.abort()
                continue
            if reason:
                message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
                await connection.socket.send_json(message)
            await connection.socket.close()

    async def close(self) -> None:
        for connection in list(self._connections):
            await connection.socket.close(code=1001, message=b"the sandbox stops")


def _since(started: float) -> int:
    return int((real_seconds() - started) * 1000)
