"""When Slack or the network fails: whatever happened to the call, the message stands there exactly once."""

from datetime import timedelta

import pytest

from govbot import db
from govbot.outbox import service as outbox
from govbot.outbox.models import State
from govbot.workspace import Workspace, enrol
from tests.outbox.house import House

LOST = [
    "server_error",
    "server_error_after_accept",
    "drop_before",
    "drop_after_accept",
    "timeout",
    "timeout_after_accept",
]


@pytest.fixture
def patience(request: pytest.FixtureRequest, patience: int) -> int:
    """Short only where a call is to hang."""
    return 1 if "timeout" in request.node.name else patience


@pytest.mark.one_database
@pytest.mark.parametrize("kind", LOST)
def test_an_unknown_outcome_is_looked_up(house: House, kind: str) -> None:
    house.slack.faults(method="chat.postMessage", kind=kind)
    house.post("before")
    house.post("after")
    house.delivery.deliver()
    row = house.row("before")
    assert (row.state, row.attempts) == (State.UNKNOWN, 1)
    assert "after" not in house.texts(), "nothing overtakes a message in doubt"
    house.pass_time(30)
    assert house.texts() == ["before", "after"]
    assert house.row("before").state is State.SENT


@pytest.mark.one_database
@pytest.mark.parametrize("kind", LOST)
def test_a_reply_of_unknown_outcome_is_looked_up_in_its_thread(house: House, kind: str) -> None:
    house.post("card")
    house.delivery.deliver()
    house.slack.faults(method="chat.postMessage", kind=kind)
    house.reply("answer", "card")
    house.pass_time(30)
    assert house.texts(thread=house.row("card").ts) == ["card", "answer"]


@pytest.mark.one_database
@pytest.mark.parametrize("kind", LOST)
def test_a_direct_message_of_unknown_outcome_is_looked_up(house: House, kind: str) -> None:
    house.slack.faults(method="chat.postMessage", kind=kind)
    house.direct("digest", "ivo.novak")
    house.pass_time(30)
    assert house.told("ivo.novak") == ["digest"]


@pytest.mark.one_database
@pytest.mark.parametrize("kind", LOST)
def test_an_edit_of_unknown_outcome_is_repeated(house: House, kind: str) -> None:
    house.post("card")
    house.delivery.deliver()
    house.slack.faults(method="chat.update", kind=kind)
    house.edit("card", "resolved")
    house.pass_time(30)
    assert house.texts() == ["resolved"]


@pytest.mark.one_database
@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_an_answer_that_promises_nothing_is_looked_up(house: House, error: str) -> None:
    house.slack.faults(method="chat.postMessage", kind="error", error=error)
    house.post("once")
    house.delivery.deliver()
    assert house.row("once").state is State.UNKNOWN
    house.pass_time(30)
    assert house.texts() == ["once"]


@pytest.mark.one_database
@pytest.mark.parametrize("method", ["conversations.join", "conversations.open", "conversations.history"])
@pytest.mark.parametrize("kind", ["server_error", "drop_after_accept", "rate_limited"])
def test_trouble_on_the_way_there_only_delays(house: House, method: str, kind: str) -> None:
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept", times=2)
    house.slack.faults(method=method, kind=kind, retry_after=7)
    house.post("post")
    house.direct("direct", "ivo.novak")
    house.pass_time(60)
    assert (house.texts(), house.told("ivo.novak")) == (["post"], ["direct"])


def test_a_message_is_found_behind_pages_of_talk(house: House) -> None:
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept")
    house.post("once")
    house.delivery.deliver()
    for number in range(250):
        house.slack.message(house.person("ivo.novak"), house.channel(), f"talk {number}")
    house.pass_time(30)
    assert house.texts() == ["once"]
    assert house.slack.counts["conversations.history"] == 3


def test_a_rate_limit_holds_up_its_lane_alone_and_counts_as_no_attempt(house: House) -> None:
    house.slack.faults(method="chat.postMessage", kind="rate_limited", retry_after=30, channel=house.channel())
    house.post("slow")
    house.post("elsewhere", "vendor-cedar")
    house.delivery.deliver()
    assert house.texts("vendor-cedar") == ["elsewhere"]
    row = house.row("slow")
    assert (row.state, row.attempts) == (State.PENDING, 0)
    calls = house.slack.counts["chat.postMessage"]
    house.pass_time(25)
    assert house.texts() == []
    assert house.slack.counts["chat.postMessage"] == calls, "Slack is left alone until then"
    house.pass_time(10)
    assert house.texts() == ["slow"]


