"""Walks a copy of the database through the days asked for, and tells every message that would go out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import calendar, db
from govbot.calendar import DAY
from govbot.engine import Heartbeat, walk
from govbot.errors import Refusal
from govbot.outbox.models import Kind, OutboxMessage, State
from govbot.simulation import names
from govbot.simulation.names import Names
from govbot.simulation.stage import played
from govbot.slack.blocks import in_words
from govbot.vendors import finding
from govbot.workspace import Workspace

LONGEST = timedelta(days=2 * 366)
STOPS_A_DAY = 2000
Judge = Callable[[Session, OutboxMessage], bool]


@dataclass(frozen=True)
class Span:
    """Local days, both included."""

    first: date
    last: date

    def check(self, today: date) -> None:
        if self.last < self.first:
            raise Refusal(f"{self.last} is before {self.first}. Name the earlier day first.")
        if self.first < today:
            raise Refusal(f"{self.first} is past, and what was said then is not simulated. Begin today or later.")
        if self.last > today + LONGEST:
            raise Refusal(f"{self.last} is more than two years away. Name an earlier day.")


@dataclass(frozen=True)
class Said:
    """One message. `local` is the time of the workspace, `theirs` that of the person it goes to."""

    workspace: str
    at: datetime
    local: datetime
    theirs: datetime
    to: str
    target: str  # Slack id
    kind: Kind
    text: str  # as people read it: names in place of Slack's tokens


@dataclass(frozen=True)
class Watched:
    """A workspace whose messages are told: those of the span, and of a vendor where one was named."""

    place: Workspace
    names: Names
    begin: datetime
    end: datetime
    judge: Judge | None

    def said(self, session: Session, stop: datetime) -> Iterator[Said]:
        if self.begin <= stop < self.end:
            sent = select(OutboxMessage).where(OutboxMessage.state == State.SENT, OutboxMessage.sent_at == stop)
            for message in session.exec(sent.order_by(col(OutboxMessage.id))):
                if self.judge is None or self.judge(session, message):
                    yield self._told(message, stop)

    def _told(self, message: OutboxMessage, at: datetime) -> Said:
        zone = calendar.zone(self.place.zone)
        text = in_words(message.payload["blocks"], names.ALL) or message.payload["text"]
        return Said(
            workspace=self.place.name,
            at=at,
            local=at.astimezone(zone),
            theirs=at.astimezone(self.names.zone(message.target)),
            to=self.names.recipient(message.target),
            target=message.target,
            kind=message.kind,
            text=self.names.spoken(text),
        )


def simulate(
    engine: Engine, now: datetime, span: Span, *, vendor: str = "", heard: Callable[[datetime], object] | None = None
) -> Iterator[Said]:
    """From `now` on all happens as it will if nobody does anything; what falls into the span is told, in order.

    `engine` is only read. With `vendor`, what is not about it is left out. `heard` is told the virtual time.
    """
    with played(engine, now) as (bot, clock):
        watched = [_watch(bot.engine, each, now, span, vendor) for each in bot.workspaces()]
        end = max((each.end for each in watched), default=now)
        for stop in walk(Heartbeat(bot), clock, end, STOPS_A_DAY * ((end - now).days + 2)):
            yield from _heard(bot.engine, watched, stop)
            if heard:
                heard(stop)


def today(engine: Engine, now: datetime) -> date:
    """The day on which a simulation may begin everywhere: where it is tomorrow already, today is past."""
    with db.read(engine, None) as session:
        return max((place.today(now) for place in session.exec(select(Workspace))), default=now.date())


def paused(engine: Engine) -> list[str]:
    """The workspaces to which nothing is sent, so that nothing is told of them."""
    with db.read(engine, None) as session:
        places = session.exec(select(Workspace).where(col(Workspace.paused).is_not(None)))
        return [f"{place.name} ({place.paused})" for place in places]


def _watch(engine: Engine, workspace_id: int, now: datetime, span: Span, vendor: str) -> Watched:
    with db.read(engine, workspace_id) as session:
        place = session.get_one(Workspace, workspace_id)
        span.check(place.today(now))
        zone = calendar.zone(place.zone)
        return Watched(
            place=place,
            names=names.of(session, place),
            begin=calendar.at(span.first, time(0), zone),
            end=calendar.at(span.last + DAY, time(0), zone),
            judge=names.about(session, finding.find(session, vendor)) if vendor else None,
        )


def _heard(engine: Engine, watched: Sequence[Watched], stop: datetime) -> Iterator[Said]:
    for each in watched:
        with db.read(engine, each.place.id) as session:
            yield from each.said(session, stop)
