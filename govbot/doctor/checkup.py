"""The whole check-up of an installation, and the weekly one that speaks only when something is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from slack_sdk import WebClient
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from govbot import calendar, db, manifest, schema
from govbot.doctor import register_side, slack_side, wiring
from govbot.errors import Misconfigured, Refusal
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.settings import Settings
from govbot.slack import handled
from govbot.slack.blocks import Block, context, in_words, section
from govbot.slack.router import Router
from govbot.slack.text import escape, plural
from govbot.workspace import Workspace

WEEK = timedelta(days=7)
SAID = 40  # faults in one message


@dataclass(frozen=True)
class Fault:
    """`where` is what it belongs to: settings, database, manifest, Slack, or the workspace's name."""

    where: str
    text: str


@dataclass(frozen=True)
class Doctor:
    """`slack` may retry: it only reads."""

    settings: Settings
    engine: Engine
    router: Router
    slack: WebClient

    def examine(self, now: datetime) -> Iterator[Fault]:
        """Everything that is wrong. Where one thing has to be right for the next to be asked, that one is said."""
        yield from (Fault("settings", text) for text in _settings(self.settings))
        yield from (Fault("manifest", text) for text in wiring.faults(manifest.read(), self.router))
        side = slack_side.ask(self.slack) if self.settings.slack_bot_token else slack_side.SlackSide([])
        yield from (Fault("Slack", text) for text in side.faults)
        database = list(_database(self.engine))
        yield from (Fault("database", text) for text in database)
        if not database:
            yield from self._workspaces(now, side)

    def _workspaces(self, now: datetime, side: slack_side.SlackSide) -> Iterator[Fault]:
        with db.read(self.engine, None) as session:
            places = list(session.exec(select(Workspace).order_by(Workspace.name)))
        if not places:
            yield Fault(
                "database", "No workspace is known yet. Start `govbot bot`, or `govbot web` and `govbot worker`."
            )
        for place in places:
            # The token is good for one workspace; of another one's channels it tells nothing.
            channels = side.channels if place.team_id == side.team_id else None
            with db.read(self.engine, place.id) as session:
                for text in register_side.faults(session, place, now, channels):
                    yield Fault(place.name, text)

    def weekly(self, now: datetime) -> int:
        """From Monday's round on, once in a week of each workspace; returns how many were told of something wrong."""
        with db.read(self.engine, None) as session:
            places = list(session.exec(select(Workspace)))
        due = [place for place in places if self._is_due(place, now)]
        if not due:
            return 0
        faults = list(self.examine(now))
        names = {place.name for place in places}
        return sum(
            self._tell(place, now, [fault.text for fault in faults if fault.where not in names - {place.name}])
            for place in due
        )

    def _is_due(self, place: Workspace, now: datetime) -> bool:
        with db.read(self.engine, place.id) as session:
            return _begins(place, now) <= now and not handled.was(session, _week(place, now))

    def _tell(self, place: Workspace, now: datetime, faults: list[str]) -> bool:
        with db.write(self.engine, place.id) as session:
            week = _week(place, now)
            if handled.was(session, week):
                return False
            # Requests are forgotten after days; this one has to be known to the end of its week.
            handled.once(session, week, now + WEEK)
            if faults:
                _post(session, place, now, week, faults)
            return bool(faults)


def _settings(settings: Settings) -> Iterator[str]:
    try:
        settings.require("slack_bot_token")
    except Misconfigured as refusal:
        yield refusal.text
    if not settings.slack_app_token and not settings.slack_signing_secret:
        yield (
            "Neither SLACK_APP_TOKEN (for `govbot bot`) nor SLACK_SIGNING_SECRET (for `govbot web`) is set."
            " Set the one for the mode you run."
        )
    if settings.slack_app_token and not settings.slack_app_token.startswith("xapp-"):
        yield "SLACK_APP_TOKEN does not look right: it begins with xapp-."


def _database(engine: Engine) -> Iterator[str]:
    try:
        schema.check(engine)
    except Misconfigured as refusal:
        yield refusal.text
    except sa.exc.OperationalError:
        yield "The database does not answer. Check GOVBOT_DATABASE_URL, and that it runs."


def _begins(place: Workspace, now: datetime) -> datetime:
    """The round of this week's first business day."""
    try:
        today = place.today(now)
        return place.calendar.round_at(today - timedelta(days=today.weekday()), place.round_time)
    except Refusal:  # a zone or a country that does not exist: that is for the check-up to say
        return now


def _week(place: Workspace, now: datetime) -> str:
    try:
        today = place.today(now)
    except Refusal:
        today = calendar.local_date(now, calendar.zone("UTC"))
    year, week, _ = today.isocalendar()
    return f"doctor:{year}-W{week:02}"


def _post(session: Session, place: Workspace, now: datetime, key: str, faults: list[str]) -> None:
    """To the governance channel; without one, to each admin."""
    drawn = _blocks(faults)
    text = in_words(drawn)
    if place.governance_channel:
        outbox.post(session, now, key=key, channel=place.governance_channel, text=text, blocks=drawn)
        return
    for admin in people.admins(session):
        outbox.direct(session, now, key=f"{key}:{admin}", slack_id=admin, text=text, blocks=drawn)


def _blocks(faults: list[str]) -> list[Block]:
    shown = [section(f"🩺 *{plural(len(faults), 'thing')} to mend*, found by the weekly check-up")]
    shown += [section(f"• {escape(fault)}") for fault in faults[:SAID]]
    rest = f"…and {len(faults) - SAID} more. " if len(faults) > SAID else ""
    return [*shown, context(f"{rest}`govbot doctor` in the terminal shows all of it at any time.")]
