"""The week at a glance, once a week, for the governance channel: what is late, comes, is open, and is nobody's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import db
from govbot.escalations import finding as escalations
from govbot.outbox import service as outbox
from govbot.outbox.models import OutboxMessage
from govbot.overview import weekly_blocks
from govbot.overview.weekly_blocks import Week
from govbot.people import service as people
from govbot.people.models import Person
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind, Reminder
from govbot.reviews.programme import UNREVIEWED
from govbot.slack.blocks import in_words
from govbot.vendors import duties, finding
from govbot.vendors.models import Duty
from govbot.workspace import Workspace

AHEAD = timedelta(days=30)
PATIENCE = timedelta(hours=1)  # one that comes later than that says so
WEEK = 7


def run(engine: Engine, workspace_id: int, now: datetime, kinds: Sequence[Kind]) -> int:
    """This week's message, if its hour has come and it was not written; returns how many were."""
    with db.read(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        meant = _meant(workspace, now)
        if meant is None or workspace.paused or not _wanted(session, workspace, now, meant):
            return 0
    with db.write(engine, workspace_id) as session:
        return _write(session, workspace, now, meant, look(session, workspace, workspace.today(now), kinds))


def _meant(workspace: Workspace, now: datetime) -> date | None:
    """The last day of a digest, on a business day after the hour of the round; None at any other time."""
    today, calendar = workspace.today(now), workspace.calendar
    if not calendar.is_business_day(today) or calendar.round_at(today, workspace.round_time) > now:
        return None
    day = today - timedelta(days=(today.weekday() - workspace.digest_day) % WEEK)
    return day if calendar.round_at(day, workspace.round_time) <= now else None


def _wanted(session: Session, workspace: Workspace, now: datetime, day: date) -> bool:
    """Once for each week. The very first one is never late: govbot was not there yet."""
    if outbox.find(session, _key(day)):
        return False
    earlier = select(OutboxMessage.id).where(col(OutboxMessage.key).startswith("weekly:"))
    return not _late(workspace, now, day) or session.exec(earlier.limit(1)).first() is not None


def _key(day: date) -> str:
    return f"weekly:{day}"


def _late(workspace: Workspace, now: datetime, day: date) -> bool:
    return now - workspace.calendar.round_at(day, workspace.round_time) > PATIENCE


def _write(session: Session, workspace: Workspace, now: datetime, day: date, week: Week) -> int:
    """To the governance channel, else to the admin who came first; its key lets it be written once."""
    late = f"This should have come on {day:%A %-d %B}: govbot was not running then."
    drawn = weekly_blocks.message(week, late if _late(workspace, now, day) else "")
    text = in_words(drawn)
    if workspace.governance_channel:
        outbox.post(session, now, key=_key(day), channel=workspace.governance_channel, text=text, blocks=drawn)
        return 1
    for admin in people.admins(session)[:1]:
        outbox.direct(session, now, key=_key(day), slack_id=admin, text=text, blocks=drawn)
        return 1
    return 0


def look(session: Session, workspace: Workspace, today: date, kinds: Sequence[Kind]) -> Week:
    """What there is to say. Retired vendors are in none of it, prospects only by what was promised about them."""
    vendors = {each.id: each for each in finding.everyone(session) if each.status not in UNREVIEWED}
    owners = _owners(session, list(vendors))
    things = reminders.coming(session, workspace, today + AHEAD, kinds)
    things.sort(key=lambda thing: (thing.due, thing.vendor, thing.title, thing.subject))
    return Week(
        today=today,
        overdue=_by_person(session, [thing for thing in things if thing.due < today], owners),
        coming=[thing for thing in things if thing.due >= today],
        escalated=[(one, vendor) for one, vendor in escalations.unfinished(session) if not vendor.retired],
        unowned=[vendor for vendor in vendors.values() if vendor.id not in owners],
    )


def _owners(session: Session, vendor_ids: list[int]) -> dict[int, Person]:
    """Owners who are still here, by vendor."""
    found: dict[int, Person] = {}
    for start in range(0, len(vendor_ids), 500):
        held = duties.holders_by_vendor(session, vendor_ids[start : start + 500])
        found |= {
            vendor_id: by_duty[Duty.OWNER]
            for vendor_id, by_duty in held.items()
            if Duty.OWNER in by_duty and by_duty[Duty.OWNER].reachable
        }
    return found


def _by_person(
    session: Session, things: Sequence[Reminder], owners: Mapping[int, Person]
) -> list[tuple[Person | None, list[Reminder]]]:
    """Whoever has most comes first; each one's longest overdue first."""
    found: dict[int, tuple[Person | None, list[Reminder]]] = {}
    for thing in things:
        person = people.by_id(session, thing.person_id) if thing.person_id else owners.get(thing.vendor_id or 0)
        _, listed = found.setdefault(person.id if person else 0, (person, []))
        listed.append(thing)
    return sorted(found.values(), key=lambda each: -len(each[1]))
