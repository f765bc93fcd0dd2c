"""What every way of writing shares: where the bot may write, and what a message may hold."""

import json
from dataclasses import dataclass, field

from govbot.sandbox.api.registry import Args, need_scope
from govbot.sandbox.channels import Channel
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State
from govbot.sandbox.validation import checked_blocks, record_markup

MAX_TEXT = 40_000
MAX_ATTACHMENTS = 100
MAX_METADATA_BYTES = 8_000


@dataclass
class Content:
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)


def content_of(state: State, args: Args) -> Content:
    """Checked text, blocks and attachments of a call; refused when there is nothing to show."""
    markdown = args.text("markdown_text")
    if markdown and (args.has("text") or args.has("blocks")):
        raise SlackError("markdown_text_conflict")
    text = markdown or args.text("text")
    attachments = args.structure("attachments") or []
    if len(attachments) > MAX_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    blocks = checked_blocks(state, args.structure("blocks"))
    for attachment in attachments:
        if isinstance(attachment, dict):
            checked_blocks(state, attachment.get("blocks"))
    if not (text or blocks or attachments):
        raise SlackError("no_text")
    record_markup(state, text)
    return Content(text[:MAX_TEXT], blocks, attachments)


def metadata_of(args: Args) -> Json | None:
    metadata = args.structure("metadata")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    proper = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
    if not proper or not metadata.get("event_type"):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > MAX_METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return dict(metadata)


def known_channel(state: State, channel_id: str) -> Channel:
    """By id only; a private channel that the bot is not in does not exist for it."""
    channel = state.world.channels.get(channel_id)
    if channel is None or not channel.visible_to(state.world.bot.id):
        raise SlackError("channel_not_found")
    return channel


def member_channel(state: State, channel_id: str) -> Channel:
    channel = known_channel(state, channel_id)
    if state.world.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def channel_to_post(state: State, wanted: str) -> Channel:
    """chat.postMessage also takes a name, and a person's id for the direct message."""
    if wanted in state.world.users:
        channel = open_direct_message(state, wanted)
    else:
        named = state.world.channel(wanted)
        channel = known_channel(state, named.id if named else wanted)
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im:
        if not state.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")
        _refuse_who_left(state, str(channel.im_user))
    elif state.world.bot.id not in channel.members and "chat:write.public" not in state.manifest.scopes:
        raise SlackError("not_in_channel")
    return channel


def open_direct_message(state: State, user_id: str) -> Channel:
    user = state.world.users.get(user_id)
    if user is None:
        raise SlackError("user_not_found")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    _refuse_who_left(state, user_id)
    return state.world.direct_message(user_id, int(state.clock.now().timestamp()))


def _refuse_who_left(state: State, user_id: str) -> None:
    if state.world.users[user_id].deleted:
        raise SlackError("user_disabled")


def readable_channel(state: State, channel_id: str) -> Channel:
    """A channel whose history the bot may read: it is a member, and the manifest asks for this kind."""
    channel = member_channel(state, channel_id)
    need_scope(state, channel.history_scope)
    return channel
