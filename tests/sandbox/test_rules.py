"""Slack's rules of the Web API, one line each: what is refused, with which name."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from govbot.sandbox import DemoClock, Sandbox
from tests.sandbox.conftest import SCOPES, START, button, field, manifest, modal, option, refusal, section, text

ROOM = "#vendor-governance"
Call = Callable[[WebClient], Any]


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def select(**fields: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", **fields}


def checkboxes(count: int) -> dict[str, Any]:
    return {"type": "checkboxes", "action_id": "c", "options": [option(str(i)) for i in range(count)]}


TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
BAD_BLOCKS = [
    ("51 blocks", [{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ("empty text", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("long section", [section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (
        "long header",
        [{"type": "header", "text": text("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        "mrkdwn header",
        [{"type": "header", "text": text("x", "mrkdwn")}],
        "must be a text object of type plain_text [json-pointer:/blocks/0/text]",
    ),
    (
        "long field",
        [{"type": "section", "fields": [text("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        "11 fields",
        [{"type": "section", "fields": [text("x")] * 11}],
        "must have 1 to 10 fields [json-pointer:/blocks/0/fields]",
    ),
    ("empty section", [{"type": "section"}], "must provide text or fields [json-pointer:/blocks/0]"),
    ("unknown block", [{"type": "sectoin"}], "unsupported type: sectoin [json-pointer:/blocks/0/type]"),
    (
        "26 elements",
        [actions(*(button(str(i)) for i in range(26)))],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ("no elements", [actions()], "must provide at least one element [json-pointer:/blocks/0/elements]"),
    (
        "long button",
        [actions(button("a", "x" * 76))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        "long value",
        [actions(button("a", value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        "long action_id",
        [actions(button("a" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        "action_id twice",
        [actions(button("a"), button("a"))],
        "`action_id` 'a' already exists [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    (
        "block_id twice",
        [section("x", block_id="b"), section("y", block_id="b")],
        "`block_id` 'b' already exists [json-pointer:/blocks/1/block_id]",
    ),
    (
        "no options",
        [actions(select(options=[]))],
        "must provide at least one option [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        "101 options",
        [actions(select(options=[option(str(i)) for i in range(101)]))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        "long option",
        [actions(select(options=[option("a", "x" * 76)]))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        "long option value",
        [actions(select(options=[option("x" * 151, "a")]))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        "strange initial option",
        [actions(select(options=[option("a")], initial_option=option("b")))],
        "initial option must be one of the options [json-pointer:/blocks/0/elements/0]",
    ),
    (
        "11 checkboxes",
        [actions(checkboxes(11))],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        "6 in overflow",
        [section("x", accessory=checkboxes(6) | {"type": "overflow"})],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    ("two tables", [TABLE, TABLE], "only_one_table_allowed [json-pointer:/blocks]"),
    (
        "markdown in all",
        [{"type": "markdown", "text": "x" * 7000}] * 2,
        "must be less than 12001 characters of markdown in all [json-pointer:/blocks]",
    ),
    (
        "unknown field, by the schema",
        [section("x", colour="red")],
        "Additional properties are not allowed ('colour' was unexpected) [json-pointer:/0]",
    ),
]


@pytest.mark.parametrize(("blocks", "problem"), [row[1:] for row in BAD_BLOCKS], ids=[row[0] for row in BAD_BLOCKS])
def test_blocks_that_slack_refuses(slack: Sandbox, client: WebClient, blocks: Any, problem: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=ROOM, text="x", blocks=blocks)
    assert refusal(caught) == "invalid_blocks"
    assert caught.value.response["errors"] == [problem]
    assert caught.value.response["response_metadata"]["messages"] == [f"[ERROR] {problem}"]
    assert slack.messages(ROOM) == []
    assert slack.violations == [f"chat.postMessage: invalid_blocks {problem}"]


LONG = "x" * 25
INPUT = field("name", {"type": "plain_text_input"})
BAD_VIEWS = [
    ("long title", modal(section("x"), title=text(LONG)), "/view/title/text"),
    ("long submit", modal(section("x"), submit=text(LONG)), "/view/submit/text"),
    ("long close", modal(section("x"), close=text(LONG)), "/view/close/text"),
    ("input without submit", modal(INPUT, submit=None), "/view/submit"),
    ("private_metadata", modal(section("x"), private_metadata="x" * 3001), "/view/private_metadata"),
    ("callback_id", modal(section("x"), callback_id="x" * 256), "/view/callback_id"),
    ("101 blocks", modal(*[{"type": "divider"}] * 101), "/view/blocks"),
    ("a table", modal(TABLE), "/view/blocks/0/type"),
    ("a home", {"type": "home", "blocks": []}, "/view/type"),
    ("empty label", modal(field("a", {"type": "plain_text_input"}, label=text(""))), "/view/blocks/0/label/text"),
    (
        "long placeholder",
        modal(field("a", {"type": "plain_text_input", "placeholder": text("x" * 151)})),
        "/view/blocks/0/element/placeholder/text",
    ),
    ("max_length", modal(field("a", {"type": "plain_text_input", "max_length": 3001})), "/element/max_length"),
    ("number", modal(field("a", {"type": "number_input"})), "/view/blocks/0/element"),
    ("a button as input", modal(field("a", button("b"))), "/view/blocks/0/element/type"),
]


@pytest.mark.parametrize(("view", "pointer"), [row[1:] for row in BAD_VIEWS], ids=[row[0] for row in BAD_VIEWS])
def test_views_that_slack_refuses(slack: Sandbox, client: WebClient, view: Any, pointer: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id="1.2.x", view={k: v for k, v in view.items() if v is not None})
    assert refusal(caught) == "invalid_arguments"
    assert f"{pointer}]" in caught.value.response["errors"][0]
    assert len(slack.violations) == 1


REFUSED: list[tuple[str, Call, str]] = [
    ("unknown method", lambda c: c.api_call("chat.shout"), "unknown_method"),
    ("nothing to say", lambda c: c.api_call("chat.postMessage", json={"channel": ROOM}), "no_text"),
    ("unknown channel", lambda c: c.chat_postMessage(channel="C0NOWHERE", text="x"), "channel_not_found"),
    ("not a member", lambda c: c.chat_postMessage(channel="#general", text="x"), "not_in_channel"),
    ("private", lambda c: c.chat_postMessage(channel="#exec-sponsors", text="x"), "channel_not_found"),
    ("archived", lambda c: c.chat_postMessage(channel="#vendor-tallow", text="x"), "is_archived"),
    (
        "metadata without type",
        lambda c: c.chat_postMessage(channel=ROOM, text="x", metadata={"event_payload": {}}),
        "invalid_metadata_format",
    ),
    (
        "large metadata",
        lambda c: c.chat_postMessage(
            channel=ROOM, text="x", metadata={"event_type": "a", "event_payload": {"b": "x" * 9000}}
        ),
        "metadata_too_large",
    ),
    (
        "long blocks in all",
        lambda c: c.chat_postMessage(channel=ROOM, text="x", blocks=[section("x" * 2900)] * 5),
        "msg_blocks_too_long",
    ),
    (
        "markdown and text",
        lambda c: c.chat_postMessage(channel=ROOM, text="x", markdown_text="y"),
        "markdown_text_conflict",
    ),
    ("nobody", lambda c: c.users_info(user="U0NOBODY"), "user_not_found"),
    ("no such address", lambda c: c.users_lookupByEmail(email="no.body@example.com"), "users_not_found"),
    (
        "an address of the past",
        lambda c: c.users_lookupByEmail(email="left.the.company@example.com"),
        "users_not_found",
    ),
    ("open for nobody", lambda c: c.conversations_open(users="U0NOBODY"), "user_not_found"),
    ("open for whom", lambda c: c.conversations_open(users=""), "users_list_not_supplied"),
    ("no such group", lambda c: c.usergroups_users_list(usergroup="S0"), "no_such_subteam"),
    ("a strange cursor", lambda c: c.users_list(cursor="x"), "invalid_cursor"),
    ("no such view", lambda c: c.views_update(view_id="V0", view=modal(section("x"))), "not_found"),
    ("no such trigger", lambda c: c.views_open(trigger_id="1.2.x", view=modal(section("x"))), "invalid_trigger_id"),
    ("a socket with the bot's token", lambda c: c.api_call("apps.connections.open"), "not_allowed_token_type"),
]


@pytest.mark.parametrize(("call", "error"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_calls_that_slack_refuses(slack: Sandbox, client: WebClient, call: Call, error: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        call(client)
    assert refusal(caught) == error
    assert slack.counts[f"error:{error}"] == 1


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-wrong", "invalid_auth"), ("", "not_authed"), ("xapp-sandbox", "not_allowed_token_type")],
)
def test_tokens_that_slack_refuses(slack: Sandbox, token: str, error: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        WebClient(token=token, base_url=slack.api_url).chat_postMessage(channel=ROOM, text="x")
    assert refusal(caught) == error


def test_a_scope_that_the_manifest_does_not_ask_for_is_missing() -> None:
    few = [scope for scope in SCOPES if scope not in ("users:read.email", "channels:join")]
    with Sandbox(manifest(few)) as slack:
        client = WebClient(token="xoxb-sandbox", base_url=slack.api_url)
        with pytest.raises(SlackApiError) as caught:
            client.conversations_join(channel=slack.world.channel("general").id)  # type: ignore[union-attr]
        assert (refusal(caught), caught.value.response["needed"]) == ("missing_scope", "channels:join")
        ana = slack.world.required_user("@ana.silva")
        assert "email" not in client.users_info(user=ana.id)["user"]["profile"]
        assert len(slack.violations) == 1


def test_with_write_public_a_bot_posts_where_it_is_not_but_cannot_read_there() -> None:
    with Sandbox(manifest([*SCOPES, "chat:write.public"]), clock=DemoClock(START)) as slack:
        client = WebClient(token="xoxb-sandbox", base_url=slack.api_url)
        channel = str(client.chat_postMessage(channel="#general", text="x")["channel"])
        with pytest.raises(SlackApiError) as caught:
            client.conversations_history(channel=channel)
        assert refusal(caught) == "not_in_channel"


def test_a_pinged_workspace_is_a_violation(slack: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel=ROOM, text="Acme &lt;!channel&gt;", blocks=[section("Acme <!here|here>")])
    pinged = [said for said in slack.violations if "event" not in said]  # nobody is connected to hear of the message
    assert pinged == ["a text pings everybody with <!here|here>: 'Acme <!here|here>'"]


def test_a_bare_place_to_fill_in_is_a_violation(slack: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel=ROOM, text="<@U1> <https://a.example|a>", blocks=[section("Type <vendor>")])
    stray = [said for said in slack.violations if "event" not in said]
    assert stray == ["a text has the unescaped <vendor>: 'Type <vendor>'"]
