"""The person's door over HTTP: /sandbox/*, the stream of changes, and the page's static files."""

import asyncio
import json
from pathlib import Path
from typing import Any

from aiohttp import web

from govbot.sandbox.shapes import Json, Unusable
from govbot.sandbox.state import State
from govbot.sandbox.user_side import READ, WRITE, Act

STATIC = Path(__file__).with_name("static")
TICK = 15.0
GATHER = 0.03


class PageRoutes:
    def __init__(self, state: State) -> None:
        self._state = state
        self.stopping = False

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/sandbox/stream", self.stream)
        app.router.add_get("/sandbox/{name}", self.read)
        app.router.add_post("/sandbox/{name}", self.write)
        app.router.add_get("/archives/{channel}/{ts}", self.permalink)
        app.router.add_get("/", self.page)
        if STATIC.is_dir():  # a checkout whose page was not built has none
            app.router.add_static("/static/", STATIC)

    async def read(self, request: web.Request) -> web.StreamResponse:
        act = READ.get(request.match_info["name"])
        return await self._done(request, act, dict(request.query))

    async def write(self, request: web.Request) -> web.StreamResponse:
        text = await request.text()
        try:
            wish: Any = json.loads(text or "{}")
        except json.JSONDecodeError:
            return _refusal("The body is not JSON.")
        if not isinstance(wish, dict):
            return _refusal("The body must be a JSON object.")
        return await self._done(request, WRITE.get(request.match_info["name"]), wish)

    async def _done(self, request: web.Request, act: Act | None, wish: Json) -> web.StreamResponse:
        if act is None:
            known = ", ".join([*READ, *WRITE, "stream"])
            return _refusal(f"There is no {request.method} {request.path}; there are {known}.", 404)
        try:
            return web.json_response(await act(self._state, wish), headers={"Cache-Control": "no-store"})
        except Unusable as refusal:
            return _refusal(str(refusal))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        who = request.query.get("user", "")
        user = self._state.world.user(who) if who else None
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        with self._state.changes.watch(user.id if user else "") as watcher:
            await response.write(self._event("tick", {}))
            while not self.stopping:
                try:
                    await asyncio.wait_for(watcher.woken.wait(), TICK)
                    await asyncio.sleep(GATHER)
                    name, news = "changed", watcher.take()
                except TimeoutError:
                    name, news = "tick", {}
                try:
                    await response.write(self._event(name, news))
                except ConnectionError:  # the page was closed
                    break
        return response

    def _event(self, name: str, news: Json) -> bytes:
        data = news | {"now": self._state.clock.now().isoformat(), "busy": self._state.busy}
        return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()

    async def permalink(self, request: web.Request) -> web.StreamResponse:
        channel, ts = request.match_info["channel"], request.match_info["ts"].removeprefix("p")
        raise web.HTTPFound(f"/?channel={channel}&ts={ts[:-6]}.{ts[-6:]}")

    async def page(self, request: web.Request) -> web.StreamResponse:
        index = STATIC / "index.html"
        if index.is_file():
            return web.FileResponse(index, headers={"Cache-Control": "no-cache"})
        return web.Response(text="This is a local Slack. Its page is not built; its user side is at /sandbox/state.")


def _refusal(sentence: str, status: int = 400) -> web.Response:
    return web.json_response({"ok": False, "error": sentence}, status=status)
