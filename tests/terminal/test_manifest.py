"""`govbot manifest`: for Socket Mode as it stands, for HTTP mode with the address everywhere Slack wants it."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from govbot.cli import cli
from govbot.errors import Refusal

FILE = Path(__file__).parents[2] / "manifest.yaml"
URL = "https://govbot.example.com/slack/events"


@pytest.mark.parametrize(
    "given", ["https://govbot.example.com", "https://govbot.example.com/", "https://govbot.example.com/slack/events"]
)
def test_over_http_every_door_has_the_address(given: str) -> None:
    shown = yaml.safe_load(CliRunner().invoke(cli, ["manifest", "--url", given]).stdout)
    assert {command["url"] for command in shown["features"]["slash_commands"]} == {URL}
    assert shown["settings"]["event_subscriptions"]["request_url"] == URL
    assert shown["settings"]["interactivity"] == {
        "is_enabled": True,
        "request_url": URL,
        "message_menu_options_url": URL,
    }
    assert shown["settings"]["socket_mode_enabled"] is False


def test_nothing_else_differs_from_socket_mode() -> None:
    ours = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    plain = CliRunner().invoke(cli, ["manifest"]).stdout
    as_json = json.loads(CliRunner().invoke(cli, ["manifest", "--json"]).stdout)
    over_http = yaml.safe_load(CliRunner().invoke(cli, ["manifest", "--url", URL]).stdout)
    assert yaml.safe_load(plain) == as_json == ours
    for command in over_http["features"]["slash_commands"]:
        del command["url"]
    assert over_http["features"] == ours["features"]
    assert over_http["oauth_config"] == ours["oauth_config"]
    assert (
        over_http["settings"]["event_subscriptions"]["bot_events"]
        == ours["settings"]["event_subscriptions"]["bot_events"]
    )


@pytest.mark.parametrize("given", ["http://govbot.example.com", "govbot.example.com", "https://", "https://a.b/?c=d"])
def test_what_slack_cannot_reach_is_refused_in_a_sentence(given: str) -> None:
    with pytest.raises(Refusal, match="public https address"):
        CliRunner().invoke(cli, ["manifest", "--url", given], standalone_mode=False, catch_exceptions=False)
