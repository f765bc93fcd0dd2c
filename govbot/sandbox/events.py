"""What the bot hears of by itself: messages, people and channels that change, Home that is opened."""

import asyncio
from typing import Any

from govbot.sandbox.channels import Channel
from govbot.sandbox.delivery import deliver_event
from govbot.sandbox.messages import Message
from govbot.sandbox.people import User
from govbot.sandbox.shapes import Json
from govbot.sandbox.state import State

Sending = asyncio.Task[Any] | None


def _emit(state: State, event: Json, channel: Channel | None = None) -> Sending:
    """What happens in a channel is told only to a bot that is in it."""
    if channel is not None and state.world.bot.id not in channel.members:
        return None
    return state.spawn(deliver_event(state, event, channel.kind if channel else ""))


def message_posted(state: State, message: Message) -> Sending:
    channel = state.world.channels[message.channel]
    shown = message.as_slack(state.world.team["id"])
    event = shown | {"channel": channel.id, "channel_type": channel.kind, "event_ts": message.ts}
    return _emit(state, event, channel)


def app_mentioned(state: State, message: Message) -> Sending:
    channel = state.world.channels[message.channel]
    event = message.as_slack(state.world.team["id"]) | {"type": "app_mention", "channel": channel.id}
    return _emit(state, event, channel)


def message_changed(state: State, message: Message, before: Json) -> Sending:
    return _about_message(
        state,
        message,
        {
            "subtype": "message_changed",
            "message": message.as_slack(state.world.team["id"]),
            "previous_message": before,
        },
    )


def message_deleted(state: State, message: Message, before: Json) -> Sending:
    event = {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": before}
    return _about_message(state, message, event)


def _about_message(state: State, message: Message, event: Json) -> Sending:
    channel = state.world.channels[message.channel]
    ts = state.next_ts()
    common = {"type": "message", "hidden": True, "channel": channel.id, "channel_type": channel.kind}
    return _emit(state, common | event | {"ts": ts, "event_ts": ts}, channel)


def member_joined(state: State, channel: Channel, user_id: str) -> Sending:
    state.changes.flag("state")
    return _emit(state, _membership(state, "member_joined_channel", channel, user_id), channel)


def member_left(state: State, channel: Channel, user_id: str) -> Sending:
    """A bot that is removed hears `channel_left` (or `group_left`); of others it hears while it is there."""
    state.changes.flag("state")
    if user_id == state.world.bot.id:
        kind = "group_left" if channel.is_private else "channel_left"
        return _emit(state, {"type": kind, "channel": channel.id, "actor_id": user_id})
    return _emit(state, _membership(state, "member_left_channel", channel, user_id), channel)


def _membership(state: State, kind: str, channel: Channel, user_id: str) -> Json:
    return {
        "type": kind,
        "user": user_id,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": state.world.team["id"],
    }


def user_changed(state: State, user: User, kind: str = "user_change") -> Sending:
    """`kind`: user_change or team_join."""
    state.changes.flag("state")
    with_email = "users:read.email" in state.manifest.scopes
    event = {"type": kind, "user": user.as_slack(state.clock.now(), with_email), "cache_ts": 0}
    return _emit(state, event)


def channel_changed(state: State, channel: Channel, what: str, actor: str = "") -> Sending:
    """`what`: archive, unarchive, rename, deleted or created."""
    state.changes.flag("state")
    family = "group" if channel.is_private and what in ("archive", "unarchive", "rename", "deleted") else "channel"
    about: Any = channel.id
    if what in ("rename", "created"):
        about = {"id": channel.id, "name": channel.name, "created": channel.created}
    event: Json = {"type": f"{family}_{what}", "channel": about}
    if what in ("archive", "unarchive") and actor:
        event["user"] = actor
    return _emit(state, event, channel if channel.is_private else None)


def home_opened(state: State, user: User) -> Sending:
    channel = state.world.direct_message(user.id, int(state.clock.now().timestamp()))
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": "home"}
    if home := state.views.home(user.id):
        event["view"] = home.as_slack(state.world)
    return _emit(state, event)


def any_event(state: State, event: Json) -> Sending:
    return _emit(state, event)
