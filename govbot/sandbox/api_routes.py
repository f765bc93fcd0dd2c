"""The bot's door over HTTP: /api/*, /response/*, uploads; here faults strike."""

import asyncio
import json
from typing import Any

from aiohttp import web

from govbot.sandbox.answers import use_response_url
from govbot.sandbox.api import call
from govbot.sandbox.faults import Fault
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State

MAX_UPLOAD = 50 * 1024 * 1024
IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}  # drawn by the page


class ApiRoutes:
    def __init__(self, state: State) -> None:
        self._state = state

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self.api)
        app.router.add_post("/response/{id}", self.response)
        app.router.add_post("/upload/{id}", self.upload)
        app.router.add_get("/files/{id}", self.file)
        app.router.add_get("/files/{id}/download", self.download)

    async def api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        token = token or str(given.get("token") or "")
        given.pop("token", None)
        fault = self._state.faults.take(method, str(given.get("channel") or ""))
        if fault is None:
            return self._answer(call(self._state, method, token, given))
        self._state.counts[f"fault:{fault.kind}"] += 1
        answer = call(self._state, method, token, given) if fault.executes else {}
        return await self._misbehave(request, fault, answer)

    def _answer(self, body: Json, status: int = 200, **headers: str) -> web.Response:
        scopes = ",".join(sorted(self._state.manifest.scopes))
        return web.json_response(body, status=status, headers={"x-oauth-scopes": scopes} | headers)

    async def _misbehave(self, request: web.Request, fault: Fault, answer: Json) -> web.StreamResponse:
        match fault.kind:
            case "rate_limited":
                wait = {"Retry-After": str(fault.retry_after)}
                return self._answer({"ok": False, "error": "ratelimited"}, 429, **wait)
            case "server_error" | "server_error_after_accept":
                return web.Response(status=fault.status, text="<html>upstream error</html>", content_type="text/html")
            case "error":
                return self._answer({"ok": False, "error": fault.error})
            case "timeout" | "timeout_after_accept":
                await self._state.faults.released.wait()
        if request.transport is not None:
            request.transport.abort()
        return self._answer(answer)

    async def response(self, request: web.Request) -> web.StreamResponse:
        fault = self._state.faults.take("response_url", "")
        body = await _json_object(request)
        try:
            if fault is None or fault.executes:
                use_response_url(self._state, request.match_info["id"], body)
        except SlackError as refusal:
            self._state.counts[f"error:{refusal.error}"] += 1
            if refusal.problems or refusal.error == "no_text":
                self._state.violation(f"response_url: {refusal.error} {'; '.join(refusal.problems)}".strip())
            status = 404 if refusal.error.endswith("_url") else 400
            return web.json_response(refusal.answer(), status=status)
        if fault is not None:
            return await self._misbehave(request, fault, {})
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["id"]
        fault = self._state.faults.take("files.upload", "")
        if fault is not None:
            return await self._misbehave(request, fault, {})
        if file_id not in self._state.files:
            return web.Response(status=404, text="no such upload")
        content = await _uploaded(request)
        self._state.contents[file_id] = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """As a program reads it: without the bot's token, Slack answers with its page to sign in."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        fault = self._state.faults.take("files.download", "")
        if fault is not None:
            return await self._misbehave(request, fault, {})
        self._state.counts["files.download"] += 1
        if token != self._state.settings.bot_token or "files:read" not in self._state.manifest.scopes:
            return web.Response(text="<html>Sign in to your workspace</html>", content_type="text/html")
        return await self.file(request)

    async def file(self, request: web.Request) -> web.StreamResponse:
        file = self._state.files.get(request.match_info["id"])
        content = self._state.contents.get(request.match_info["id"])
        if file is None or content is None:
            return web.Response(status=404, text="There is no such file.")
        kept = str(file["name"]).replace('"', "").encode("ascii", "replace").decode()
        image = IMAGES.get(str(file["filetype"]))
        disposition = f'{"inline" if image else "attachment"}; filename="{kept}"'
        return web.Response(
            body=content,
            content_type=image or "application/octet-stream",
            headers={"Content-Disposition": disposition},
        )


async def _arguments(request: web.Request) -> Json:
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        return given | await _json_object(request)
    form = await request.post()
    return given | {name: value for name, value in form.items() if isinstance(value, str)}


async def _json_object(request: web.Request) -> Json:
    text = await request.text()
    try:
        body: Any = json.loads(text or "{}")
    except json.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            return await asyncio.to_thread(value.file.read)
    return b""
