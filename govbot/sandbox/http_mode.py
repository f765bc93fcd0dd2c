"""HTTP mode: the same payloads, signed as Slack signs them, posted to the bot's request URL."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from govbot.sandbox.delivery import Delivery, Kind
from govbot.sandbox.shapes import Json, real_seconds, wall_seconds

if TYPE_CHECKING:
    from govbot.sandbox.state import State

FORM = "application/x-www-form-urlencoded"


class HttpMode:
    def __init__(self, state: State, wall: Callable[[], float] = wall_seconds) -> None:
        self._state = state
        self._wall = wall
        self._session = aiohttp.ClientSession()

    @property
    def connected(self) -> bool:
        return bool(self._state.settings.request_url)

    async def deliver(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Delivery:
        body, content_type = _encoded(kind, payload)
        headers = self._signed(body) | {"content-type": content_type}
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
        return await self._exchange(body, headers)

    async def _exchange(self, body: str, headers: dict[str, str]) -> Delivery:
        started = real_seconds()
        timeout = aiohttp.ClientTimeout(total=self._state.settings.ack_timeout)
        url = self._state.settings.request_url
        try:
            async with self._session.post(url, data=body.encode(), headers=headers, timeout=timeout) as response:
                text = await response.text()
                ms = int((real_seconds() - started) * 1000)
                if not 200 <= response.status < 300:
                    return Delivery("failed", ms=ms, detail=f"HTTP {response.status} {text[:200]}")
                return Delivery("ok", body=_decoded(text), ms=ms)
        except TimeoutError:
            return Delivery("timeout", ms=int(self._state.settings.ack_timeout * 1000), detail="no answer in time")
        except aiohttp.ClientError as error:
            return Delivery("failed", detail=f"{type(error).__name__}: {error}")

    def _signed(self, body: str) -> dict[str, str]:
        timestamp = str(int(self._wall()))
        secret = self._state.settings.signing_secret.encode()
        digest = hmac.new(secret, f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"x-slack-request-timestamp": timestamp, "x-slack-signature": f"v0={digest}"}

    async def close(self) -> None:
        await self._session.close()


def _encoded(kind: Kind, payload: Json) -> tuple[str, str]:
    if kind == "slash_commands":
        return urlencode(payload), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), FORM
    return json.dumps(payload), "application/json"


def _decoded(text: str) -> Json | None:
    if not text:
        return None
    try:
        body = json.loads(text)
    except json.JSONDecodeError:
        return {"text": text}
    return body if isinstance(body, dict) else {"text": text}
