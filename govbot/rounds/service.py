"""When rounds take place, for a workspace and for each person in it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from govbot import calendar
from govbot.calendar import DAY
from govbot.outbox.models import Kind, OutboxMessage
from govbot.reminders.service import Told
from govbot.reminders.stages import meant_for
from govbot.rounds.models import Round
from govbot.workspace import Workspace

PATIENCE = timedelta(hours=1)  # a round that starts later than that says so


def next_round(workspace: Workspace, now: datetime) -> datetime:
    """When the next round begins, in UTC, later than `now`."""
    today = workspace.today(now)
    begins = workspace.calendar.round_at(today, workspace.round_time)
    return begins if begins > now else workspace.calendar.round_at(today + DAY, workspace.round_time)


def day_of_round(workspace: Workspace, now: datetime) -> date | None:
    """Today, if it is a business day and the hour of its round has come."""
    today = workspace.today(now)
    begun = workspace.calendar.round_at(today, workspace.round_time) <= now
    return today if begun and workspace.calendar.is_business_day(today) else None


def of_day(session: Session, day: date) -> Round | None:
    return session.exec(select(Round).where(Round.day == day)).first()


def last_before(session: Session, day: date) -> date | None:
    """The last day before that one whose round was finished."""
    wanted = select(Round).where(Round.day < day, col(Round.finished_at).is_not(None))
    found = session.exec(wanted.order_by(col(Round.day).desc()).limit(1)).first()
    return found.day if found else None


def lateness(workspace: Workspace, delay: timedelta, day: date, last: date | None, told: Sequence[Told]) -> str:
    """The sentence of a message that should have come before; empty when it comes in time.

    `delay` is counted from the round's hour, `last` is the day of the round before; the first one is never late.
    """
    if last is None:
        return ""
    calendar = workspace.calendar
    meant = [
        meant_for(each.crossing.stage, each.crossing.reminder.due, calendar)
        for each in told
        if not each.crossing.after_snoozes
    ]
    missed = [meant_day for meant_day in meant if last < meant_day < day]
    if missed:
        return f"This should have come on {min(missed):%A %-d %B}: govbot was not running then."
    if delay > PATIENCE:
        return f"This should have come at {workspace.round_time:%H:%M}: govbot was not running then."
    return ""


def most_urgent(told: Sequence[Told], most: int) -> tuple[list[Told], int]:
    """What is longest due, of so many things; and how many have to wait for the next morning."""
    due = {each.crossing.reminder.subject: each.crossing.reminder for each in told}
    things = sorted(due.values(), key=lambda thing: (thing.due, thing.vendor_id or 0, thing.subject))
    chosen = {thing.subject for thing in things[:most]}
    return [each for each in told if each.crossing.reminder.subject in chosen], len(things) - len(chosen)


def last_digest(session: Session, slack_id: str) -> datetime | None:
    """When somebody got, or will get, their latest digest."""
    mine = select(OutboxMessage).where(
        OutboxMessage.lane == slack_id, OutboxMessage.kind == Kind.DIRECT, col(OutboxMessage.key).like("round:%")
    )
    found = session.exec(mine.order_by(col(OutboxMessage.not_before).desc()).limit(1)).first()
    return found.not_before if found else None


def own_morning(workspace: Workspace, zone_name: str, now: datetime, before: datetime | None) -> datetime:
    """When somebody who lives in that zone reads their digest: in business hours there, else the next morning.

    `before` is the moment of the one they got last: nobody gets two on one of their days.
    """
    there = workspace.calendar_in(zone_name)
    zone = there.zone
    moment = there.add_business_time(now, timedelta(0))
    if before and calendar.local_date(before, zone) >= calendar.local_date(moment, zone):
        moment = there.round_at(calendar.local_date(before, zone) + DAY, there.business_hours[0])
    return moment
