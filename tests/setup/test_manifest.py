"""The manifest keeps within what Slack accepts, and asks for the scopes that its events need."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from govbot.street import router

MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "manifest.yaml").read_text(encoding="utf-8"))
COMMANDS: list[dict[str, Any]] = MANIFEST["features"]["slash_commands"]
SCOPES: list[str] = MANIFEST["oauth_config"]["scopes"]["bot"]
EVENTS: list[str] = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
# The scope without which Slack does not send the event; those not named here need none.
SCOPE_OF_EVENT = {
    "user_change": "users:read",
    "team_join": "users:read",
    "subteam_created": "usergroups:read",
    "subteam_updated": "usergroups:read",
    "subteam_members_changed": "usergroups:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_rename": "channels:read",
    "channel_deleted": "channels:read",
    "channel_id_changed": "channels:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_deleted": "groups:read",
    "group_rename": "groups:read",
    "member_left_channel": "channels:read",
}
WITHOUT_SCOPE = {"app_home_opened", "app_uninstalled", "tokens_revoked"}


def test_the_top_level_is_closed() -> None:
    known = {"_metadata", "display_information", "features", "oauth_config", "settings"}

    assert set(MANIFEST) == known
    assert MANIFEST["_metadata"] == {"major_version": 2}


def test_the_name_and_description_fit() -> None:
    shown = MANIFEST["display_information"]

    assert set(shown) == {"name", "description", "background_color"}
    assert 0 < len(shown["name"]) <= 35
    assert 0 < len(shown["description"]) <= 140
    assert 0 < len(MANIFEST["features"]["bot_user"]["display_name"]) <= 80


def test_the_commands_are_ours() -> None:
    assert [command["command"] for command in COMMANDS] == ["/vendor", "/review", "/escalate", "/exit"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command["command"])
def test_a_command_fits(command: dict[str, Any]) -> None:
    assert set(command) == {"command", "description", "usage_hint", "should_escape"}
    assert len(command["command"]) <= 32
    assert 0 < len(command["description"]) <= 2000
    assert 0 < len(command["usage_hint"]) <= 1000
    assert command["should_escape"] is True


def test_home_and_messages_are_open() -> None:
    home = MANIFEST["features"]["app_home"]

    assert home["home_tab_enabled"] is True
    assert home["messages_tab_enabled"] is True


def test_scopes_and_events_stand_once() -> None:
    assert len(SCOPES) == len(set(SCOPES))
    assert len(EVENTS) == len(set(EVENTS)) <= 100


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_has_the_scope_it_needs(event: str) -> None:
    assert event in WITHOUT_SCOPE or SCOPE_OF_EVENT[event] in SCOPES


def test_mail_addresses_need_both_scopes() -> None:
    assert "users:read.email" in SCOPES
    assert "users:read" in SCOPES


def test_it_is_for_socket_mode_and_the_token_stays() -> None:
    settings = MANIFEST["settings"]

    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"] == {"is_enabled": True}
    assert settings["token_rotation_enabled"] is False


def test_every_shortcut_fits_and_is_answered() -> None:
    shortcuts = MANIFEST["features"]["shortcuts"]

    assert {shortcut["callback_id"] for shortcut in shortcuts} == set(router().shortcuts)
    for shortcut in shortcuts:
        assert len(shortcut["name"]) <= 24
        assert 0 < len(shortcut["description"]) <= 150
        assert shortcut["type"] in {"global", "message"}
