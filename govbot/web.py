"""HTTP mode: Slack's endpoint, answered from a thread so that nothing waits for a slow request, and health."""

from datetime import datetime, timedelta
from typing import Any

import anyio.to_thread
import sqlalchemy as sa
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from govbot import db, schema
from govbot.bot import Bot
from govbot.errors import Misconfigured
from govbot.outbox import service as outbox
from govbot.workspace import Workspace

SILENT = timedelta(minutes=2)  # a worker says that it runs every twenty seconds


def application(bot: Bot) -> Starlette:
    """Slack posts commands, presses, forms and events to `/slack/events`."""

    async def slack(request: Request) -> Response:
        body = await request.body()
        # Bolt's own adapter calls dispatch in the event loop and would block every other request.
        answer = await run_in_threadpool(bot.app.dispatch, to_bolt_request(request, body))
        return to_starlette_response(answer)

    async def healthy(_request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def ready(_request: Request) -> Response:
        faults = await anyio.to_thread.run_sync(_faults, bot)
        if faults:
            return JSONResponse({"ok": False, "faults": faults}, status_code=503)
        standing = await anyio.to_thread.run_sync(_standing, bot)
        return JSONResponse({"ok": True, "faults": [], **standing})

    return Starlette(
        routes=[
            Route("/slack/events", slack, methods=["POST"]),
            Route("/healthz", healthy),
            Route("/readyz", ready),
        ]
    )


def _faults(bot: Bot) -> list[str]:
    """Why this process cannot do its work; empty when it can."""
    try:
        schema.check(bot.engine)
    except Misconfigured as fault:
        return [fault.text]
    except sa.exc.OperationalError:
        return ["The database does not answer."]
    return []


def _standing(bot: Bot) -> dict[str, Any]:
    """How the work stands that workers do: this process is ready without them, but somebody should look."""
    now, oldest, beats = bot.clock(), [], []
    for workspace_id in bot.workspaces():
        with db.read(bot.engine, workspace_id) as session:
            oldest.append(outbox.waiting(session, now).oldest_due)
            beats.append(session.get_one(Workspace, workspace_id).beat_at)
    last = max((beat for beat in beats if beat), default=None)
    return {
        "oldest_due_seconds": _age(now, min((due for due in oldest if due), default=None)),
        "worker_beats": last is not None and now - last < SILENT,
        "worker_beat_seconds": _age(now, last),
    }


def _age(now: datetime, instant: datetime | None) -> int | None:
    return int((now - instant).total_seconds()) if instant else None
