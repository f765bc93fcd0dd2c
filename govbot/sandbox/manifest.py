"""What Slack is told that the bot can do: commands, shortcuts, scopes and events of the app manifest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govbot.sandbox.shapes import Json


@dataclass(frozen=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    name: str
    type: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    app_name: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    home_tab: bool = False
    messages_tab: bool = True
    raw: Json = field(default_factory=dict)

    def command(self, word: str) -> Command | None:
        return next((command for command in self.commands if command.command == word), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((item for item in self.shortcuts if item.callback_id == callback_id), None)

    def hears(self, event_type: str, channel_type: str = "") -> bool:
        """Whether the bot subscribes to this event; messages are subscribed to by the kind of channel."""
        if event_type == "message":
            return {"channel": "message.channels", "group": "message.groups", "im": "message.im"}.get(
                channel_type, "message"
            ) in self.events
        return event_type in self.events


def read_manifest(raw: Mapping[str, Any]) -> Manifest:
    features: Mapping[str, Any] = raw.get("features") or {}
    home: Mapping[str, Any] = features.get("app_home") or {}
    settings: Mapping[str, Any] = raw.get("settings") or {}
    subscriptions: Mapping[str, Any] = settings.get("event_subscriptions") or {}
    scopes: Mapping[str, Any] = (raw.get("oauth_config") or {}).get("scopes") or {}
    app_name = str((raw.get("display_information") or {}).get("name", "bot"))
    return Manifest(
        app_name=app_name,
        bot_name=str((features.get("bot_user") or {}).get("display_name", app_name)),
        scopes=frozenset(scopes.get("bot") or ()),
        events=frozenset(subscriptions.get("bot_events") or ()),
        commands=tuple(_command(entry) for entry in features.get("slash_commands") or ()),
        shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts") or ()),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        raw=dict(raw),
    )


def _command(entry: Mapping[str, Any]) -> Command:
    return Command(
        command=str(entry["command"]),
        description=str(entry.get("description", "")),
        usage_hint=str(entry.get("usage_hint", "")),
        should_escape=bool(entry.get("should_escape", False)),
    )


def _shortcut(entry: Mapping[str, Any]) -> Shortcut:
    return Shortcut(
        name=str(entry["name"]),
        type=str(entry["type"]),
        callback_id=str(entry["callback_id"]),
        description=str(entry.get("description", "")),
    )
