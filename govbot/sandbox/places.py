"""Who acts and where: the person, the channel as that person sees it, the message in it."""

from collections.abc import Mapping
from typing import Any

from govbot.sandbox.channels import Channel
from govbot.sandbox.messages import Message
from govbot.sandbox.people import User
from govbot.sandbox.shapes import Unusable
from govbot.sandbox.state import State


def active_user(state: State, wish: Mapping[str, Any]) -> User:
    user = state.world.required_user(wish.get("user"))
    if user.deleted:
        raise Unusable(f"{user.real_name} was deactivated and can do nothing in Slack.")
    return user


def channel_for(state: State, which: str, user: User | None) -> Channel:
    """By id, #name or name; @person is that person's conversation with the bot, @bot the one of `user`."""
    channel = state.world.channel(which)
    if channel is not None:
        return channel
    person = state.world.user(which)
    if person is not None and person.is_bot:
        person = user
    if person is None:
        raise Unusable(f"There is no channel {which!r} here; say an id, #name, or @name for a direct message.")
    return state.world.direct_message(person.id, int(state.clock.now().timestamp()))


def seen_channel(state: State, wish: Mapping[str, Any], user: User) -> Channel:
    channel = channel_for(state, str(wish.get("channel") or ""), user)
    if not channel.visible_to(user.id):
        raise Unusable(f"{user.real_name} cannot see that conversation.")
    if channel.is_archived:
        raise Unusable(f"#{channel.name} is archived.")
    return channel


def seen_message(state: State, channel: Channel, ts: str, user: User) -> Message:
    message = state.messages.find(channel.id, ts)
    if message is None or message.only_for not in (None, user.id):
        raise Unusable("This message is not there any more.")
    return message
