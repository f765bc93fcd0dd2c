"""What happens to a message that cannot stand where it was meant to: its fallback, and a word to the admins."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session, select

from govbot.outbox import pictures, service
from govbot.outbox.claim import parent_of
from govbot.outbox.models import Kind, OutboxMessage, State
from govbot.slack.blocks import section
from govbot.slack.text import channel_link, mention

log = logging.getLogger(__name__)

Admins = Callable[[Session], Sequence[str]]
_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "only_one_table_allowed"}
_FILES = {  # files cannot be had there; perhaps words can
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "storage_limit_reached",
    "posting_to_channel_denied",
    "missing_scope",
    pictures.UNDRAWN,
}
_REMEDIES = {
    "is_archived": "The channel is archived. Unarchive it, or choose another one.",
    "is_inactive": "The channel is archived. Unarchive it, or choose another one.",
    "channel_not_found": "It does not exist, or is private and I am not in it. Invite me there, or choose another one.",
    "not_in_channel": "I am not in it. Invite me there.",
    "restricted_action": "The workspace lets only some people post there. Allow me to, or choose another one.",
    "user_disabled": "The account is deactivated. Give what they are responsible for to somebody else.",
    "user_not_found": "Slack does not know this person. Give what they are responsible for to somebody else.",
    "cannot_dm_bot": "It is a bot, which reads no messages. Give what it is responsible for to a person.",
    "missing_scope": "I lack a permission. Install the app again with its current manifest.",
    service.UNKNOWABLE: "Slack gave no clear answer, and I cannot read there whether it was posted. Invite me there.",
}
_OTHERWISE = "The log of govbot says more."


def undeliverable(session: Session, now: datetime, message: OutboxMessage, error: str, admins: Admins) -> None:
    """Slack will never take the message like this: say less, go elsewhere, or give up and say so."""
    message.error = error
    if error in _BLOCKS and message.payload["blocks"]:
        log.error("Slack refuses the blocks of message %s (%s): sending its text alone.", message.key, error)
        message.payload = message.payload | {"blocks": []}
        message.state = State.PENDING
        return
    if error in _FILES and message.payload.get("picture"):
        log.error("Slack takes no picture of message %s (%s): sending its text alone.", message.key, error)
        message.payload = {name: kept for name, kept in message.payload.items() if name != "picture"}
        message.state = State.PENDING
        return
    target = message.target
    elsewhere = _elsewhere(session, now, message)
    if not elsewhere:
        message.state = State.FAILED
        log.error("Gave up on message %s to %s: %s", message.key, target, error)
    _tell(session, now, target, error, elsewhere, admins)


def _elsewhere(session: Session, now: datetime, message: OutboxMessage) -> str | None:
    """Turns the message to its fallback, if it has one; a card that can no longer be edited moves as a whole."""
    if message.error == service.UNKNOWABLE:
        return None  # it may have arrived
    moved = parent_of(session, message) if message.kind is Kind.EDIT else message
    channel = moved.fallback
    if channel is None:
        return None
    if moved is not message:
        _supersede(now, message, moved)
    _redirect(session, moved, channel, str(message.error))
    return channel


def repost(session: Session, now: datetime, edit: OutboxMessage) -> None:
    """The card is gone: it is posted anew with its newest content, and later edits and replies go there."""
    card = parent_of(session, edit)
    _supersede(now, edit, card)
    _anew(card)


def _supersede(now: datetime, edit: OutboxMessage, card: OutboxMessage) -> None:
    card.payload = card.payload | {name: edit.payload[name] for name in ("text", "blocks")}
    edit.state, edit.sent_at = State.SENT, now


def _anew(message: OutboxMessage) -> None:
    message.state = State.PENDING
    message.ts = message.channel_posted = message.sent_at = message.first_tried_at = None
    message.attempts = 0


def _redirect(session: Session, message: OutboxMessage, channel: str, error: str) -> None:
    """What has not left yet of its edits and replies goes there with it."""
    _anew(message)
    note = f"This was meant for {_place(message.target)}, which did not work ({error})."
    message.payload = message.payload | {"note": note}
    message.kind, message.parent_key = Kind.POST, None
    followers = session.exec(
        select(OutboxMessage).where(OutboxMessage.parent_key == message.key, OutboxMessage.state != State.SENT)
    )
    for moved in (message, *followers):
        moved.target, moved.lane, moved.fallback = channel, channel, None


def _place(target: str) -> str:
    return mention(target) if target.startswith(("U", "W")) else channel_link(target)


def _tell(session: Session, now: datetime, target: str, error: str, elsewhere: str | None, admins: Admins) -> None:
    """Once a month for the same trouble in the same place."""
    what_now = (
        f"Until then such messages go to {channel_link(elsewhere)}."
        if elsewhere
        else "`govbot outbox list` shows what was not sent, `govbot outbox retry` sends it again."
    )
    text = f"I cannot deliver to {_place(target)} ({error}). {_REMEDIES.get(error, _OTHERWISE)} {what_now}"
    for admin in admins(session):
        key = f"undeliverable:{target}:{error}:{now:%Y-%m}:{admin}"
        service.direct(session, now, key=key, slack_id=admin, text=text, blocks=[section(text)])
