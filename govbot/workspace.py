"""The customer's Slack workspace and how it wants to be treated: zone, holidays, hours, governance channel."""

from dataclasses import replace
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, select

from govbot import calendar
from govbot.calendar import Calendar
from govbot.errors import Refusal

GOVERNANCE_CHANNEL = "vendor-governance"


class Workspace(SQLModel, table=True):
    """One row for each Slack team that installed govbot."""

    __tablename__ = "workspace"

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(unique=True)
    name: str
    bot_user_id: str = ""
    zone: str = "Europe/Berlin"
    countries: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    governance_channel: str | None = None
    round_time: time = time(9)
    digest_day: int = 0  # the weekly digest comes on this day of the week, Monday = 0
    business_start: time = time(9)
    business_end: time = time(18)
    playbook_version: int = 0  # what it changed in the playbook; 0: nothing
    paused: str | None = None  # why nothing is sent, e.g. a revoked token
    beat_at: datetime | None = None  # when a worker last said that it runs

    @property
    def calendar(self) -> Calendar:
        """Business days and hours as this workspace counts them."""
        return Calendar(
            zone=calendar.zone(self.zone),
            countries=tuple(self.countries),
            business_hours=(self.business_start, self.business_end),
        )

    def calendar_in(self, zone: str) -> Calendar:
        """The same days and hours on the clocks of another zone, as Slack names that of a person.

        Slack leaves the zone of some people open, and knows names that the zone database does not: then our own.
        """
        try:
            return replace(self.calendar, zone=calendar.zone(zone or self.zone))
        except Refusal:
            return self.calendar

    def today(self, now: datetime) -> date:
        """The date on the wall of this workspace."""
        return calendar.local_date(now, calendar.zone(self.zone))


def of_team(session: Session, team_id: str) -> Workspace | None:
    """The workspace of a Slack team, if it is known."""
    return session.exec(select(Workspace).where(Workspace.team_id == team_id)).first()


def enrol(session: Session, team_id: str, name: str, bot_user_id: str) -> Workspace:
    """The workspace of a Slack team, made on first sight and kept true afterwards."""
    workspace = of_team(session, team_id) or _first_seen(session, team_id, name)
    workspace.name, workspace.bot_user_id, workspace.paused = name, bot_user_id, None
    session.add(workspace)
    session.flush()
    return workspace


def _first_seen(session: Session, team_id: str, name: str) -> Workspace:
    fresh = Workspace(team_id=team_id, name=name)
    try:
        with session.begin_nested():
            session.add(fresh)
    except IntegrityError:  # a process that started together with this one made it a moment ago
        return session.exec(select(Workspace).where(Workspace.team_id == team_id)).one()
    return fresh
