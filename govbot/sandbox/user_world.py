"""What a person does in Slack, second part: writes, deletes, opens Home, and how people and channels change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from govbot.sandbox import events
from govbot.sandbox.api.files import new_file
from govbot.sandbox.channels import Channel
from govbot.sandbox.delivery import deliver_callback
from govbot.sandbox.escaping import as_typed
from govbot.sandbox.events import Sending
from govbot.sandbox.messages import Message
from govbot.sandbox.people import User
from govbot.sandbox.places import active_user, channel_for, seen_channel, seen_message
from govbot.sandbox.reading import shown_message
from govbot.sandbox.shapes import Json, Unusable
from govbot.sandbox.state import State

Wish = Mapping[str, Any]
CHANNEL_EVENTS = ("archive", "unarchive", "rename", "deleted", "created")


async def message(state: State, wish: Wish) -> Json:
    user = active_user(state, wish)
    channel = seen_channel(state, wish, user)
    text = as_typed(state.world, str(wish.get("text") or ""), should_escape=True, with_names=False)
    if not text:
        raise Unusable("There is nothing to send.")
    channel.join(user.id)
    thread_ts = str(wish.get("thread_ts") or "") or None
    posted = state.post(Message(ts=state.next_ts(), channel=channel.id, user=user.id, text=text, thread_ts=thread_ts))
    mentioned = f"<@{state.world.bot.id}>" in text
    await _sent(events.message_posted(state, posted))
    await _sent(events.app_mentioned(state, posted) if mentioned else None)
    return {"ok": True, "message": shown_message(state, posted)}


async def upload(state: State, wish: Wish) -> Json:
    """A person drops a file in a channel: {name, content}, with a text beside it if they like."""
    user = active_user(state, wish)
    channel = seen_channel(state, wish, user)
    name, content = str(wish.get("name") or ""), str(wish.get("content") or "").encode()
    if not name:
        raise Unusable("A file needs a name.")
    channel.join(user.id)
    file = new_file(state, name, len(content), user.id)
    state.contents[file["id"]] = content
    text = as_typed(state.world, str(wish.get("text") or ""), should_escape=True, with_names=False)
    said = Message(ts=state.next_ts(), channel=channel.id, user=user.id, text=text, files=[file], subtype="file_share")
    await _sent(events.message_posted(state, state.post(said)))
    return {"ok": True, "message": shown_message(state, said)}


async def delete(state: State, wish: Wish) -> Json:
    """A person deletes a message: an own one, any message as an admin."""
    user = active_user(state, wish)
    channel = channel_for(state, str(wish.get("channel") or ""), user)
    gone = seen_message(state, channel, str(wish.get("ts", "")), user)
    if gone.user != user.id and not user.is_admin:
        raise Unusable("Only an admin deletes what others wrote.")
    before = gone.as_slack(state.world.team["id"])
    state.announce(gone)
    state.messages.remove(gone)
    await _sent(events.message_deleted(state, gone, before))
    return {"ok": True}


async def open_home(state: State, wish: Wish) -> Json:
    user = active_user(state, wish)
    await _sent(events.home_opened(state, user))
    view = state.views.home(user.id)
    return {"ok": True, "view": view.as_slack(state.world) if view else None}


async def user(state: State, wish: Wish) -> Json:
    """Changes a person ({id, deleted: true}, {id, tz: …}), or adds one ({name, …})."""
    person = state.world.user(str(wish.get("id") or wish.get("user") or wish.get("name") or ""))
    if person is None:
        person = state.world.add_user(wish)
        await _sent(events.user_changed(state, person, "team_join"))
        return {"ok": True, "user": person.brief()}
    changed = {name: wish[name] for name in User.__dataclass_fields__ if name in wish and name != "id"}
    for name, value in changed.items():
        setattr(person, name, value)
    person.updated = int(state.clock.now().timestamp())
    if person.deleted:
        state.views.clear(person.id)
    await _sent(events.user_changed(state, person))
    return {"ok": True, "user": person.brief()}


async def channel(state: State, wish: Wish) -> Json:
    """Changes a channel ({id, is_archived, name, is_private, topic, remove_bot, add_bot}), or adds one ({name})."""
    found = state.world.channel(str(wish.get("id") or wish.get("channel") or wish.get("name") or ""))
    if found is None:
        added = state.world.add_channel(wish)
        await _sent(events.channel_changed(state, added, "created"))
        return {"ok": True, "channel": added.brief()}
    await _rename(state, found, str(wish.get("name") or found.name).removeprefix("#"))
    found.is_private = bool(wish.get("is_private", found.is_private))
    found.topic = str(wish.get("topic", found.topic))
    if bool(wish.get("is_archived", found.is_archived)) != found.is_archived:
        found.is_archived = not found.is_archived
        await _sent(events.channel_changed(state, found, "archive" if found.is_archived else "unarchive"))
    await _members(state, found, wish)
    state.changes.flag("state")
    return {"ok": True, "channel": found.brief()}


async def _rename(state: State, changing: Channel, name: str) -> None:
    if name == changing.name:
        return
    changing.name = name
    await _sent(events.channel_changed(state, changing, "rename"))


async def _members(state: State, changing: Channel, wish: Wish) -> None:
    bot = state.world.bot.id
    for who in [*(wish.get("join") or ()), *([bot] if wish.get("add_bot") else [])]:
        if changing.join(state.world.required_user(who).id):
            await _sent(events.member_joined(state, changing, state.world.required_user(who).id))
    for who in [*(wish.get("leave") or ()), *([bot] if wish.get("remove_bot") else [])]:
        if changing.leave(state.world.required_user(who).id):
            await _sent(events.member_left(state, changing, state.world.required_user(who).id))


async def event(state: State, wish: Wish) -> Json:
    """Any event. user_change and channel_* change the world as well, and are told as Slack tells them."""
    kind = str(wish.get("type", ""))
    family, _, what = kind.partition("_")
    if kind == "url_verification":
        delivery = await deliver_callback(state, {"token": "", "challenge": "sandbox", "type": kind})
        return {"ok": (delivery.body or {}).get("challenge") == "sandbox"}
    if kind in ("user_change", "team_join"):
        about = wish.get("user")
        return await user(state, about if isinstance(about, Mapping) else {"id": about, **_without_type(wish)})
    if family in ("channel", "group") and what in CHANNEL_EVENTS:
        return await channel(state, _channel_wish(wish, what))
    if kind in ("subteam_members_changed", "subteam_updated"):
        _change_usergroup(state, wish)
    await _sent(events.any_event(state, dict(wish)))
    return {"ok": True, "sent": state.manifest.hears(kind)}


def _without_type(wish: Wish) -> Json:
    return {name: value for name, value in wish.items() if name not in ("type", "user")}


def _channel_wish(wish: Wish, what: str) -> Json:
    about = wish.get("channel")
    named: Json = dict(about) if isinstance(about, Mapping) else {"id": about}
    if wish.get("name"):
        named["name"] = wish["name"]
    return named | {"archive": {"is_archived": True}, "unarchive": {"is_archived": False}}.get(what, {})


def _change_usergroup(state: State, wish: Wish) -> None:
    group = state.world.usergroups.get(str(wish.get("subteam_id") or ""))
    if group is not None:
        kept = [member for member in group.users if member not in (wish.get("removed_users") or [])]
        group.users = [*kept, *(new for new in wish.get("added_users") or [] if new not in kept)]


async def _sent(sending: Sending) -> None:
    """Waits until the bot has acknowledged (or Slack gave up), so that its caller sees the effect."""
    if sending is not None:
        await sending


def parse_instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unusable(f"{text!r} is not a moment in ISO form, such as 2026-11-30T09:00:00+01:00.") from error
    if instant.tzinfo is None:
        raise Unusable(f"{text!r} has no zone; write 2026-11-30T09:00:00+01:00.")
    return instant