def test_a_limited_method_rests_for_all_lanes(house: House) -> None:
    for name in ("one", "two", "three"):
        house.post(name, f"vendor-{ {'one': 'ardent', 'two': 'cedar', 'three': 'cobalt'}[name] }")
    house.delivery.deliver()
    house.slack.faults(method="chat.update", kind="rate_limited", retry_after=20)
    for name in ("one", "two", "three"):
        house.edit(name, "edited")
        house.delivery.deliver()
    assert house.slack.counts["fault:rate_limited"] == 1
    assert house.slack.counts["chat.update"] == 0
    house.pass_time(30)
    assert [house.texts(f"vendor-{name}") for name in ("ardent", "cedar", "cobalt")] == [["edited"]] * 3


def test_slack_may_be_away_for_hours(house: House) -> None:
    house.slack.faults(kind="server_error", times=100_000)
    for name in ("one", "two"):
        house.post(name)
    house.pass_time(4 * 3600, step=300)
    assert house.failed() == []
    house.slack.faults(clear=True)
    house.pass_time(600, step=30)
    assert house.texts() == ["one", "two"]


def test_a_message_that_always_breaks_slack_is_given_up_and_the_admins_told(house: House) -> None:
    house.slack.faults(method="chat.postMessage", kind="server_error", channel=house.channel(), times=100_000)
    house.post("poison")
    house.post("next")
    house.pass_time(3600, step=60)
    assert house.failed() == ["poison", "next"]
    assert house.row("poison").error == outbox.UNKNOWABLE
    assert len(house.told("maya.lindqvist")) == 1
    house.slack.faults(clear=True)
    with db.write(house.engine, house.workspace.id) as session:
        assert len(outbox.retry(session, house.clock())) == 2
    house.pass_time(60)
    assert house.texts() == ["poison", "next"]


def test_one_that_arrived_unseen_is_not_sent_again_by_a_retry(house: House) -> None:
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept")
    house.slack.faults(method="conversations.history", kind="error", error="not_in_channel", times=100)
    house.post("once")
    house.pass_time(3600, step=60)
    assert house.failed() == ["once"]
    house.slack.faults(clear=True)
    with db.write(house.engine, house.workspace.id) as session:
        outbox.retry(session, house.clock())
    house.pass_time(60)
    assert house.texts() == ["once"]
    assert house.row("once").state is State.SENT


@pytest.mark.one_database
@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.join"])
def test_a_revoked_token_pauses_the_workspace_and_loses_nothing(
    house: House, caplog: pytest.LogCaptureFixture, method: str, error: str
) -> None:
    house.slack.faults(method=method, kind="error", error=error)
    house.post("one")
    house.post("two")
    assert house.delivery.deliver() == 0
    assert error in caplog.text
    with db.read(house.engine, None) as session:
        paused = session.get_one(Workspace, house.workspace.id)
    assert paused.paused == error
    house.pass_time(60)
    assert house.texts() == []
    with db.write(house.engine, None) as session:  # the app is installed again
        enrol(session, paused.team_id, paused.name, paused.bot_user_id)
    house.pass_time(60)
    assert house.texts() == ["one", "two"]


def test_a_revoked_token_keeps_a_doubt_a_doubt(house: House) -> None:
    house.slack.faults(method="chat.postMessage", kind="drop_after_accept")
    house.slack.faults(method="conversations.history", kind="error", error="token_revoked")
    house.post("once")
    house.pass_time(60)
    assert house.row("once").state is State.UNKNOWN
    with db.write(house.engine, None) as session:
        enrol(session, house.workspace.team_id, "Acme", "")
    house.pass_time(60)
    assert house.texts() == ["once"]


def test_who_was_too_slow_does_not_settle_over_another(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.post("once")
    house.delivery.deliver()
    with db.write(house.engine, house.workspace.id) as session:
        row = outbox.find(session, "once")
        assert row is not None
        row.state, row.claim, row.lease_until = State.SENDING, "theirs", house.clock() + timedelta(seconds=10)
    assert house.delivery.deliver() == 0
    house.pass_time(30)
    assert house.texts() == ["once"]
    assert house.row("once").state is State.SENT
