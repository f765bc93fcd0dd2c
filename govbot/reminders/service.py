"""What has to be said now: the stages that have come, minus what was said and what was put off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.audit import Step
from govbot.playbook.reminders import Stage
from govbot.reminders.models import Audience, Kind, Reminder, ReminderLedger, Snooze
from govbot.reminders.stages import crossed
from govbot.workspace import Workspace

CHUNK = 500  # subjects in one query
Row = TypeVar("Row", ReminderLedger, Snooze)
Entry = tuple[str, date, int, Audience, int]


@dataclass(frozen=True)
class Crossing:
    """A stage that has come, and those it has not been said to."""

    reminder: Reminder
    stage: Stage
    audiences: tuple[Audience, ...]
    after_snoozes: int = 0


@dataclass(frozen=True)
class Told:
    """Who hears a crossing, for which audience, and why they do if it is in somebody's place."""

    crossing: Crossing
    audience: Audience
    because: str = ""


def gather(session: Session, workspace: Workspace, today: date, kinds: Iterable[Kind]) -> Iterator[Reminder]:
    """Every dated thing of which something may have to be said today."""
    for kind in kinds:
        horizon = timedelta(days=playbook.load().reminders.horizon(kind.name))
        yield from kind.due(session, workspace, today + horizon)


def coming(session: Session, workspace: Workspace, until: date, kinds: Iterable[Kind]) -> list[Reminder]:
    """Every dated thing that is overdue or due up to that day, whether or not anything is said of it yet."""
    return [thing for kind in kinds for thing in kind.due(session, workspace, until)]


def find(session: Session, workspace: Workspace, kinds: Iterable[Kind], subject: str) -> Reminder | None:
    """The thing with that subject, as long as it is open, however far ahead it is."""
    name, _, number = subject.partition(":")
    kind = next((kind for kind in kinds if kind.name == name), None)
    return kind.one(session, workspace, number) if kind else None


def unsaid(session: Session, today: date, reminders: Iterable[Reminder]) -> list[Crossing]:
    """What is to be said today and was not: the most urgent stage of each thing, and to whom."""
    come = [(thing, stage) for thing in reminders if (stage := crossed(thing.stages, thing.days_left(today)))]
    subjects = [thing.subject for thing, _ in come]
    said, put_off = _said(session, subjects), _snoozes(session, subjects)
    found = []
    for thing, stage in come:
        until = put_off[thing.subject, thing.due]
        if any(day > today for day in until):
            continue
        audiences = tuple(
            audience
            for audience in (Audience.CHANNEL, *map(Audience, stage.audience))
            if (thing.subject, thing.due, stage.days, audience, len(until)) not in said
        )
        if audiences:
            found.append(Crossing(thing, stage, audiences, after_snoozes=len(until)))
    return found


def still_unsaid(session: Session, told: Sequence[Told]) -> list[Told]:
    """Those that nobody has written down since they were found."""
    said = _said(session, [each.crossing.reminder.subject for each in told])
    return [each for each in told if _entry(each) not in said]


def write_down(session: Session, now: datetime, told: Iterable[Told], whom: str, message: str) -> None:
    """Say it never again: the ledger's rows and the audit's steps for one message to `whom` (a Slack id)."""
    steps = []
    for each in told:
        thing = each.crossing.reminder
        subject, due, stage, audience, after_snoozes = _entry(each)
        session.add(
            ReminderLedger(
                subject=subject,
                due=due,
                stage=stage,
                audience=audience,
                after_snoozes=after_snoozes,
                told=whom,
                because=each.because,
                message=message,
                at=now,
            )
        )
        detail = {"title": thing.title, "due": due, "stage": stage, "audience": audience, "told": whom}
        detail |= {"because": each.because} if each.because else {}
        about = f"vendor:{thing.vendor_id}" if thing.vendor_id else ""
        steps.append(Step("reminder.sent", subject, detail, about))
    audit.record_all(session, now, audit.SYSTEM, steps)


def told(session: Session, subject: str) -> list[str]:
    """Slack ids of the channels and people that were reminded of a thing, in the order they were."""
    rows = session.exec(
        select(ReminderLedger.told).where(ReminderLedger.subject == subject).order_by(col(ReminderLedger.id))
    )
    return list(dict.fromkeys(rows))


def _entry(told: Told) -> Entry:
    crossing = told.crossing
    thing = crossing.reminder
    return thing.subject, thing.due, crossing.stage.days, told.audience, crossing.after_snoozes


def _said(session: Session, subjects: Sequence[str]) -> set[Entry]:
    rows = _of_subjects(session, ReminderLedger, subjects)
    return {(row.subject, row.due, row.stage, row.audience, row.after_snoozes) for row in rows}


def _snoozes(session: Session, subjects: Sequence[str]) -> dict[tuple[str, date], list[date]]:
    """Until when each thing was put off, by subject and due date."""
    found: dict[tuple[str, date], list[date]] = defaultdict(list)
    for snooze in _of_subjects(session, Snooze, subjects):
        found[snooze.subject, snooze.due].append(snooze.until)
    return found


def _of_subjects(session: Session, table: type[Row], subjects: Sequence[str]) -> Iterator[Row]:
    for start in range(0, len(subjects), CHUNK):
        some = subjects[start : start + CHUNK]
        yield from session.exec(select(table).where(col(table.subject).in_(some)))
