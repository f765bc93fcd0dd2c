"""Misbehaviour on demand, seen from the bot's client; and which of it took effect."""

from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from govbot.sandbox import Sandbox, Unusable
from tests.sandbox.conftest import refusal

ROOM = "#vendor-governance"


def standing(slack: Sandbox) -> list[str]:
    return [message["text"] for message in slack.messages(ROOM)]


def test_a_rate_limit_says_how_long_to_wait(slack: Sandbox, client: WebClient) -> None:
    slack.faults(method="chat.postMessage", kind="rate_limited", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=ROOM, text="x")
    response = caught.value.response
    assert (refusal(caught), response.status_code, response.headers["retry-after"]) == ("ratelimited", 429, "7")
    client.chat_postMessage(channel=ROOM, text="y")
    assert standing(slack) == ["y"]


@pytest.mark.parametrize(("kind", "left"), [("server_error", []), ("server_error_after_accept", ["x"])])
def test_a_server_error_may_or_may_not_have_posted(
    slack: Sandbox, client: WebClient, kind: str, left: list[str]
) -> None:
    slack.faults(method="chat.postMessage", kind=kind, status=502)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=ROOM, text="x")
    assert caught.value.response.status_code == 502
    assert standing(slack) == left


@pytest.mark.parametrize(("kind", "left"), [("drop_before", []), ("drop_after_accept", ["x"])])
def test_a_dropped_connection_may_or_may_not_have_posted(
    slack: Sandbox, client: WebClient, kind: str, left: list[str]
) -> None:
    slack.faults(method="chat.postMessage", kind=kind)
    with pytest.raises((RemoteDisconnected, URLError, ConnectionError)):
        client.chat_postMessage(channel=ROOM, text="x")
    assert standing(slack) == left


@pytest.mark.parametrize(("kind", "left"), [("timeout", []), ("timeout_after_accept", ["x"])])
def test_a_call_that_hangs_may_or_may_not_have_posted(slack: Sandbox, kind: str, left: list[str]) -> None:
    client = WebClient(token="xoxb-sandbox", base_url=slack.api_url, retry_handlers=[], timeout=1)
    slack.faults(method="chat.postMessage", kind=kind)
    with pytest.raises(TimeoutError):
        client.chat_postMessage(channel=ROOM, text="x")
    assert standing(slack) == left


def test_an_error_of_ones_choice_strikes_one_channel_so_many_times(slack: Sandbox, client: WebClient) -> None:
    slack.faults(method="chat.postMessage", kind="error", error="token_revoked", times=2, channel=ROOM)
    client.chat_postMessage(channel=slack.world.required_user("ana.silva").id, text="y")
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=ROOM, text="x")
        assert refusal(caught) == "token_revoked"
    client.chat_postMessage(channel=ROOM, text="z")
    assert standing(slack) == ["z"]
    assert slack.counts["fault:error"] == 2


def test_faults_can_be_cleared_and_strange_ones_are_refused(slack: Sandbox, client: WebClient) -> None:
    assert len(slack.faults(kind="error")["faults"]) == 1
    assert slack.faults(clear=True)["faults"] == []
    client.chat_postMessage(channel=ROOM, text="x")
    with pytest.raises(Unusable, match="There is no fault 'gremlins'"):
        slack.faults(kind="gremlins")


def test_stopping_releases_a_call_that_hangs(slack: Sandbox) -> None:
    client = WebClient(token="xoxb-sandbox", base_url=slack.api_url, retry_handlers=[], timeout=1)
    slack.faults(method="*", kind="timeout", times=3)
    with pytest.raises(TimeoutError):
        client.auth_test()
    slack.stop()
    with pytest.raises(URLError):
        client.auth_test()
