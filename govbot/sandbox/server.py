"""The sandbox itself: a local Slack on a port, and its user side as plain Python calls."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from aiohttp import web

from govbot.sandbox.api_routes import MAX_UPLOAD, ApiRoutes
from govbot.sandbox.clock import Clock, DemoClock
from govbot.sandbox.http_mode import HttpMode
from govbot.sandbox.interactions import TRIGGER_LIFE, Tickets
from govbot.sandbox.loop import LoopThread
from govbot.sandbox.manifest import read_manifest
from govbot.sandbox.page_routes import PageRoutes
from govbot.sandbox.shapes import Json, wall_seconds
from govbot.sandbox.sockets import SocketMode
from govbot.sandbox.state import APP, BOT, SIGNING, Settings, State
from govbot.sandbox.user_side import READ, WRITE
from govbot.sandbox.validation import read_schema
from govbot.sandbox.world import World, read_seed


class Sandbox:
    """`mode="http"` posts to `request_url` instead of waiting for Socket Mode. `port=0` takes a free one.

    `walk(target)` is called in a worker thread when somebody moves the clock: it moves the clock in steps and lets
    the bot act at each. `wall` gives the Unix time of signatures. Every call below is synchronous, may come from any
    thread, and raises Unusable with a sentence where a person could not do it.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any],
        world: World | Path | Mapping[str, Any] | None = None,
        clock: Clock | None = None,
        *,
        schema: Path | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        mode: Literal["socket", "http"] = "socket",
        request_url: str | None = None,
        signing_secret: str = SIGNING,
        bot_token: str = BOT,
        app_token: str = APP,
        walk: Callable[[datetime], None] | None = None,
        next_due: Callable[[], datetime | None] | None = None,
        ack_timeout: float = 3.0,
        trigger_life: float = TRIGGER_LIFE,
        retry_delays: tuple[float, ...] = (0.1, 1.0, 3.0),
        wall: Callable[[], float] = wall_seconds,
    ) -> None:
        known = read_manifest(manifest)
        self.clock: Clock = clock or DemoClock()
        self.settings = Settings(
            bot_token, app_token, signing_secret, request_url or "", ack_timeout, retry_delays, walk, next_due
        )
        self.state = State(
            manifest=known,
            world=world if isinstance(world, World) else read_seed(known, world),
            clock=self.clock,
            settings=self.settings,
            schema_check=read_schema(schema) if schema else None,
            tickets=Tickets(trigger_life),
        )
        self._host, self._port, self._mode, self._wall = host, port, mode, wall
        self._thread: LoopThread | None = None
        self._runner: web.AppRunner | None = None
        self._pages: PageRoutes | None = None

    @property
    def url(self) -> str:
        return self.state.url

    @property
    def api_url(self) -> str:
        """What a bot's client takes as its base URL."""
        return f"{self.state.url}/api/"

    @property
    def world(self) -> World:
        return self.state.world

    @property
    def violations(self) -> list[str]:
        return self.state.violations

    @property
    def counts(self) -> Counter[str]:
        return self.state.counts

    def start(self) -> Self:
        """Returns when it listens; raises OSError when the port is taken."""
        self._thread = LoopThread("sandbox")
        self._thread.start()
        try:
            self._thread.call(self._listen())
        except OSError:
            self.stop()
            raise
        return self

    async def _listen(self) -> None:
        app = web.Application(client_max_size=MAX_UPLOAD)
        sockets = SocketMode(self.state)
        self.state.transport = sockets if self._mode == "socket" else HttpMode(self.state, self._wall)
        app.router.add_get("/link/", sockets.link)
        self._pages = PageRoutes(self.state)
        ApiRoutes(self.state).add_to(app)
        self._pages.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.state.url = f"http://{host}:{port}"

    def stop(self) -> None:
        """Nothing is left running: connections, tasks, the loop and its thread end. Safe to call twice."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.call(self._close())
            thread.stop()

    async def _close(self) -> None:
        self.state.faults.clear()
        if self._pages is not None:
            self._pages.stopping = True
        self.state.changes.wake_all()
        for task in list(self.state.tasks):
            task.cancel()
        if self.state.transport is not None:
            await self.state.transport.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def hang_up(self) -> None:
        """Closes the bot's sockets, so that closing its client is not kept waiting for its next read (3 s)."""
        self._act("faults", kind="disconnect", reason="")

    def point_at(self, request_url: str) -> None:
        """HTTP mode: where the bot listens, once that is known."""
        self.settings.request_url = request_url

    def _act(self, name: str, /, **wish: Any) -> Json:
        assert self._thread is not None, "the sandbox is not started"
        act = WRITE.get(name) or READ[name]
        given = {key: value for key, value in wish.items() if value is not None}
        return self._thread.call(act(self.state, given))

    def overview(self, user: str | None = None) -> Json:
        return self._act("state", user=user)

    def command(self, user: str, channel: str, text: str) -> Json:
        return self._act("command", user=user, channel=channel, text=text)

    def message(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Json:
        return self._act("message", user=user, channel=channel, text=text, thread_ts=thread_ts)

    def upload(self, user: str, channel: str, name: str, content: str, text: str = "") -> Json:
        return self._act("upload", user=user, channel=channel, name=name, content=content, text=text)

    def delete(self, user: str, channel: str, ts: str) -> Json:
        return self._act("delete", user=user, channel=channel, ts=ts)

    def click(self, user: str, action_id: str, **where: Any) -> Json:
        """`where`: channel and ts, or view_id; block_id, value, selected_option …, values."""
        return self._act("click", user=user, action_id=action_id, **where)

    def submit(self, user: str, view_id: str, values: Mapping[str, Any] | None = None) -> Json:
        return self._act("submit", user=user, view_id=view_id, values=values or {})

    def close(self, user: str, view_id: str, *, all: bool = False) -> Json:
        return self._act("close", user=user, view_id=view_id, all=all)

    def shortcut(self, user: str, callback_id: str, **where: Any) -> Json:
        return self._act("shortcut", user=user, callback_id=callback_id, **where)

    def options(self, user: str, action_id: str, value: str, **where: Any) -> list[Json]:
        return list(self._act("options", user=user, action_id=action_id, value=value, **where)["options"])

    def event(self, type: str, **fields: Any) -> Json:
        return self._act("event", type=type, **fields)

    def change_user(self, id: str, **fields: Any) -> Json:
        return self._act("user", id=id, **fields)

    def change_channel(self, id: str, **fields: Any) -> Json:
        return self._act("channel", id=id, **fields)

    def open_home(self, user: str) -> Json | None:
        view: Json | None = self._act("open_home", user=user)["view"]
        return view

    def home(self, user: str) -> Json | None:
        view: Json | None = self._act("home", user=user)["view"]
        return view

    def views(self, user: str) -> list[Json]:
        return list(self._act("views", user=user)["views"])

    def messages(self, channel: str, user: str | None = None, thread_ts: str | None = None) -> list[Json]:
        return list(self._act("messages", channel=channel, user=user, thread_ts=thread_ts)["messages"])

    def faults(self, **wish: Any) -> Json:
        return self._act("faults", **wish)

    def move_clock(self, **wish: Any) -> Json:
        return self._act("clock", **wish)
