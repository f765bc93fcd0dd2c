"""What becomes of messages: edits, threads, ephemeral ones, history, direct messages, files."""

from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from govbot.sandbox import Sandbox
from tests.sandbox.conftest import refusal, section

ROOM = "#vendor-governance"
METADATA = {"event_type": "notice", "event_payload": {"key": "7"}}


@pytest.fixture
def room(slack: Sandbox) -> str:
    channel = slack.world.channel(ROOM)
    assert channel is not None
    return channel.id


def user_id(slack: Sandbox, who: str) -> str:
    return slack.world.required_user(who).id


def test_timestamps_come_from_the_clock_and_always_grow(slack: Sandbox, client: WebClient) -> None:
    stamps = [str(client.chat_postMessage(channel=ROOM, text="x")["ts"]) for _ in range(5)]
    assert stamps == sorted(set(stamps))
    assert abs(float(stamps[0]) - slack.clock.now().timestamp()) < 5


def test_text_alone_removes_the_blocks_and_metadata_stays(slack: Sandbox, client: WebClient, room: str) -> None:
    ts = str(client.chat_postMessage(channel=room, text="a", blocks=[section("a")], metadata=METADATA)["ts"])
    client.chat_update(channel=room, ts=ts, text="b")
    [message] = slack.messages(room)
    assert (message["text"], message["metadata"], "blocks" in message) == ("b", METADATA, False)
    assert "edited" in message
    client.chat_update(channel=room, ts=ts, text="c", blocks=[section("c")], metadata={})
    [message] = slack.messages(room)
    assert ("metadata" in message, message["blocks"][0]["text"]["text"]) == (False, "c")


def test_what_cannot_be_updated(slack: Sandbox, client: WebClient, room: str) -> None:
    ana = user_id(slack, "@ana.silva")
    ts = str(client.chat_postMessage(channel=room, text="a")["ts"])
    whisper = str(client.chat_postEphemeral(channel=room, user=ana, text="psst")["message_ts"])
    theirs = slack.message("@ana.silva", room, "mine")["message"]["ts"]
    direct = str(client.chat_postMessage(channel=ana, text="hello")["ts"])
    for channel, stamp, words, error in [
        (room, ts, "x" * 4001, "msg_too_long"),
        (room, whisper, "x", "message_not_found"),
        (room, theirs, "x", "cant_update_message"),
        (room, "1.000001", "x", "message_not_found"),
        (ana, direct, "x", "channel_not_found"),
    ]:
        with pytest.raises(SlackApiError) as caught:
            client.chat_update(channel=channel, ts=stamp, text=words)
        assert refusal(caught) == error
    slack.change_channel(room, is_archived=True)
    with pytest.raises(SlackApiError) as caught:
        client.chat_update(channel=room, ts=ts, text="x")
    assert refusal(caught) == "is_inactive"


def test_history_hides_metadata_unless_all_is_asked_for(client: WebClient, room: str) -> None:
    parent = str(client.chat_postMessage(channel=room, text="a", metadata=METADATA)["ts"])
    reply = str(client.chat_postMessage(channel=room, text="b", thread_ts=parent, metadata=METADATA)["ts"])
    [seen] = client.conversations_history(channel=room)["messages"]
    assert (seen["metadata"], seen["reply_count"]) == ({"event_type": "notice"}, 1)
    [seen] = client.conversations_history(channel=room, include_all_metadata=True)["messages"]
    assert seen["metadata"] == METADATA
    thread = client.conversations_replies(channel=room, ts=parent, include_all_metadata=True)["messages"]
    assert [m["ts"] for m in thread] == [parent, reply]
    assert thread[1]["metadata"] == METADATA


def test_history_comes_newest_first_in_pages_between_two_moments(client: WebClient, room: str) -> None:
    stamps = [str(client.chat_postMessage(channel=room, text=str(i))["ts"]) for i in range(5)]
    first = client.conversations_history(channel=room, limit=2)
    assert ([m["text"] for m in first["messages"]], first["has_more"]) == (["4", "3"], True)
    cursor = first["response_metadata"]["next_cursor"]
    assert [m["text"] for m in client.conversations_history(channel=room, cursor=cursor)["messages"]] == ["2", "1", "0"]
    between = client.conversations_history(channel=room, oldest=stamps[1], latest=stamps[3])
    assert [m["text"] for m in between["messages"]] == ["2"]
    both = client.conversations_history(channel=room, oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert [m["text"] for m in both["messages"]] == ["3", "2", "1"]


def test_a_reply_to_a_message_that_is_gone_lands_in_the_channel(slack: Sandbox, client: WebClient, room: str) -> None:
    gone = str(client.chat_postMessage(channel=room, text="a")["ts"])
    slack.delete("@maya.lindqvist", room, gone)
    answer = client.chat_postMessage(channel=room, text="b", thread_ts=gone)
    assert "thread_ts" not in answer["message"]
    assert [m["text"] for m in slack.messages(room)] == ["b"]


def test_a_deleted_parent_leaves_its_thread(slack: Sandbox, client: WebClient, room: str) -> None:
    parent = str(client.chat_postMessage(channel=room, text="a")["ts"])
    client.chat_postMessage(channel=room, text="b", thread_ts=parent)
    client.chat_delete(channel=room, ts=parent)
    [tombstone] = slack.messages(room)
    assert (tombstone["subtype"], tombstone["reply_count"]) == ("tombstone", 1)
    assert [m["text"] for m in slack.messages(room, thread_ts=parent)][1:] == ["b"]


def test_only_its_reader_sees_an_ephemeral_message(slack: Sandbox, client: WebClient, room: str) -> None:
    client.chat_postEphemeral(channel=room, user=user_id(slack, "@ana.silva"), text="psst")
    assert [m["text"] for m in slack.messages(room, "@ana.silva")] == ["psst"]
    assert slack.messages(room, "@ivo.novak") == []
    assert client.conversations_history(channel=room)["messages"] == []
    with pytest.raises(SlackApiError) as caught:
        client.chat_postEphemeral(channel=room, user=user_id(slack, "@tom.baker"), text="psst")
    assert refusal(caught) == "user_not_in_channel"


def test_a_direct_message_is_opened_once_and_not_for_who_left(slack: Sandbox, client: WebClient) -> None:
    ana, rita = user_id(slack, "@ana.silva"), user_id(slack, "@left.the.company")
    opened = client.conversations_open(users=ana)
    again = client.conversations_open(users=[ana])
    assert (opened["channel"]["id"], again["already_open"]) == (again["channel"]["id"], True)
    assert client.chat_postMessage(channel=ana, text="hello")["channel"] == opened["channel"]["id"]
    assert [m["text"] for m in slack.messages("@ana.silva")] == ["hello"]
    with pytest.raises(SlackApiError) as caught:
        client.conversations_open(users=rita)
    assert refusal(caught) == "user_disabled"
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=rita, text="x")
    assert refusal(caught) == "user_disabled"


