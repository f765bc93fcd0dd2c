"""Sentences of the rules: what is missing, who was faster, why a clock moved it."""

from datetime import datetime, timedelta

from sqlmodel import Session

from govbot import calendar
from govbot.errors import Refusal
from govbot.escalations.clocks import Due, Move
from govbot.escalations.models import Escalation, State
from govbot.escalations.policy import Policy
from govbot.people import service as people
from govbot.workspace import Workspace

LONGEST = 3000
LATE = timedelta(minutes=10)  # the heartbeat comes every few seconds; more means that govbot was away
COUNTED = {"always": "", "extended": " of extended hours", "business": " of business time"}


def filled(text: str, field: str, otherwise: str) -> str:
    """Text of people as it is kept, or a Refusal on its field."""
    text = text.strip()
    if not text:
        raise Refusal(otherwise, field=field)
    if len(text) > LONGEST:
        raise Refusal(f"That has {len(text)} characters; {LONGEST} is the most. Please shorten it.", field=field)
    return text


def refuse_finished(session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> None:
    """Of a drill nothing but an answer counts."""
    refuse_over(session, workspace, now, escalation)
    if escalation.drill:
        raise Refusal("This is a drill: only Acknowledge counts, and it ends by itself. Cancel it to end it now.")


def refuse_over(session: Session, workspace: Workspace, now: datetime, escalation: Escalation) -> None:
    """By name, not by mention: the sentence may stand under a form's field, where Slack draws no mentions."""
    if escalation.finished:
        by = people.by_slack_id(session, escalation.finished_by or "")
        who = f" by {by.name}" if by else ""
        raise Refusal(f"This was already {escalation.state}{who} {when(workspace, now, escalation.finished_at)}.")


def lasting(span: timedelta) -> str:
    """`45 min`, `3 h 5 min`, `2 days`."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    if hours >= 48:
        return f"{hours // 24} days"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def when(workspace: Workspace, now: datetime, instant: datetime | None) -> str:
    """`at 10:04`, with the day where it was not today, in the workspace's own time."""
    if instant is None:
        return "before"
    there = instant.astimezone(calendar.zone(workspace.zone))
    day = "" if there.date() == workspace.today(now) else f"on {there:%a} {there.day} {there:%b %Y} "
    return f"{day}at {there:%H:%M}"


def why(workspace: Workspace, now: datetime, escalation: Escalation, due: Due) -> str:
    """What a clock that ran out says, and that it is late where govbot could not say it in time."""
    late = f" (due {when(workspace, now, due.at)}; govbot was away)" if now - due.at > LATE else ""
    return f"{_silence(escalation, due)}{late}"


def _silence(escalation: Escalation, due: Due) -> str:
    policy = Policy.model_validate(escalation.policy)
    counted = COUNTED[policy.hours]
    if escalation.settled_at:
        return "what it was raised for is settled, and nobody has resolved it"
    if escalation.state is not State.OPEN:
        waited = policy.acknowledge if due.move is Move.CLIMB else policy.update
        return f"no update within {waited}{counted}" + (" of being asked" if due.move is Move.CLIMB else "")
    if due.move is Move.CLIMB:
        return f"nobody acknowledged it within {policy.climbs[due.level]}{counted}"
    return "nobody has acknowledged it yet"
