"""The payloads Slack sends when a person does something, in Slack's own shapes."""

from govbot.sandbox.blocks import STATE_KEYS
from govbot.sandbox.channels import Channel
from govbot.sandbox.interactions import ResponseUrl
from govbot.sandbox.manifest import Command, Shortcut
from govbot.sandbox.messages import Message
from govbot.sandbox.people import User
from govbot.sandbox.shapes import Json, fresh_id
from govbot.sandbox.state import State
from govbot.sandbox.views import View

VERIFICATION = "sandbox-verification-token"  # Slack's long deprecated field


def channel_name(channel: Channel) -> str:
    return {"im": "directmessage", "group": "privategroup", "channel": channel.name}[channel.kind]


def response_url(state: State, user: User, channel: Channel, message: Message | None = None) -> tuple[str, ResponseUrl]:
    response = ResponseUrl(
        id=fresh_id("").lower(),
        user=user.id,
        channel=channel.id,
        born=state.clock.now(),
        message_ts=message.ts if message else None,
        thread_ts=message.thread_ts if message and message.is_reply else None,
    )
    state.tickets.new_response_url(response)
    return f"{state.url}/response/{response.id}", response


def slash_command(state: State, user: User, channel: Channel, command: Command, text: str) -> tuple[Json, ResponseUrl]:
    url, response = response_url(state, user, channel)
    payload = {
        "token": VERIFICATION,
        "team_id": state.world.team["id"],
        "team_domain": state.world.team["domain"],
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command.command,
        "text": text,
        "api_app_id": state.world.app_id,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": state.tickets.new_trigger(user.id),
    }
    return payload, response


def _interaction(state: State, kind: str, user: User) -> Json:
    team = state.world.team
    return {
        "type": kind,
        "team": {"id": team["id"], "domain": team["domain"]},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": state.world.app_id,
        "token": VERIFICATION,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _with_trigger(state: State, kind: str, user: User) -> Json:
    return _interaction(state, kind, user) | {"trigger_id": state.tickets.new_trigger(user.id)}


def _in_message(state: State, channel: Channel, message: Message) -> Json:
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: Json = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
    if message.only_for is None:  # of an ephemeral message Slack sends the place, not the content
        place["message"] = message.as_slack(state.world.team["id"])
    return place


def block_actions_in_message(
    state: State, user: User, channel: Channel, message: Message, action: Json, values: Json
) -> Json:
    url, _ = response_url(state, user, channel, message)
    place = _in_message(state, channel, message)
    return (
        _with_trigger(state, "block_actions", user)
        | place
        | {"state": {"values": values}, "response_url": url, "actions": [action]}
    )


def block_actions_in_view(state: State, user: User, view: View, action: Json) -> Json:
    return _with_trigger(state, "block_actions", user) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.as_slack(state.world),
        "actions": [action],
    }


def action_of(state: State, block: Json, element: Json, chosen: object) -> Json:
    """One entry of `actions`. `chosen`: the element's new state, in the element's own shape."""
    kind = element["type"]
    action: Json = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": state.next_ts(),
    }
    if kind == "button":
        kept = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        return action | kept
    action |= {name: element[name] for name in ("placeholder", "confirm") if name in element}
    if kind == "overflow":
        return action | {"selected_option": chosen}
    if kind in STATE_KEYS:
        return action | {STATE_KEYS[kind][0]: chosen}
    return action | {"value": chosen if chosen is not None else element.get("value")}


def view_submission(state: State, user: User, view: View) -> Json:
    payload = _with_trigger(state, "view_submission", user) | {"view": view.as_slack(state.world)}
    urls = []
    for block in view.payload.get("blocks", []):
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        chosen = view.state()[block["block_id"]][element["action_id"]].get("selected_conversation")
        channel = state.world.channels.get(str(chosen))
        if channel is not None:
            url, _ = response_url(state, user, channel)
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel.id,
                    "response_url": url,
                }
            )
    return payload | {"response_urls": urls}


def view_closed(state: State, user: User, view: View, is_cleared: bool) -> Json:
    shown = view.as_slack(state.world)
    return _interaction(state, "view_closed", user) | {"view": shown, "is_cleared": is_cleared}


def global_shortcut(state: State, user: User, shortcut: Shortcut) -> Json:
    return _with_trigger(state, "shortcut", user) | {
        "callback_id": shortcut.callback_id,
        "action_ts": state.next_ts(),
    }


def message_shortcut(state: State, user: User, shortcut: Shortcut, channel: Channel, message: Message) -> Json:
    url, _ = response_url(state, user, channel)
    return _with_trigger(state, "message_action", user) | {
        "callback_id": shortcut.callback_id,
        "action_ts": state.next_ts(),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": message.as_slack(state.world.team["id"]),
        "response_url": url,
    }


def block_suggestion(state: State, user: User, block: Json, element: Json, typed: str, place: Json) -> Json:
    return (
        _interaction(state, "block_suggestion", user)
        | place
        | {
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": typed,
        }
    )


def place_of_view(state: State, view: View) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_slack(state.world)}


def place_of_message(state: State, channel: Channel, message: Message) -> Json:
    return _in_message(state, channel, message)
