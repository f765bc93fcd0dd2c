"""The round: once for each workspace and business day, one message for each channel and each person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from govbot import db, playbook
from govbot.escalations.rules import Watch
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind
from govbot.reminders.service import Told
from govbot.rounds import blocks, hearing, rules, service
from govbot.rounds.hearing import Facts, Hearing
from govbot.rounds.models import Round
from govbot.rounds.service import next_round
from govbot.slack.blocks import in_words
from govbot.workspace import Workspace

__all__ = ["next_round", "run"]


@dataclass(frozen=True)
class Morning:
    """One round at work."""

    engine: Engine
    workspace: Workspace
    now: datetime
    day: date
    last: date | None  # the round before
    known: Facts

    @property
    def delay(self) -> timedelta:
        return self.now - self.workspace.calendar.round_at(self.day, self.workspace.round_time)


def run(engine: Engine, workspace_id: int, now: datetime, kinds: Sequence[Kind], watches: Sequence[Watch]) -> int:
    """Today's round, if its hour has come and it is not done; returns how many messages it wrote.

    It may be called at any time, by several processes: what was written before is not written again.
    """
    with db.read(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        day = service.day_of_round(workspace, now)
        standing = service.of_day(session, day) if day else None
    if day is None or workspace.paused or (standing and standing.finished_at):
        return 0
    _begin(engine, workspace_id, now, day)
    morning, heard = _listen(engine, workspace, now, day, kinds)
    written = sum(_post(morning, channel, told) for channel, told in sorted(heard.channels.items()))
    written += sum(_digest(morning, slack_id, told) for slack_id, told in sorted(heard.people.items()))
    rules.apply(engine, workspace, now, day, watches)
    _finish(engine, workspace_id, now, day)
    return written


def _begin(engine: Engine, workspace_id: int, now: datetime, day: date) -> None:
    with db.write(engine, workspace_id) as session:
        if service.of_day(session, day) is None:
            session.add(Round(day=day, started_at=now))


def _finish(engine: Engine, workspace_id: int, now: datetime, day: date) -> None:
    with db.write(engine, workspace_id) as session:
        _lock(session, day).finished_at = now


def _lock(session: Session, day: date) -> Round:
    """Two processes in one round write one after the other, so that the second sees what the first wrote."""
    mine = select(Round).where(Round.day == day).with_for_update()
    return session.exec(mine.execution_options(populate_existing=True)).one()


def _listen(
    engine: Engine, workspace: Workspace, now: datetime, day: date, kinds: Sequence[Kind]
) -> tuple[Morning, Hearing]:
    """What is due and who hears it."""
    with db.read(engine, workspace.id) as session:
        things = reminders.gather(session, workspace, day, kinds)
        crossings = reminders.unsaid(session, day, things)
        known = hearing.facts(session, workspace, day, [crossing.reminder for crossing in crossings])
        last = service.last_before(session, day)
    return Morning(engine, workspace, now, day, last, known), hearing.resolve(known, crossings)


def _post(morning: Morning, channel: str, found: Sequence[Told]) -> int:
    """One post in a channel, its thread for what does not fit; returns how many messages that is.

    0 when it stands there already.
    """
    key = f"round:{morning.day}:channel:{channel}"
    with db.write(morning.engine, morning.workspace.id) as session:
        told = _left(session, morning, key, found)
        if not told:
            return 0
        late = service.lateness(morning.workspace, morning.delay, morning.day, morning.last, told)
        first, *rest = blocks.posts(morning.known, told, morning.day, late)
        outbox.post(
            session, morning.now, key=key, channel=channel, text=in_words(first.blocks), blocks=first.blocks,
            fallback=morning.workspace.governance_channel,
        )  # fmt: skip
        reminders.write_down(session, morning.now, first.told, channel, key)
        for number, part in enumerate(rest, start=1):
            of_it, text = f"{key}:{number}", in_words(part.blocks)
            outbox.reply(session, morning.now, key=of_it, parent_key=key, text=text, blocks=part.blocks)
            reminders.write_down(session, morning.now, part.told, channel, of_it)
        return 1 + len(rest)


def _digest(morning: Morning, slack_id: str, found: Sequence[Told]) -> int:
    """One direct message to a person, in their own morning; 0 when it was written before.

    What is more than the playbook lets them be asked on one day is not written down, so the next morning says it.
    """
    key = f"round:{morning.day}:digest:{slack_id}"
    with db.write(morning.engine, morning.workspace.id) as session:
        told = _left(session, morning, key, found)
        person = people.by_slack_id(session, slack_id)
        if not told or person is None:
            return 0
        most = min(playbook.load().reminders.most_a_day, blocks.LISTED)
        told, waiting = service.most_urgent(told, most)
        before = service.last_digest(session, slack_id)
        moment = service.own_morning(morning.workspace, person.zone, morning.now, before)
        delay = morning.delay if moment == morning.now else timedelta(0)
        late = service.lateness(morning.workspace, delay, morning.day, morning.last, told)
        drawn = blocks.digest(morning.known, told, morning.workspace.today(moment), late, waiting)
        outbox.direct(
            session, morning.now, key=key, slack_id=slack_id, text=in_words(drawn), blocks=drawn,
            fallback=morning.workspace.governance_channel, not_before=moment,
        )  # fmt: skip
        reminders.write_down(session, morning.now, told, slack_id, key)
        return 1


def _left(session: Session, morning: Morning, key: str, found: Sequence[Told]) -> list[Told]:
    """What is still to be said. A message of this morning is never added to: the rest waits for the next one."""
    _lock(session, morning.day)
    return [] if outbox.find(session, key) else reminders.still_unsaid(session, found)