def test_joining_makes_a_member_of_public_channels_only(slack: Sandbox, client: WebClient) -> None:
    general = slack.world.channel("general")
    assert general is not None
    client.conversations_join(channel=general.id)
    assert client.conversations_join(channel=general.id)["warning"] == "already_in_channel"
    assert slack.world.bot.id in client.conversations_members(channel=general.id, limit=1000)["members"]
    assert client.conversations_info(channel=general.id)["channel"]["is_member"] is True
    for name, error in [("vendor-tallow", "is_archived"), ("exec-sponsors", "channel_not_found")]:
        channel = slack.world.channel(name)
        assert channel is not None
        with pytest.raises(SlackApiError) as caught:
            client.conversations_join(channel=channel.id)
        assert refusal(caught) == error


def test_lists_come_in_pages(slack: Sandbox, client: WebClient) -> None:
    found: list[str] = []
    for answer in client.conversations_list(limit=10, exclude_archived=True, types="public_channel,private_channel"):
        found += [channel["name"] for channel in answer["channels"]]
    names = {c.name for c in slack.world.channels.values() if not c.is_private and not c.is_archived}
    assert (len(found), set(found)) == (len(names), names)
    people = [user["id"] for answer in client.users_list(limit=4) for user in answer["members"]]
    assert people == list(slack.world.users)


def test_people_have_zones_titles_and_addresses(slack: Sandbox, client: WebClient) -> None:
    hana = client.users_lookupByEmail(email="Hana.Sato@example.com")["user"]
    assert (hana["tz"], hana["tz_offset"], hana["deleted"]) == ("Asia/Tokyo", 32400, False)
    assert hana["profile"]["email"] == "hana.sato@example.com"
    tom = client.users_info(user=user_id(slack, "@tom.baker"))["user"]
    assert tom["is_restricted"] is True
    groups = client.usergroups_list(include_users=True)["usergroups"]
    managers = next(group for group in groups if group["handle"] == "vendor-managers")
    assert client.usergroups_users_list(usergroup=managers["id"])["users"] == managers["users"]


def test_who_the_bot_is(slack: Sandbox, client: WebClient) -> None:
    me = client.auth_test()
    assert (me["user_id"], me["team"]) == (slack.world.bot.id, "Harbour & Lane")
    assert "chat:write" in me.headers["x-oauth-scopes"]
    assert client.bots_info(bot=me["bot_id"])["bot"]["user_id"] == me["user_id"]
    assert client.team_info()["team"]["domain"] == "harbour-lane"


def test_a_reaction_counts_once(slack: Sandbox, client: WebClient, room: str) -> None:
    ts = str(client.chat_postMessage(channel=room, text="a")["ts"])
    client.reactions_add(channel=room, timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError) as caught:
        client.reactions_add(channel=room, timestamp=ts, name="eyes")
    assert refusal(caught) == "already_reacted"
    assert slack.messages(room)[0]["reactions"] == [{"name": "eyes", "users": [slack.world.bot.id], "count": 1}]


def test_a_file_is_uploaded_in_three_steps(slack: Sandbox, client: WebClient, room: str) -> None:
    client.files_upload_v2(channel=room, content="ref,name\n", filename="vendors.csv", initial_comment="The register")
    [message] = slack.messages(room)
    assert (message["text"], message["files"][0]["name"]) == ("The register", "vendors.csv")
    assert slack.state.contents[message["files"][0]["id"]] == b"ref,name\n"


def test_a_permalink_leads_to_the_page(slack: Sandbox, client: WebClient, room: str) -> None:
    ts = str(client.chat_postMessage(channel=room, text="a")["ts"])
    link = client.chat_getPermalink(channel=room, message_ts=ts)["permalink"]
    assert link == f"{slack.url}/archives/{room}/p{ts.replace('.', '')}"


def test_a_file_that_a_person_drops_is_read_with_the_token_alone(slack: Sandbox, client: WebClient, room: str) -> None:
    message = slack.upload("@ana.silva", room, "soc2.pdf", "Opinion: fair", text="Here it is")["message"]
    [file] = message["files"]
    assert (message["text"], file["name"], file["size"]) == ("Here it is", "soc2.pdf", 13)
    told = client.files_info(file=file["id"])["file"]
    asked = Request(told["url_private_download"], headers={"Authorization": f"Bearer {client.token}"})
    with urlopen(asked) as answer:
        assert answer.read() == b"Opinion: fair"
    with urlopen(told["url_private_download"]) as answer:
        assert b"Sign in" in answer.read()
