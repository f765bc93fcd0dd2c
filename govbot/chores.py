"""What govbot does by itself, one chore each: rounds, escalation clocks, deliveries, the nightly look at Slack."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from govbot import db
from govbot.bot import Bot
from govbot.contracts import renewing
from govbot.doctor.checkup import Doctor
from govbot.escalations import heartbeat as escalation_heartbeat
from govbot.escalations import service as escalations
from govbot.exits import watching as exit_watching
from govbot.outbox import service as outbox
from govbot.overview import leavers, weekly
from govbot.people import unattended
from govbot.plans import late, progress
from govbot.reviews import keeping
from govbot.rounds import morning as rounds
from govbot.slack import handled
from govbot.street import KINDS, PLAYS, WATCHES
from govbot.vendors import leaving_news, rooms
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Chores:
    """Each may be done at any time and by several processes: what is due is a query on our tables."""

    bot: Bot

    def round(self) -> int:
        """The morning, and the digest of the week, wherever their hour has come; returns how many messages."""
        now = self.bot.clock()
        written = 0
        for workspace_id in self.bot.workspaces():
            renewing.run(self.bot.engine, workspace_id, now)
            late.run(self.bot.engine, workspace_id, now, PLAYS)
            written += rounds.run(self.bot.engine, workspace_id, now, KINDS, WATCHES)
            written += exit_watching.run(self.bot.engine, workspace_id, now)
            written += progress.run(self.bot.engine, workspace_id, now)
            written += weekly.run(self.bot.engine, workspace_id, now, KINDS)
        return written

    def climb(self) -> int:
        """Escalations whose clock ran out."""
        return sum(self._climb(workspace_id) for workspace_id in self.bot.workspaces())

    def _climb(self, workspace_id: int) -> int:
        """Some in each transaction; one that makes no progress leaves the rest to the next beat."""
        moved = 0
        while self._escalations_wait(workspace_id):
            with db.write(self.bot.engine, workspace_id) as session:
                place = session.get_one(Workspace, workspace_id)
                advanced = escalation_heartbeat.advance(session, place, self.bot.clock())
            moved += advanced
            if not advanced:
                break
        return moved

    def _escalations_wait(self, workspace_id: int) -> bool:
        with db.read(self.bot.engine, workspace_id) as session:
            return escalation_heartbeat.waiting(session, self.bot.clock())

    def deliver(self) -> int:
        """Messages that are due, sent."""
        return sum(self.bot.delivery.deliver(workspace_id) for workspace_id in self.bot.workspaces())

    def nightly(self) -> int:
        """Once a day: people and channels as Slack lists them now, for events that were missed; and a tidy-up.

        It asks the database whether today's was done, so that neither a restart nor a second process matters.
        """
        return sum(self._night(workspace_id) for workspace_id in self.bot.workspaces())

    def _night(self, workspace_id: int) -> bool:
        now = self.bot.clock()
        with db.read(self.bot.engine, workspace_id) as session:
            tonight = f"night:{session.get_one(Workspace, workspace_id).today(now)}"
            if handled.was(session, tonight):
                return False
        self.bot.directory.sync(workspace_id)
        listed = self.bot.channels.by_id()
        with db.write(self.bot.engine, workspace_id) as session:
            if handled.was(session, tonight):
                return False
            handled.once(session, tonight, now)
            place = session.get_one(Workspace, workspace_id)
            leaving_news.sweep(session, now, place)
            leavers.sweep(session, now, place)
            unattended.check(session, now, place)
            rooms.check(session, now, place, listed)
            handled.forget_old(session, now)
        keeping.run(self.bot.engine, workspace_id, now)
        return True

    def checkup(self) -> int:
        """Once a week: what is wrong, said where the admins see it; returns how many workspaces were told."""
        bot = self.bot
        return Doctor(bot.settings, bot.engine, bot.dispatcher.router, bot.reading).weekly(bot.clock())

    def pulse(self) -> None:
        """Let the other processes know that a worker runs."""
        with db.write(self.bot.engine, None) as session:
            session.exec(sa.update(Workspace).values(beat_at=self.bot.clock()))

    def next_due(self) -> datetime | None:
        """When something will happen by itself next."""
        now, instants = self.bot.clock(), []
        for workspace_id in self.bot.workspaces():
            with db.read(self.bot.engine, workspace_id) as session:
                place = session.get_one(Workspace, workspace_id)
                instants += [
                    rounds.next_round(place, now),
                    escalations.next_step(session),
                    outbox.next_due(session, now),
                ]
        return min((instant for instant in instants if instant and instant > now), default=None)
