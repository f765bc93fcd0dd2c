"""HTTP mode: Slack's endpoint, answered from a thread so that nothing waits for a slow request, and health."""

import anyio.to_thread
import sqlalchemy as sa
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from govbot import schema
from govbot.bot import Bot
from govbot.errors import Misconfigured


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
        return JSONResponse({"ok": not faults, "faults": faults}, status_code=503 if faults else 200)

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
