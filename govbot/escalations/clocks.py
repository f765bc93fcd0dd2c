"""When an escalation's clock runs out, and what happens then: pure functions of its row and a calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from govbot.calendar import DAY, Calendar
from govbot.escalations import regulatory
from govbot.escalations.models import Escalation, State
from govbot.escalations.policy import Policy
from govbot.playbook.span import Span

EVERY_DAY: frozenset[int] = frozenset()


class Move(StrEnum):
    ASK = "ask"  # those who were reached: is anybody (still) on it?
    CLIMB = "climb"
    END = "end"  # of a drill


class Due(NamedTuple):
    at: datetime
    move: Move
    level: int  # where it leads; the same level when it only asks


def after(policy: Policy, workspace: Calendar, start: datetime, span: Span) -> datetime:
    """The instant, in UTC, when that much of the time that counts for this severity has passed."""
    if policy.hours == "always":
        return start.astimezone(UTC) + timedelta(days=span.days) + span.time
    counting = workspace
    if policy.hours == "extended":
        counting = Calendar(zone=workspace.zone, business_hours=policy.extended_hours, weekend=EVERY_DAY)
    return counting.add_business_time(start, span.days * _length_of_day(counting) + span.time)


def _length_of_day(counting: Calendar) -> timedelta:
    opening, closing = counting.business_hours
    return timedelta(hours=closing.hour - opening.hour, minutes=closing.minute - opening.minute)


def runs_out(escalation: Escalation, policy: Policy, workspace: Calendar, start: datetime, span: Span) -> datetime:
    """The same for one escalation, whose business hours are those of the people it waits for: the last of them."""
    there = [replace(workspace, zone=ZoneInfo(zone)) for zone in escalation.zones] or [workspace]
    return max(after(policy, calendar, start, span) for calendar in there)


def due(escalation: Escalation, workspace: Calendar) -> list[Due]:
    """What the clocks lead to from here, soonest first; nothing once it is finished."""
    policy = Policy.model_validate(escalation.policy)
    if escalation.finished:
        return []
    if escalation.drill:
        return [_drilled(escalation, policy, workspace)]
    moves = _unanswered if escalation.state is State.OPEN else _silent
    if escalation.settled_at:
        moves = _settled
    return sorted(_not_before(escalation.snoozed_until, move) for move in moves(escalation, policy, workspace))


def _drilled(escalation: Escalation, policy: Policy, workspace: Calendar) -> Due:
    """Up by the same clocks as a real one; the last level has as long as there is to acknowledge."""
    climb = policy.next_climb(escalation.level)
    if climb is None:
        end = runs_out(escalation, policy, workspace, escalation.heard_at, policy.acknowledge)
        return Due(end, Move.END, escalation.level)
    return Due(runs_out(escalation, policy, workspace, escalation.opened_at, climb[1]), Move.CLIMB, climb[0])


def _not_before(snoozed_until: datetime | None, move: Due) -> Due:
    return move._replace(at=max(move.at, snoozed_until)) if snoozed_until else move


def _unanswered(escalation: Escalation, policy: Policy, workspace: Calendar) -> list[Due]:
    """Nobody acknowledged: asked once when that is late, then level by level; at the top asked again and again."""
    here, opened = escalation.level, escalation.opened_at
    climb = policy.next_climb(here)
    first = Due(runs_out(escalation, policy, workspace, opened, policy.acknowledge), Move.ASK, here)
    if climb is None:
        again = _again(escalation, policy, workspace)
        return [first if escalation.asked_at is None and first.at > escalation.heard_at else again]
    level, span = climb
    up = Due(runs_out(escalation, policy, workspace, opened, span), Move.CLIMB, level)
    return [first, up] if escalation.asked_at is None and first.at < up.at else [up]


def _silent(escalation: Escalation, policy: Policy, workspace: Calendar) -> list[Due]:
    """Somebody has it: asked when an update is late, and without an answer it climbs, unless it is contained."""
    here, asked = escalation.level, escalation.asked_at
    if asked is None:
        return [Due(runs_out(escalation, policy, workspace, escalation.heard_at, policy.update), Move.ASK, here)]
    climb = policy.next_climb(here)
    if climb is None or escalation.state is State.CONTAINED:
        return [_again(escalation, policy, workspace)]
    return [Due(runs_out(escalation, policy, workspace, asked, policy.acknowledge), Move.CLIMB, climb[0])]


def _settled(escalation: Escalation, policy: Policy, workspace: Calendar) -> list[Due]:
    """It climbs no further; who has it, or was asked last, is asked again and again to resolve it."""
    return [_again(escalation, policy, workspace)]


def _again(escalation: Escalation, policy: Policy, workspace: Calendar) -> Due:
    """The next question where nobody is left to go to: each silence as long as all before it, until it is a day.

    Somebody who does not answer every few hours for a week hears less of it by that, not more.
    """
    heard = escalation.heard_at
    last = max(escalation.asked_at or heard, heard)
    usual = runs_out(escalation, policy, workspace, last, policy.update)
    patient = runs_out(escalation, policy, workspace, last + min(last - heard, DAY), Span())
    return Due(max(usual, patient), Move.ASK, escalation.level)


def passed(escalation: Escalation, workspace: Calendar, now: datetime) -> Due | None:
    """What has to happen now. A climb that is due makes the question before it pointless."""
    ran_out = [move for move in due(escalation, workspace) if move.at <= now]
    return ran_out[-1] if ran_out else None


def next_step_at(escalation: Escalation, workspace: Calendar) -> datetime | None:
    """The ladder's next move, or the next word about a regulatory clock, whichever is sooner."""
    instants = [move.at for move in due(escalation, workspace)[:1]] + [regulatory.next_at(escalation)]
    return min((instant for instant in instants if instant), default=None)


def next_climb(escalation: Escalation, workspace: Calendar) -> Due | None:
    """For the card: the level that is reached next if nobody answers."""
    return next((move for move in due(escalation, workspace) if move.move is Move.CLIMB), None)
