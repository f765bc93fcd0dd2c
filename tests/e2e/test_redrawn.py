"""A card that is drawn anew while somebody presses a button on it: the press counts, as in Slack itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from slack_sdk import WebClient

from govbot.sandbox import Sandbox
from tests.door import Json, sandbox
from tests.e2e.visitor import visiting
from tests.walking import WalkingClock


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    with sandbox(WalkingClock()) as running:
        yield running


def card(said: str, **buttons: str) -> list[Json]:
    """As the bot sends it, without ids of blocks: Slack gives each block a new one whenever it is drawn anew."""
    elements = [
        {"type": "button", "action_id": label, "value": value, "text": {"type": "plain_text", "text": label}}
        for label, value in buttons.items()
    ]
    facts = [{"type": "section", "text": {"type": "mrkdwn", "text": text}} for text in said.split()]
    return [*facts, {"type": "actions", "elements": elements}]


def test_a_press_counts_though_the_card_is_drawn_anew_under_it(chrome: Browser, slack: Sandbox) -> None:
    client = WebClient(token="xoxb-sandbox", base_url=slack.api_url)
    room = next(each["id"] for each in client.conversations_list()["channels"] if each["name"] == "vendor-governance")
    drawn = card("open", Acknowledge="1", Update="1", Raise="1:L1")
    ts = client.chat_postMessage(channel=room, text="open", blocks=drawn)["ts"]
    with visiting(chrome, slack.url, 1280, 800, "light") as visitor:
        visitor.goes("maya.lindqvist", "vendor-governance")
        message = visitor.messages.last

        def presses_while_drawn_anew(label: str, said: str, **buttons: str) -> None:
            message.get_by_role("button", name=label, exact=True).hover()
            visitor.page.mouse.down()
            client.chat_update(channel=room, ts=ts, text=said, blocks=card(said, **buttons))
            expect(message).to_contain_text(said.split()[-1])
            message.get_by_role("button", name=label, exact=True).hover()
            visitor.page.mouse.up()

        with visitor.page.expect_request("**/sandbox/click") as first_heard:
            presses_while_drawn_anew("Raise", "up one level", Update="1", Raise="1:L2")  # not what was pressed
            presses_while_drawn_anew("Update", "held in good hands", Acknowledge="1", Update="1")
        heard: Json = first_heard.value.post_data_json or {}
        assert (heard["action_id"], heard["value"]) == ("Update", "1")
