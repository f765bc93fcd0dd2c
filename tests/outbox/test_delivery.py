"""On the ordinary day: messages arrive once, in order, at Slack's pace, edited in place, in their threads."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from sqlalchemy.engine import Engine

from govbot.outbox.delivery import Delivery
from govbot.outbox.models import State
from tests.outbox.house import House


def test_a_message_stands_in_its_channel_with_its_key(house: House) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*due*"}}]
    house.post("review:1", text="The review is due.", blocks=blocks)
    assert house.delivery.deliver() == 1
    message = house.slack.messages(house.channel())[-1]
    assert message["text"] == "The review is due."
    assert message["blocks"][0]["text"]["text"] == "*due*"
    assert message["metadata"]["event_payload"] == {"outbox_id": "review:1"}
    row = house.row("review:1")
    assert (row.state, row.ts, row.channel_posted) == (State.SENT, message["ts"], house.channel())
    assert house.slack.world.bot.id in house.slack.world.channels[house.channel()].members
    assert house.delivery.deliver() == 0


def test_a_lane_keeps_its_order_and_its_pace(house: House) -> None:
    names = [f"m{number}" for number in range(8)]
    for name in names:
        house.post(name)
    assert house.delivery.deliver() == 5, "a short burst"
    assert house.delivery.deliver() == 0
    house.clock.move(seconds=1)
    assert house.delivery.deliver() == 1, "then one a second"
    house.clock.move(seconds=60)
    house.delivery.deliver()
    assert house.texts() == names


def test_lanes_do_not_wait_for_each_other(house: House) -> None:
    for number in range(6):
        house.post(f"a{number}", "vendor-ardent")
    house.post("b", "vendor-cedar")
    house.delivery.deliver()
    assert house.texts("vendor-cedar") == ["b"]
    assert len(house.texts("vendor-ardent")) == 5


def test_what_is_for_tomorrow_does_not_hold_up_today(house: House) -> None:
    house.direct("digest", "ivo.novak", not_before=house.clock() + timedelta(days=1))
    house.direct("escalation", "ivo.novak")
    house.delivery.deliver()
    assert house.told("ivo.novak") == ["escalation"]
    house.clock.move(days=1)
    house.delivery.deliver()
    assert house.told("ivo.novak") == ["escalation", "digest"]


def test_a_direct_message_is_opened_once_and_can_be_edited(house: House) -> None:
    house.direct("digest", "ivo.novak")
    house.delivery.deliver()
    house.direct("more", "ivo.novak")
    house.edit("digest", "done")
    house.delivery.deliver()
    assert house.told("ivo.novak") == ["done", "more"]
    assert house.slack.counts["conversations.open"] == 1


def test_a_reply_waits_for_its_card_and_lands_in_its_thread(house: House) -> None:
    house.post("card", not_before=house.clock() + timedelta(minutes=5))
    house.reply("first", "card")
    house.reply("second", "first")
    house.delivery.deliver()
    assert house.texts() == []
    house.pass_time(300)
    assert house.texts() == ["card"]
    assert house.texts(thread=house.row("card").ts) == ["card", "first", "second"]


def test_edits_of_a_card_that_wait_become_one(house: House) -> None:
    house.post("card")
    house.delivery.deliver()
    for text in ("acknowledged", "contained", "resolved"):
        house.edit("card", text)
    house.pass_time(10)
    assert house.texts() == ["resolved"]
    assert house.slack.counts["chat.update"] == 1
    assert house.slack.messages(house.channel())[-1]["metadata"]["event_payload"] == {"outbox_id": "card"}


def test_texts_and_blocks_are_kept_within_the_limits(house: House) -> None:
    many = [{"type": "section", "text": {"type": "mrkdwn", "text": f"line {number}"}} for number in range(60)]
    house.post("long", text="x" * 5000, blocks=many)
    house.delivery.deliver()
    message = house.slack.messages(house.channel())[-1]
    assert len(message["text"]) == 4000
    assert len(message["blocks"]) == 50
    assert house.slack.violations == []


def test_each_workspace_is_served(house: House, new_delivery: Callable[[], Delivery]) -> None:
    house.post("one")
    assert new_delivery().deliver(house.workspace.id) == 1
    house.post("two")
    assert new_delivery().deliver() == 1


def test_a_stopped_delivery_begins_nothing_new(house: House) -> None:
    house.post("one")
    house.delivery.stop()
    assert house.delivery.deliver() == 0
    assert house.row("one").state is State.PENDING


def test_a_client_that_repeats_by_itself_is_refused(engine: Engine, house: House) -> None:
    with pytest.raises(ValueError, match="retry_handlers"):
        Delivery(engine, house.clock, WebClient("xoxb-sandbox"), lambda _session: [])
