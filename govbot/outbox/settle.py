"""Writes down what became of a claimed message, unless somebody else holds it by now."""

import logging
from datetime import datetime

from sqlmodel import Session, select

from govbot.outbox.claim import Job
from govbot.outbox.detour import Admins, repost, undeliverable
from govbot.outbox.models import Kind, Lane, OutboxMessage, State
from govbot.outbox.outcomes import SOON, Absent, NotYet, Outcome, Refused, Revoked, Sent, Unsure
from govbot.outbox.service import UNKNOWABLE
from govbot.workspace import Workspace

log = logging.getLogger(__name__)

ATTEMPTS = 8  # with doubling pauses from five seconds: about twenty minutes
# Somebody deleted the card, or the workspace lets nobody edit what is old.
_GONE = {"message_not_found", "edit_window_closed", "cant_update_message"}


def settle(session: Session, now: datetime, job: Job, outcome: Outcome, admins: Admins) -> bool:
    """Whether the message stands in Slack now."""
    message = _held(session, job)
    if message is None:
        log.warning("Message %s took longer than its lease; whoever has it now will settle it.", job.message.key)
        return False
    message.claim = message.lease_until = None
    if isinstance(outcome, Sent):
        _sent(session, now, job, message, outcome)
    elif isinstance(outcome, Revoked):
        _pause(session, now, job, message, outcome.error)
    elif job.look:
        _looked(session, now, message, outcome, admins)
    else:
        _tried(session, now, message, outcome, admins)
    session.flush()
    return isinstance(outcome, Sent)


def _held(session: Session, job: Job) -> OutboxMessage | None:
    return session.exec(
        select(OutboxMessage)
        .where(OutboxMessage.id == job.message.id, OutboxMessage.claim == job.message.claim)
        .with_for_update()
    ).first()


def _lane(session: Session, message: OutboxMessage) -> Lane:
    return session.exec(select(Lane).where(Lane.lane == message.lane).with_for_update()).one()


def _sent(session: Session, now: datetime, job: Job, message: OutboxMessage, outcome: Sent) -> None:
    message.state, message.sent_at, message.error = State.SENT, now, None
    message.channel_posted, message.ts = outcome.channel, outcome.ts or None
    if job.conversation is None:
        _lane(session, message).channel = outcome.channel


def _pause(session: Session, now: datetime, job: Job, message: OutboxMessage, error: str) -> None:
    log.error("Slack no longer accepts our token (%s): nothing is sent until the app is installed again.", error)
    workspace = session.exec(select(Workspace).where(Workspace.id == message.workspace_id)).one()
    workspace.paused = error
    _wait(message, now if job.look else None, error)


def _wait(message: OutboxMessage, look_at: datetime | None, error: str | None) -> None:
    message.state = State.PENDING if look_at is None else State.UNKNOWN
    message.lease_until, message.error = look_at, error


def _looked(session: Session, now: datetime, message: OutboxMessage, outcome: Outcome, admins: Admins) -> None:
    if isinstance(outcome, Absent):
        _wait(message, None, message.error)
    elif isinstance(outcome, NotYet):
        _wait(message, now + outcome.wait, message.error)
    elif isinstance(outcome, Refused):
        log.warning("Cannot look up message %s in %s: %s", message.key, message.target, outcome.error)
        _doubt(session, now, message, outcome.error, admins)


def _tried(session: Session, now: datetime, message: OutboxMessage, outcome: Outcome, admins: Admins) -> None:
    if isinstance(outcome, NotYet):
        _lane(session, message).not_before = now + outcome.wait
        _wait(message, None, outcome.error)
    elif isinstance(outcome, Unsure):
        log.info("Message %s may have reached %s or not: %s", message.key, message.target, outcome.error)
        _doubt(session, now, message, outcome.error, admins)
    elif isinstance(outcome, Refused) and message.kind is Kind.EDIT and outcome.error in _GONE:
        repost(session, now, message)
    elif outcome == Refused("not_in_channel") and _forget_channel(session, message):
        _wait(message, None, "not_in_channel")
    elif isinstance(outcome, Refused):
        undeliverable(session, now, message, outcome.error, admins)


def _forget_channel(session: Session, message: OutboxMessage) -> bool:
    """Joined once and removed since: the next try joins again. False where that was tried already."""
    lane = _lane(session, message)
    known, lane.channel = lane.channel, None
    return known is not None


def _again(message: OutboxMessage) -> bool:
    message.attempts += 1
    return message.attempts < ATTEMPTS


def _doubt(session: Session, now: datetime, message: OutboxMessage, error: str, admins: Admins) -> None:
    pause = SOON * 2**message.attempts
    if not _again(message):
        undeliverable(session, now, message, UNKNOWABLE, admins)
    elif message.kind is Kind.EDIT:
        _lane(session, message).not_before = now + pause
        _wait(message, None, error)
    else:
        _wait(message, now + pause, error)
