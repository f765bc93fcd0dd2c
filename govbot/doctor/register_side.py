"""What a workspace's own tables say: its calendar, its channels, its ladders, its queue, its last round."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from govbot import calendar, playbook
from govbot.calendar import DAY
from govbot.doctor.slack_side import unreachable
from govbot.errors import Refusal
from govbot.escalations import ladder, roster
from govbot.escalations.models import Severity
from govbot.escalations.policy import Policy
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.playbook import versions
from govbot.rounds.models import Round
from govbot.slack.text import plural
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

OLD = timedelta(minutes=15)  # a message that was due and is not sent, a round that did not come
NAMED = 20  # vendors of one kind of fault that are named one by one
SETTINGS = "Change it with `/vendor settings`."
Channels = Mapping[str, Mapping[str, Any]]


def faults(session: Session, place: Workspace, now: datetime, channels: Channels | None) -> Iterator[str]:
    """`channels`: what Slack lists, by id; None where it could not be asked."""
    if place.paused:
        yield (
            f"Nothing is sent: Slack refused the token ({place.paused}). Install the app again, set the new"
            " SLACK_BOT_TOKEN and start govbot anew."
        )
    if not people.admins(session):
        yield (
            "There is no admin, so that nobody can settle what concerns all. Make somebody one:"
            " `govbot roles give <e-mail> admin`."
        )
    yield from _queue(session, now)
    yield from _playbook(session)
    broken = list(_calendar(place))
    yield from broken
    vendors = finding.everyone(session)
    yield from _channels(place, vendors, channels)
    if not broken:  # days and hours cannot be counted in a broken calendar
        yield from _ladders(session, place, place.today(now), vendors)
        yield from _rounds(session, place, now)


def _queue(session: Session, now: datetime) -> Iterator[str]:
    waiting = outbox.waiting(session, now)
    if waiting.failed:
        yield (
            f"{plural(waiting.failed, 'message')} could not be delivered. `govbot outbox list` says why,"
            " `govbot outbox retry` sends them again."
        )
    if waiting.oldest_due and now - waiting.oldest_due > OLD:
        since = f"{waiting.oldest_due:%d %b %Y %H:%M} UTC"
        yield f"{plural(waiting.due, 'message')} should have gone out since {since}. See that `govbot worker` runs."


def _playbook(session: Session) -> Iterator[str]:
    if trouble := versions.trouble(session):
        yield (
            f"The shipped playbook is in force, since this govbot cannot read what was changed in it. {trouble}"
            " Mend the file, and put it in force with `govbot playbook apply`."
        )


def _calendar(place: Workspace) -> Iterator[str]:
    try:
        calendar.zone(place.zone)
        _ = place.calendar
    except Refusal as refusal:
        yield f"{refusal.text} {SETTINGS}"


def _channels(place: Workspace, vendors: list[Vendor], channels: Channels | None) -> Iterator[str]:
    if place.governance_channel is None:
        yield f"There is no governance channel, where what nobody owns is said. {SETTINGS}"
    if channels is None:
        return
    if place.governance_channel and (why := unreachable(channels.get(place.governance_channel))):
        yield f"The governance channel {place.governance_channel} {why}, or choose another one: `/vendor settings`."
    found = []
    for vendor in vendors:
        if vendor.channel and (why := unreachable(channels.get(vendor.channel))):
            found.append(
                f"{vendor.name} ({vendor.ref}): its channel {vendor.channel} {why}, or choose another one:"
                f" `/vendor edit {vendor.ref}`."
            )
    yield from _some(found, "more vendors have a channel that cannot be reached")


def _ladders(session: Session, place: Workspace, today: date, vendors: list[Vendor]) -> Iterator[str]:
    """Levels on which an escalation would find nobody and be passed on at once."""
    policy = Policy.of(playbook.load().escalation, Severity.S1)
    found = []
    for vendor in vendors:
        standing = roster.of(session, place, today, vendor)
        rungs = [ladder.climb(policy, standing, level, frozenset())[0] for level in sorted(policy.roles)]
        empty = [f"L{rung.level} ({rung.skipped})" for rung in rungs if rung.skipped]
        if empty:
            found.append(
                f"{vendor.name} ({vendor.ref}): nobody can answer an escalation at {', '.join(empty)}."
                f" `/vendor people {vendor.ref}` names somebody."
            )
    yield from _some(found, "more vendors have levels of escalation that nobody can answer")


def _some(found: list[str], rest: str) -> Iterator[str]:
    yield from found[:NAMED]
    if len(found) > NAMED:
        yield f"{len(found) - NAMED} {rest}. `/vendor list unowned` and `/vendor show` help to find them."


def _rounds(session: Session, place: Workspace, now: datetime) -> Iterator[str]:
    """The last round that should have been finished by now, unless everything is newer than it."""
    expected = _expected(place, now)
    finished = select(col(Round.day)).where(col(Round.finished_at).is_not(None)).order_by(col(Round.day).desc())
    last = session.exec(finished.limit(1)).first()
    begun = session.exec(select(col(Vendor.created_at)).order_by(col(Vendor.created_at)).limit(1)).first()
    if last is None and (begun is None or place.today(begun) >= expected):
        return
    if last is None or last < expected:
        said = f"the last one was on {last:%-d %B %Y}" if last else "there was none yet"
        yield f"The round of {expected:%-d %B %Y} did not take place; {said}. See that `govbot worker` runs."


def _expected(place: Workspace, now: datetime) -> date:
    """The last business day whose round should be over."""
    days, today = place.calendar, place.today(now)
    day = today if days.round_at(today, place.round_time) + OLD <= now else today - DAY
    while not days.is_business_day(day):
        day -= DAY
    return day
