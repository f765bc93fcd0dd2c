"""The one composition root: every real thing is made here and handed down."""

import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
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
from govbot.doctor.checkup import Doctor
from govbot.escalations import commands as escalation_commands
from govbot.escalations import heartbeat as escalation_heartbeat
from govbot.escalations import more as more_of_escalations
from govbot.escalations import service as escalations
from govbot.escalations import shortcuts as escalation_shortcuts
from govbot.outbox import service as outbox
from govbot.outbox.delivery import Delivery
from govbot.overview import commands as overview_commands
from govbot.overview import handing, home, listing, moving, raising, weekly
from govbot.overview import services as vendor_services
from govbot.people import away_commands, directory, notify_commands, place_commands, role_commands
from govbot.people import service as people
from govbot.people.directory import Directory
from govbot.reminders import commands as reminder_commands
from govbot.reviews import commands as review_commands
from govbot.reviews.handling import HANDLINGS
from govbot.reviews.reminders import KINDS
from govbot.rounds import morning as rounds
from govbot.settings import Settings
from govbot.slack import handled
from govbot.slack.channels import Channels
from govbot.slack.dispatch import Dispatcher
from govbot.slack.introduction import introduce
from govbot.slack.listeners import bind
from govbot.slack.router import Router
from govbot.vendors import contact_commands, duty_commands, leaving_news, retained_commands, rooms
from govbot.workspace import Workspace

TIMEOUT = 10  # seconds for one call to Slack


def router() -> Router:
    """Everything that can be typed, pressed and filled in."""
    return Router.join(
        directory.router,
        role_commands.router,
        away_commands.router,
        place_commands.router,
        notify_commands.router,
        listing.router,
        duty_commands.router,
        leaving_news.router,
        rooms.router,
        contact_commands.router,
        retained_commands.router,
        review_commands.router,
        reminder_commands.router(KINDS, HANDLINGS, raising.about),
        escalation_commands.router,
        more_of_escalations.router,
        escalation_shortcuts.router,
        overview_commands.router,
        moving.router,
        handing.router,
        vendor_services.router,
        home.router(KINDS),
    )


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

    def round(self) -> int:
        """The morning and the digest of the week, where their hour has come; returns how many messages these are."""
        """The morning, and the digest of the week, wherever their hour has come; returns how many messages."""
        now = self.clock()
        written = 0
        for workspace_id in self.workspaces():
            written += rounds.run(self.engine, workspace_id, now, KINDS)
            written += weekly.run(self.engine, workspace_id, now, KINDS)
        return written

    def climb(self) -> int:
        """Escalations whose clock ran out."""
        return sum(self._climb(workspace_id) for workspace_id in self.workspaces())

    def _climb(self, workspace_id: int) -> int:
        """Some in each transaction; one that makes no progress leaves the rest to the next beat."""
        moved = 0
        while self._escalations_wait(workspace_id):
            with db.write(self.engine, workspace_id) as session:
                place = session.get_one(Workspace, workspace_id)
                advanced = escalation_heartbeat.advance(session, place, self.clock())
            moved += advanced
            if not advanced:
                break
        return moved

    def _escalations_wait(self, workspace_id: int) -> bool:
        with db.read(self.engine, workspace_id) as session:
            return escalation_heartbeat.waiting(session, self.clock())

    def deliver(self) -> int:
        """Messages that are due, sent."""
        return sum(self.delivery.deliver(workspace_id) for workspace_id in self.workspaces())

    def nightly(self) -> int:
        """Once a day: people and channels as Slack lists them now, for events that were missed; and a tidy-up.

        It asks the database whether today's was done, so that neither a restart nor a second process matters.
        """
        return sum(self._night(workspace_id) for workspace_id in self.workspaces())

    def _night(self, workspace_id: int) -> bool:
        now = self.clock()
        with db.read(self.engine, workspace_id) as session:
            tonight = f"night:{session.get_one(Workspace, workspace_id).today(now)}"
            if handled.was(session, tonight):
                return False
        self.directory.sync(workspace_id)
        listed = self.channels.by_id()
        with db.write(self.engine, workspace_id) as session:
            if handled.was(session, tonight):
                return False
            handled.once(session, tonight, now)
            place = session.get_one(Workspace, workspace_id)
            leaving_news.sweep(session, now, place)
            rooms.check(session, now, place, listed)
            handled.forget_old(session, now)
        return True

    def checkup(self) -> int:
        """Once a week: what is wrong, said where the admins see it; returns how many workspaces were told."""
        doctor = Doctor(self.settings, self.engine, self.dispatcher.router, self.reading)
        return doctor.weekly(self.clock())

    def pulse(self) -> None:
        """Let the other processes know that a worker runs."""
        with db.write(self.engine, None) as session:
            session.exec(sa.update(Workspace).values(beat_at=self.clock()))

    def next_due(self) -> datetime | None:
        """When something will happen by itself next."""
        now, instants = self.clock(), []
        for workspace_id in self.workspaces():
            with db.read(self.engine, workspace_id) as session:
                place = session.get_one(Workspace, workspace_id)
                instants += [
                    rounds.next_round(place, now),
                    escalations.next_step(session),
                    outbox.next_due(session, now),
                ]
        return min((instant for instant in instants if instant and instant > now), default=None)

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
    delivery = Delivery(engine, clock, careful, people.admins)
    dispatcher = Dispatcher(engine, clock, router(), people_of_slack)
    bot = Bot(
        settings=settings,
        engine=engine,
        clock=clock,
        app=App(
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
