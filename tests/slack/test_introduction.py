"""Tokens that Slack refuses, and a Slack that is not there: a sentence at the start, not a traceback."""

from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from govbot.clock import system_clock
from govbot.errors import Misconfigured
from govbot.sandbox.server import Sandbox
from govbot.slack.introduction import introduce
from govbot.sockets import Connection
from tests.door import sandbox
from tests.walking import WalkingClock


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    with sandbox(WalkingClock()) as running:
        yield running


def test_slack_says_who_we_are(slack: Sandbox) -> None:
    me = introduce(WebClient(token="xoxb-sandbox", base_url=slack.api_url))
    assert (me["team"], me["user"]) == ("Harbour & Lane", "govbot")


def test_a_refused_bot_token_is_named(slack: Sandbox) -> None:
    with pytest.raises(Misconfigured) as said:
        introduce(WebClient(token="xoxb-old", base_url=slack.api_url))
    assert said.value.text.startswith("Slack does not accept SLACK_BOT_TOKEN (invalid_auth). At api.slack.com/apps")


def test_a_refused_app_token_is_named(slack: Sandbox) -> None:
    client = WebClient(token="xoxb-sandbox", base_url=slack.api_url)
    app = App(client=client, token_verification_enabled=False, request_verification_enabled=False)
    connection = Connection(app, "xapp-old", system_clock)
    with pytest.raises(Misconfigured) as said:
        connection.call()
    assert "Slack does not accept SLACK_APP_TOKEN (invalid_auth)" in said.value.text
    assert "connections:write" in said.value.text
    connection.hang_up(grace=1)


def test_a_slack_that_does_not_answer_is_named() -> None:
    with pytest.raises(Misconfigured, match="Slack does not answer at"):
        introduce(WebClient(token="xoxb-sandbox", base_url="http://127.0.0.1:9/api/", timeout=2))
