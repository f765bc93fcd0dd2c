"""Where a message can never stand: its fallback, a word to the admins, a list of what was given up."""

import pytest

from govbot import db
from govbot.outbox import service as outbox
from govbot.outbox.models import State
from tests.outbox.house import House

pytestmark = pytest.mark.one_database

ADMIN = "maya.lindqvist"
GOVERNANCE = "vendor-governance"


def fallback(house: House) -> dict[str, str]:
    return {"fallback": house.channel(GOVERNANCE)}


def test_an_archived_channel_gives_way_to_the_fallback_and_one_note(house: House) -> None:
    for name in ("first", "second", "third"):
        house.post(name, "vendor-tallow", **fallback(house))
    house.pass_time(60)
    tallow = f"<#{house.channel('vendor-tallow')}>"
    told = [text.split("\n") for text in house.texts(GOVERNANCE)]
    assert [last for _, last in told] == ["first", "second", "third"]
    assert all(tallow in note for note, _ in told)
    assert house.texts("vendor-tallow") == []
    (note,) = house.told(ADMIN)
    assert tallow in note
    assert "Unarchive" in note
    assert house.failed() == []


def test_without_a_fallback_it_is_given_up_listed_and_sent_again_when_asked(house: House) -> None:
    house.post("lost", "vendor-tallow")
    house.reply("answer", "lost")
    house.post("alive")
    house.pass_time(60)
    assert house.failed() == ["lost", "answer"]
    assert (house.row("lost").error, house.row("answer").error) == ("is_archived", outbox.PARENT_FAILED)
    assert house.texts() == ["alive"]
    assert len(house.told(ADMIN)) == 1

    house.slack.change_channel(house.channel("vendor-tallow"), is_archived=False)
    with db.write(house.engine, house.workspace.id) as session:
        assert [message.key for message in outbox.retry(session, house.clock())] == ["lost", "answer"]
    house.pass_time(60)
    assert house.texts("vendor-tallow", thread=house.row("lost").ts) == ["lost", "answer"]


def test_edits_and_replies_follow_a_card_to_its_fallback(house: House) -> None:
    house.post("card", "vendor-tallow", **fallback(house))
    house.reply("answer", "card")
    house.pass_time(30)
    house.edit("card", "resolved")
    house.reply("later", "card")
    house.pass_time(30)
    thread = house.texts(GOVERNANCE, thread=house.row("card").ts)
    assert thread[0].endswith("resolved")
    assert "vendor" not in thread[0], "a channel is named by its link"
    assert house.channel("vendor-tallow") in thread[0]
    assert thread[1:] == ["answer", "later"]


@pytest.mark.parametrize(("person", "error"), [("left.the.company", "user_disabled"), ("govbot", "cannot_dm_bot")])
def test_who_cannot_be_written_to_gives_way_to_the_fallback(house: House, person: str, error: str) -> None:
    house.direct("digest", person, **fallback(house))
    house.direct("lost", person)
    house.pass_time(60)
    (text,) = house.texts(GOVERNANCE)
    assert f"<@{house.person(person)}>" in text
    assert text.endswith("digest")
    assert house.failed() == ["lost"]
    (note,) = house.told(ADMIN)
    assert error in note


def test_a_private_channel_without_an_invitation_is_said_to_need_one(house: House) -> None:
    house.post("secret", "exec-sponsors")
    house.pass_time(60)
    assert house.failed() == ["secret"]
    assert "Invite me" in house.told(ADMIN)[0]
    house.slack.change_channel(house.channel("exec-sponsors"), add_bot=True)
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept")
    with db.write(house.engine, house.workspace.id) as session:
        outbox.retry(session, house.clock())
    house.pass_time(60)
    assert house.texts("exec-sponsors") == ["secret"]


def test_a_bot_that_was_removed_joins_again(house: House) -> None:
    house.post("one")
    house.delivery.deliver()
    house.slack.change_channel(house.channel(), remove_bot=True)
    house.post("two")
    house.delivery.deliver()
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept")
    house.post("three")
    house.delivery.deliver()
    house.slack.change_channel(house.channel(), remove_bot=True)
    house.pass_time(60)
    assert house.texts() == ["one", "two", "three"]


def test_a_channel_archived_later_sends_its_card_to_the_fallback(house: House) -> None:
    house.post("card", **fallback(house))
    house.delivery.deliver()
    house.slack.change_channel(house.channel(), is_archived=True)
    house.edit("card", "resolved")
    house.pass_time(60)
    (text,) = house.texts(GOVERNANCE)
    assert text.endswith("resolved")
    assert house.texts() == ["card"]
    house.reply("later", "card")
    house.pass_time(10)
    assert house.texts(GOVERNANCE, thread=house.row("card").ts)[1:] == ["later"]


def test_a_deleted_card_is_posted_anew_and_its_thread_goes_on(house: House) -> None:
    house.post("card")
    house.delivery.deliver()
    gone = str(house.row("card").ts)
    house.slack.delete(house.person(ADMIN), house.channel(), gone)
    house.edit("card", "acknowledged")
    house.edit("card", "resolved")
    house.reply("answer", "card")
    house.pass_time(60)
    assert house.texts() == ["resolved"]
    row = house.row("card")
    assert (row.state, row.ts != gone) == (State.SENT, True)
    assert house.texts(thread=row.ts) == ["resolved", "answer"]
    house.edit("card", "closed")
    house.pass_time(10)
    assert house.texts() == ["closed"]


def test_a_reply_under_a_deleted_card_is_found_where_slack_put_it(house: House) -> None:
    house.post("card")
    house.delivery.deliver()
    house.slack.delete(house.person(ADMIN), house.channel(), str(house.row("card").ts))
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept")
    house.reply("answer", "card")
    house.pass_time(60)
    assert house.texts() == ["answer"]


def test_refused_blocks_leave_the_text(house: House) -> None:
    house.post("card", blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": ""}}])
    house.delivery.deliver()
    message = house.slack.messages(house.channel())[-1]
    assert message["text"] == "card"
    assert not message.get("blocks")
    assert house.told(ADMIN) == []


def test_other_refusals_are_given_up_with_their_name(house: House) -> None:
    house.slack.faults(method="chat.postMessage", kind="error", error="msg_too_long")
    house.post("card")
    house.pass_time(30)
    assert (house.failed(), house.row("card").error) == (["card"], "msg_too_long")
    assert "msg_too_long" in house.told(ADMIN)[0]


def test_admins_who_are_gone_are_not_told_for_ever(house: House) -> None:
    house.slack.change_user(house.person(ADMIN), deleted=True)
    house.post("lost", "vendor-tallow")
    house.pass_time(120)
    admin = house.person(ADMIN)
    (lost, about_lost, about_admin) = house.failed()
    assert lost == "lost"
    assert about_lost.startswith("undeliverable:" + house.channel("vendor-tallow"))
    assert about_admin.startswith(f"undeliverable:{admin}:user_disabled")
