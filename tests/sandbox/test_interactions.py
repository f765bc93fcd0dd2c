"""Triggers, response URLs, stacks and hashes; and what a person sees when the bot does not answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from govbot.sandbox import Sandbox, Unusable, interactions, shapes
from tests.sandbox.conftest import button, field, modal, refusal, section

Connect = Callable[[], SocketModeHandler]
ANA = "@ana.silva"
ROOM = "#vendor-governance"
VIEW = modal(section("x"))


@pytest.fixture
def trigger(slack: Sandbox) -> Callable[[], str]:
    return lambda: slack.state.tickets.new_trigger(slack.world.required_user(ANA).id)


def test_a_trigger_works_once_and_for_three_seconds(
    slack: Sandbox, client: WebClient, trigger: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    used, late = trigger(), trigger()
    client.views_open(trigger_id=used, view=VIEW)
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=used, view=VIEW)
    assert refusal(caught) == "exchanged_trigger_id"
    now = shapes.real_seconds()
    monkeypatch.setattr(interactions, "real_seconds", lambda: now + 3.1)
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=late, view=VIEW)
    assert refusal(caught) == "expired_trigger_id"
    assert slack.violations == []


def test_at_most_three_views_lie_on_one_another(slack: Sandbox, client: WebClient, trigger: Callable[[], str]) -> None:
    client.views_open(trigger_id=trigger(), view=VIEW)
    client.views_push(trigger_id=trigger(), view=VIEW)
    client.views_push(trigger_id=trigger(), view=VIEW)
    with pytest.raises(SlackApiError) as caught:
        client.views_push(trigger_id=trigger(), view=VIEW)
    assert refusal(caught) == "push_limit_reached"
    assert len(slack.views(ANA)) == 3


def test_a_stale_hash_does_not_overwrite(slack: Sandbox, client: WebClient, trigger: Callable[[], str]) -> None:
    view = client.views_open(trigger_id=trigger(), view=VIEW)["view"]
    client.views_update(view_id=view["id"], hash=view["hash"], view=VIEW)
    with pytest.raises(SlackApiError) as caught:
        client.views_update(view_id=view["id"], hash=view["hash"], view=VIEW)
    assert refusal(caught) == "hash_conflict"
    assert slack.violations == []


def test_an_external_id_is_used_by_one_view(client: WebClient, trigger: Callable[[], str]) -> None:
    client.views_open(trigger_id=trigger(), view=VIEW | {"external_id": "one"})
    client.views_update(external_id="one", view=VIEW | {"external_id": "one"})
    with pytest.raises(SlackApiError) as caught:
        client.views_push(trigger_id=trigger(), view=VIEW | {"external_id": "one"})
    assert refusal(caught) == "duplicate_external_id"


@pytest.fixture
def url(slack: Sandbox, app: App, connect: Connect) -> str:
    """The response URL of a command, which the bot answered with an ephemeral message."""
    urls: list[str] = []

    @app.command("/vendor")
    def command(ack: Any, body: Any) -> None:
        urls.append(body["response_url"])
        ack("First")

    connect()
    assert slack.command(ANA, "#general", "/vendor")["ok"]
    return urls[0]


def texts(slack: Sandbox) -> list[str]:
    return [message["text"] for message in slack.messages("#general", ANA)]


def test_a_response_url_answers_without_membership_five_times(slack: Sandbox, url: str) -> None:
    hook = WebhookClient(url)
    assert hook.send(text="Only you").status_code == 200
    assert hook.send(text="All", response_type="in_channel").status_code == 200
    assert [m["text"] for m in slack.messages("#general")] == ["All"]
    assert hook.send(text="Second", replace_original=True).status_code == 200
    assert texts(slack) == ["Second", "Only you", "All"]
    assert hook.send(delete_original=True).status_code == 200
    assert texts(slack) == ["Only you", "All"]
    assert hook.send(text="Fifth").status_code == 200
    sixth = hook.send(text="Sixth")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
    assert slack.violations == []


def test_a_response_url_lives_thirty_minutes(slack: Sandbox, url: str) -> None:
    slack.clock.move_to(slack.clock.now() + timedelta(minutes=31))
    late = WebhookClient(url).send(text="Late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_a_response_url_takes_no_bad_blocks(slack: Sandbox, url: str) -> None:
    assert WebhookClient(url).send(text="x", blocks=[section("")]).status_code == 400
    assert len(slack.violations) == 1


def test_a_bot_that_does_not_answer_is_shown_and_recorded(slack: Sandbox, app: App, connect: Connect) -> None:
    slack.settings.ack_timeout = 0.2
    connect()  # it listens to no command at all: Bolt answers 404, over a socket that is no answer
    answer = slack.command(ANA, ROOM, "/vendor add")
    assert (answer["ok"], answer["error"]) == (False, '/vendor failed with the error "operation_timeout"')
    assert slack.violations == ["/vendor add was not acknowledged: timeout no acknowledgement in time"]


def test_without_a_connection_a_command_fails_at_once(slack: Sandbox) -> None:
    answer = slack.command(ANA, ROOM, "/vendor add")
    assert answer["error"] == '/vendor failed with the error "dispatch_failed"'
    assert len(slack.violations) == 1


def test_an_answer_that_slack_cannot_show_is_an_invalid_command_response(
    slack: Sandbox, app: App, connect: Connect
) -> None:
    @app.command("/vendor")
    def command(ack: Any) -> None:
        ack(text="x", blocks=[section("")])

    connect()
    answer = slack.command(ANA, ROOM, "/vendor")
    assert answer["error"] == '/vendor failed with the error "invalid_command_response"'
    assert slack.violations == [
        "the answer to /vendor: invalid_blocks ['must be more than 0 characters [json-pointer:/blocks/0/text/text]']"
    ]


def test_errors_must_name_fields_of_the_form(
    slack: Sandbox, app: App, connect: Connect, client: WebClient, trigger: Callable[[], str]
) -> None:
    @app.view("form")
    def submitted(ack: Any) -> None:
        ack(response_action="errors", errors={"nowhere": "Wrong"})

    connect()
    form = client.views_open(trigger_id=trigger(), view=modal(field("name", {"type": "plain_text_input"})))["view"]
    answer = slack.submit(ANA, form["id"], {"name": "x"})
    assert (answer["ok"], answer["error"], len(answer["views"])) == (
        False,
        "We had some trouble connecting. Try again?",
        1,
    )
    assert len(slack.violations) == 1


FIELDS: list[tuple[dict[str, Any], Any, str]] = [
    ({"type": "plain_text_input", "max_length": 3}, "long", "Please enter no more than 3 characters."),
    ({"type": "plain_text_input", "min_length": 3}, "x", "Please enter at least 3 characters."),
    ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
    ({"type": "number_input", "is_decimal_allowed": True}, "much", "Please enter a number."),
    (
        {"type": "number_input", "is_decimal_allowed": True, "max_value": "5"},
        "6",
        "Please enter a number of at most 5.",
    ),
    ({"type": "email_text_input"}, "ana", "Please enter a valid email address."),
    ({"type": "url_text_input"}, "ana", "Please enter a valid URL."),
    ({"type": "multi_users_select", "max_selected_items": 1}, [ANA, "@ivo.novak"], "Please choose no more than 1."),
    ({"type": "datepicker"}, "", "Please complete this required field."),
]


@pytest.mark.parametrize(("element", "value", "sentence"), FIELDS)
def test_the_form_itself_refuses_what_slack_would_not_send(
    slack: Sandbox,
    client: WebClient,
    trigger: Callable[[], str],
    element: dict[str, Any],
    value: Any,
    sentence: str,
) -> None:
    form = client.views_open(trigger_id=trigger(), view=modal(field("f", element)))["view"]
    assert slack.submit(ANA, form["id"], {"f": value})["errors"] == {"f": sentence}


def test_what_a_person_cannot_do_is_said_in_a_sentence(slack: Sandbox, client: WebClient) -> None:
    room = slack.world.channel(ROOM)
    assert room is not None
    ts = str(client.chat_postMessage(channel=ROOM, text="x", blocks=[section("x", accessory=button("a"))])["ts"])
    attempts: list[tuple[Callable[[], object], str]] = [
        (lambda: slack.command("@nobody", ROOM, "/vendor"), "There is no person '@nobody' here"),
        (lambda: slack.command("@left.the.company", ROOM, "/vendor"), "Rita Varga was deactivated"),
        (lambda: slack.command(ANA, "#nowhere", "/vendor"), "There is no channel '#nowhere' here"),
        (lambda: slack.command(ANA, "#vendor-tallow", "/vendor"), "#vendor-tallow is archived"),
        (lambda: slack.command("@ivo.novak", "#exec-sponsors", "/vendor"), "Ivo Novak cannot see"),
        (lambda: slack.command(ANA, ROOM, "/nothing"), "/nothing is not a valid command. There are /vendor, /plain."),
        (lambda: slack.click(ANA, "b", channel=ROOM, ts=ts), "There is nothing here with the action_id 'b'"),
        (lambda: slack.click(ANA, "a", channel=ROOM, ts="1.000001"), "This message is not there any more."),
        (lambda: slack.submit(ANA, "V0", {}), "This form is not open any more."),
    ]
    for act, sentence in attempts:
        with pytest.raises(Unusable) as caught:
            act()
        assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("/vendor owner @dora.lind, now", "owner <@{dora}|dora.lind>, now"),
        ("/vendor see #general and #exec-sponsors", "see <#{general}|general> and <#{sponsors}|>"),
        ("/vendor A & B <x>", "A &amp; B &lt;x&gt;"),
        ("/vendor ask ana.silva@example.com", "ask <mailto:ana.silva@example.com|ana.silva@example.com>"),
        ("/vendor https://example.com/?a=1&b=2", "<https://example.com/?a=1&amp;b=2>"),
        ("/vendor @nobody #nowhere", "@nobody #nowhere"),
        ("/vendor tell @channel", "tell <!channel>"),
        ("/vendor <@{dora}>", "<@{dora}>"),
        ("/plain @dora.lind <b>", "@dora.lind &lt;b&gt;"),
    ],
)
def test_commands_are_escaped_as_slack_does(slack: Sandbox, app: App, connect: Connect, typed: str, sent: str) -> None:
    heard: list[str] = []

    def command(ack: Any, body: Any) -> None:
        heard.append(body["text"])
        ack()

    app.command("/vendor")(command)
    app.command("/plain")(command)
    connect()
    channels = {name: slack.world.channel(name) for name in ("general", "exec-sponsors")}
    ids = {
        "dora": slack.world.required_user("@dora.lind").id,
        "general": getattr(channels["general"], "id", ""),
        "sponsors": getattr(channels["exec-sponsors"], "id", ""),
    }
    answer = slack.command(ANA, ROOM, typed.format(**ids))
    assert (answer["ok"], answer["message"]) == (True, None)
    assert heard == [sent.format(**ids)]
