"""What every kind of Slack's payload has in common, read out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govbot.slack.forms import Carried, FieldValue, values


@dataclass(frozen=True)
class Request:
    """`key` is what makes it this request and no other: a re-sent one has the same."""

    team: str
    user: str
    key: str
    channel: str = ""
    message_ts: str = ""
    value: str = ""
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)


def of_command(body: Mapping[str, Any]) -> Request:
    key = f"command:{body['trigger_id']}"
    return Request(body["team_id"], body["user_id"], key, body["channel_id"], payload=body)


def of_press(body: Mapping[str, Any]) -> Request:
    """A button or select; pressed in a form, it brings what is filled in so far."""
    action, container, user = body["actions"][0], body.get("container", {}), body["user"]["id"]
    where = container.get("message_ts") or container.get("view_id", "")
    view = body.get("view") or {}
    return Request(
        team=_team(body),
        user=user,
        key=f"press:{user}:{where}:{action['action_id']}:{action.get('action_ts', '')}",
        channel=(body.get("channel") or {}).get("id", ""),
        message_ts=container.get("message_ts", ""),
        value=_pressed_value(action),
        fields=values(view.get("state", {}).get("values", {})),
        payload=body,
    )


def of_shortcut(body: Mapping[str, Any]) -> Request:
    """Of a message, or global: then there is no channel. The message itself is in the payload."""
    return Request(
        team=_team(body),
        user=body["user"]["id"],
        key=f"shortcut:{body['trigger_id']}",
        channel=(body.get("channel") or {}).get("id", ""),
        message_ts=body.get("message_ts", ""),
        payload=body,
    )


def of_submission(body: Mapping[str, Any]) -> Request:
    form = body["view"]
    carried = Carried.of(form)
    return Request(
        team=_team(body),
        user=body["user"]["id"],
        # A window that comes back as the same form keeps its id, and has another hash.
        key=f"form:{form['id']}:{form['callback_id']}:{form['hash']}",
        channel=carried.channel,
        value=carried.value,
        fields=values(form["state"]["values"]),
        payload=body,
    )


def _team(body: Mapping[str, Any]) -> str:
    # `team` is null where an app is installed for a whole organisation; the user names theirs.
    return str((body.get("team") or {}).get("id") or body["user"].get("team_id", ""))


def _pressed_value(action: Mapping[str, Any]) -> str:
    if "selected_option" in action:
        return str((action["selected_option"] or {}).get("value", ""))
    for key in ("value", "selected_user", "selected_date", "selected_conversation"):
        if action.get(key):
            return str(action[key])
    return ""
