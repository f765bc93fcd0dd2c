"""The one composition root: every real thing is made here and handed down."""

import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import db, workspace
from govbot.clock import Clock
from govbot.outbox.delivery import Delivery
from govbot.people import service as people
from govbot.people.directory import Directory
from govbot.settings import Settings
from govbot.slack.channels import Channels
from govbot.slack.dispatch import Dispatcher
from govbot.slack.introduction import introduce
from govbot.slack.listeners import bind
from govbot.street import DRAWINGS, router
from govbot.workspace import Workspace

TIMEOUT = 10  # seconds for one call to Slack


def clients(settings: Settings) -> tuple[WebClient, WebClient]:
    """One that never repeats a call by itself, for what must not be said twice, and one for reading, that does."""
    careful = _client(settings, settings.slack_bot_token, [])
    patient: list[RetryHandler] = [
        ConnectionErrorRetryHandler(max_retry_count=2),
        RateLimitErrorRetryHandler(max_retry_count=3),
        ServerErrorRetryHandler(max_retry_count=2),
    ]
    return careful, _client(settings, settings.slack_bot_token, patient)


def _client(settings: Settings, token: str | None, retries: list[RetryHandler]) -> WebClient:
    return WebClient(
        token=token, base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=retries, ssl=_certificates()
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: that takes longer than a call to Slack, and without it every call would do it."""
    return ssl.create_default_context()


@dataclass
class Bot:
    """govbot put together: Bolt's app in front, and what the heartbeat calls."""

    settings: Settings
    engine: Engine
    clock: Clock
    app: App
    dispatcher: Dispatcher
    directory: Directory
    channels: Channels
    delivery: Delivery
    reading: WebClient
    _authorized: dict[str, AuthorizeResult] = field(default_factory=dict)

    def enrol(self) -> int:
        """Learn who we are in Slack, and remember the workspace and its people; returns the workspace's id."""
        me = introduce(self.reading)
        with db.write(self.engine, None) as session:
            fresh = workspace.of_team(session, me["team_id"]) is None
            enrolled = workspace.enrol(session, me["team_id"], me["team"], me["user_id"])
            workspace_id = enrolled.id
        self.directory.sync(workspace_id)
        if fresh:
            self._settle_in(workspace_id)
        return workspace_id

    def _settle_in(self, workspace_id: int) -> None:
        """First guesses at what an admin may change later: the zone most people live in, the governance channel."""
        governance = self.channels.by_name().get(workspace.GOVERNANCE_CHANNEL)
        with db.write(self.engine, workspace_id) as session:
            place = session.get_one(Workspace, workspace_id)
            place.zone = people.usual_zone(session) or place.zone
            place.governance_channel = governance
            session.add(place)

    def workspaces(self) -> list[int]:
        with db.read(self.engine, None) as session:
            return list(session.exec(select(Workspace.id)))

    def close(self) -> None:
        """Let go of threads and connections; what is in flight is finished first."""
        self.app.listener_runner.listener_executor.shutdown(wait=True)
        self.delivery.stop()
        self.engine.dispose()

    def authorize(self, **_context: Any) -> AuthorizeResult:
        """One workspace, one token: asked of Slack once, so that no request waits for it."""
        if "bot" not in self._authorized:
            me = introduce(self.reading)
            self._authorized["bot"] = AuthorizeResult(
                enterprise_id=me.get("enterprise_id"),
                team_id=me["team_id"],
                bot_token=self.settings.slack_bot_token,
                bot_id=me["bot_id"],
                bot_user_id=me["user_id"],
            )
        return self._authorized["bot"]


def build(settings: Settings, engine: Engine, clock: Clock, slack: tuple[WebClient, WebClient] | None = None) -> Bot:
    """The whole bot on this database, with this clock, speaking to `slack`: by default the one the settings name."""
    careful, reading = slack or clients(settings)
    people_of_slack = Directory(engine, reading)
    delivery = Delivery(engine, clock, careful, people.admins, lambda name, data: DRAWINGS[name](data))
    dispatcher = Dispatcher(engine, clock, router(), people_of_slack, careful)
    bot = Bot(
        settings=settings,
        engine=engine,
        clock=clock,
        app=App(
            name="govbot",  # else Bolt looks for one in the source files of whoever called it
            # Without the token, which `authorize` gives to each request: Bolt warns about a second one.
            client=_client(settings, None, []),
            authorize=lambda **context: bot.authorize(**context),
            signing_secret=settings.slack_signing_secret or None,
            request_verification_enabled=bool(settings.slack_signing_secret),
            process_before_response=True,
            listener_executor=ThreadPoolExecutor(10, thread_name_prefix="govbot-listener"),
        ),
        dispatcher=dispatcher,
        directory=people_of_slack,
        channels=Channels(reading),
        delivery=delivery,
        reading=reading,
    )
    bind(bot.app, dispatcher)
    return bot
