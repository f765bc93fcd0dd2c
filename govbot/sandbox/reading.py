"""What a person sees: the state of the place, the messages of a channel, open forms, Home."""

import asyncio
from collections.abc import Mapping
from typing import Any

from govbot.sandbox.channels import Channel
from govbot.sandbox.messages import Message
from govbot.sandbox.people import User
from govbot.sandbox.places import channel_for
from govbot.sandbox.shapes import Json, Unusable
from govbot.sandbox.state import State

Wish = Mapping[str, Any]


def shown_message(state: State, message: Message) -> Json:
    body = message.as_slack(state.world.team["id"]) | state.messages.thread_facts(message)
    body["channel"] = message.channel
    if message.only_for:
        body |= {"is_ephemeral": True, "only_for": message.only_for}
    return body


def shown_views(state: State, user: User) -> list[Json]:
    return [view.as_slack(state.world) for view in state.views.stack(user.id)]


async def messages(state: State, wish: Wish) -> Json:
    """Newest last. With a `user`, that person's ephemeral messages too, and the channel counts as read."""
    user = state.world.required_user(wish["user"]) if wish.get("user") else None
    channel = channel_for(state, str(wish.get("channel") or ""), user)
    if user is not None and not channel.visible_to(user.id):
        raise Unusable(f"{user.real_name} cannot see that conversation.")
    thread_ts = str(wish.get("thread_ts") or "")
    found = [m for m in state.messages.all(channel.id) if _seen(m, user) and _in_place(m, thread_ts)]
    if user is not None and found and not thread_ts:
        state.last_read[user.id, channel.id] = found[-1].ts
    return {"ok": True, "channel": channel.id, "messages": [shown_message(state, m) for m in found]}


def _seen(message: Message, user: User | None) -> bool:
    return message.only_for is None or (user is not None and message.only_for == user.id)


def _in_place(message: Message, thread_ts: str) -> bool:
    if thread_ts:
        return thread_ts in (message.ts, message.thread_ts)
    return message.in_channel_view


async def views(state: State, wish: Wish) -> Json:
    return {"ok": True, "views": shown_views(state, state.world.required_user(wish.get("user")))}


async def home(state: State, wish: Wish) -> Json:
    view = state.views.home(state.world.required_user(wish.get("user")).id)
    return {"ok": True, "view": view.as_slack(state.world) if view else None}


async def overview(state: State, wish: Wish) -> Json:
    """GET state; with a `user`, only what that person may see, and how much of it is unread."""
    user = state.world.required_user(wish["user"]) if wish.get("user") else None
    world = state.world
    next_due = await asyncio.to_thread(state.settings.next_due) if state.settings.next_due else None
    seen = [c for c in world.channels.values() if user is None or c.visible_to(user.id)]
    return {
        "ok": True,
        "now": state.clock.now().isoformat(),
        "zone": world.zone,
        "team": {"id": world.team["id"], "name": world.team["name"], "domain": world.team["domain"]},
        "bot": {"id": world.bot.id, "name": world.bot.name, "bot_id": world.bot.bot_id, "app_id": world.app_id},
        "users": [person.brief() for person in world.users.values()],
        "channels": [c.brief() | _unread(state, c, user) for c in seen if not c.is_im],
        "ims": [
            {"id": c.id, "user": c.im_user, "other": world.bot.id} | _unread(state, c, user) for c in seen if c.is_im
        ],
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in state.manifest.commands
        ],
        "shortcuts": [vars(shortcut) for shortcut in state.manifest.shortcuts],
        "connected": state.transport is not None and state.transport.connected,
        "next_due": next_due.isoformat() if next_due else None,
        "can_walk": state.settings.walk is not None,
        "busy": state.busy,
        "violations": len(state.violations),
    }


def _unread(state: State, channel: Channel, user: User | None) -> Json:
    if user is None:
        return {}
    last = state.last_read.get((user.id, channel.id), "0")
    new = [
        m
        for m in state.messages.all(channel.id)
        if m.ts > last and m.in_channel_view and m.user != user.id and _seen(m, user)
    ]
    return {"unread": len(new)}
