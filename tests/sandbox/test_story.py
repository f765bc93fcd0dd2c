"""A real Bolt app over real Socket Mode, driven as a person would."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from govbot.sandbox import Sandbox
from tests.sandbox.conftest import button, field, modal, option, section, text

Connect = Callable[[], SocketModeHandler]
ANA, IVO, DORA = "@ana.silva", "@ivo.novak", "@dora.lind"
ROOM = "#vendor-governance"
FORM = modal(
    field("name", {"type": "plain_text_input", "max_length": 20}),
    field("tier", {"type": "static_select", "options": [option("high"), option("low")]}),
    field("owner", {"type": "users_select"}),
    field("start", {"type": "datepicker", "initial_date": "2026-12-01"}),
    field("sides", {"type": "checkboxes", "options": [option("front"), option("back")]}, optional=True),
)


def test_a_form_is_filled_in_and_the_channel_hears_of_it(
    slack: Sandbox, app: App, connect: Connect, client: WebClient
) -> None:
    seen: dict[str, Any] = {}

    @app.command("/vendor")
    def command(ack: Any, body: Any, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack(f"Fill it in, {body['text']}.")

    @app.view("form")
    def submitted(ack: Any, body: Any, client: WebClient) -> None:
        seen.update(body["view"]["state"]["values"])
        go = {"type": "actions", "block_id": "row", "elements": [button("go", value="7")]}
        client.chat_postMessage(channel=ROOM, text="Added", blocks=[section("Added"), go])
        ack()

    @app.action("go")
    def pressed(ack: Any, body: Any, client: WebClient, respond: Any) -> None:
        seen["action"] = body["actions"][0]
        client.chat_update(channel=body["channel"]["id"], ts=body["container"]["message_ts"], text="Gone")
        respond("Thank you")
        ack()

    connect()
    answer = slack.command(ANA, ROOM, "/vendor add @dora.lind")
    dora = slack.world.required_user(DORA)
    assert answer["ok"]
    assert answer["message"]["text"] == f"Fill it in, add <@{dora.id}|dora.lind>."
    assert answer["message"]["is_ephemeral"]
    [form] = answer["views"]
    assert slack.submit(ANA, form["id"], {})["errors"].keys() == {"name", "tier", "owner"}
    filled = {"name": "Acme", "tier": "High", "owner": DORA, "sides": ["front"]}
    assert slack.submit(ANA, form["id"], filled) | {"ack_ms": 0} == {"ok": True, "ack_ms": 0, "views": []}
    assert seen["name"]["name"] == {"type": "plain_text_input", "value": "Acme"}
    assert seen["tier"]["tier"]["selected_option"] == option("high")
    assert seen["owner"]["owner"]["selected_user"] == dora.id
    assert seen["start"]["start"]["selected_date"] == "2026-12-01"
    assert seen["sides"]["sides"]["selected_options"] == [option("front")]

    card = slack.messages(ROOM)[-1]
    assert slack.click(IVO, "go", channel=ROOM, ts=card["ts"])["ok"]
    assert seen["action"] | {"action_ts": ""} == {
        "type": "button",
        "action_id": "go",
        "block_id": "row",
        "action_ts": "",
        "text": text("Press"),
        "value": "7",
    }
    assert [m["text"] for m in slack.messages(ROOM, IVO)] == ["Gone", "Thank you"]
    assert [m["text"] for m in slack.messages(ROOM)] == ["Gone"]
    assert "blocks" not in slack.messages(ROOM)[0]
    assert slack.violations == []


def test_the_answers_to_a_form_show_errors_change_it_stack_it_and_clear_it(
    slack: Sandbox, app: App, connect: Connect
) -> None:
    @app.shortcut("new")
    def shortcut(ack: Any, body: Any, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(field("name", {"type": "plain_text_input"})))
        ack()

    @app.view("form")
    def submitted(ack: Any, view: Any) -> None:
        name = view["state"]["values"]["name"]["name"]["value"]
        again = modal(field("name", {"type": "plain_text_input"}), title=text("Again"))
        if name == "bad":
            ack(response_action="errors", errors={"name": "Not that one."})
        elif name == "clear":
            ack(response_action="clear")
        else:
            ack(response_action=name, view=again)

    connect()
    [view] = slack.shortcut(ANA, "new")["views"]
    errors = slack.submit(ANA, view["id"], {"name": "bad"})
    assert (errors["ok"], errors["errors"], len(errors["views"])) == (False, {"name": "Not that one."}, 1)
    updated = slack.submit(ANA, view["id"], {"name": "update"})["views"]
    assert [(v["id"], v["title"]["text"]) for v in updated] == [(view["id"], "Again")]
    pushed = slack.submit(ANA, view["id"], {"name": "push"})["views"]
    assert [v["previous_view_id"] for v in pushed] == [None, view["id"]]
    assert pushed[1]["root_view_id"] == view["id"]
    assert slack.submit(ANA, pushed[1]["id"], {"name": "clear"})["views"] == []
    assert slack.violations == []


def test_inputs_survive_an_update_only_under_the_same_ids(slack: Sandbox, app: App, connect: Connect) -> None:
    @app.shortcut("new")
    def shortcut(ack: Any, body: Any, client: WebClient) -> None:
        blocks = [field("a", {"type": "plain_text_input"}), field("b", {"type": "plain_text_input"})]
        client.views_open(trigger_id=body["trigger_id"], view=modal(*blocks, section("x", accessory=button("more"))))
        ack()

    @app.action("more")
    def more(ack: Any, body: Any, client: WebClient) -> None:
        blocks = [field("a", {"type": "plain_text_input"}), field("c", {"type": "plain_text_input"})]
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal(*blocks))
        ack()

    connect()
    [view] = slack.shortcut(ANA, "new")["views"]
    [view] = slack.click(ANA, "more", view_id=view["id"], values={"a": "kept", "b": "lost"})["views"]
    assert view["state"]["values"]["a"]["a"]["value"] == "kept"
    assert view["state"]["values"]["c"]["c"]["value"] is None
    assert slack.violations == []


def test_menus_offer_what_the_bot_finds_and_hold_what_was_chosen(
    slack: Sandbox, app: App, connect: Connect, client: WebClient
) -> None:
    chosen: list[Any] = []

    @app.options("vendor")
    def offer(ack: Any, payload: Any) -> None:
        ack(options=[option(payload["value"])])

    @app.action("vendor")
    @app.action("more")
    def took(ack: Any, body: Any) -> None:
        chosen.append((body["actions"][0]["selected_option"]["value"], body["state"]["values"]))
        ack()

    connect()
    menu = {"type": "external_select", "action_id": "vendor", "min_query_length": 0}
    more = {"type": "overflow", "action_id": "more", "options": [option("edit"), option("remove")]}
    row = {"type": "actions", "block_id": "row", "elements": [menu, more]}
    ts = str(client.chat_postMessage(channel=ROOM, text="x", blocks=[row])["ts"])
    [found] = slack.options(ANA, "vendor", "acme", channel=ROOM, ts=ts)
    assert found == option("acme")
    assert slack.click(ANA, "vendor", channel=ROOM, ts=ts, selected_option=found)["ok"]
    assert slack.click(ANA, "more", channel=ROOM, ts=ts, value="Remove")["ok"]
    state = {"row": {"vendor": {"type": "external_select", "selected_option": found}}}
    assert chosen == [("acme", state), ("remove", state)]
    assert slack.violations == []


def test_home_is_published_when_it_is_opened(slack: Sandbox, app: App, connect: Connect) -> None:
    @app.event("app_home_opened")
    def opened(event: Any, client: WebClient) -> None:
        client.views_publish(
            user_id=event["user"],
            hash=event.get("view", {}).get("hash"),
            view={"type": "home", "blocks": [section("Welcome")]},
        )

    connect()
    assert slack.home(ANA) is None
    first, second = slack.open_home(ANA), slack.open_home(ANA)
    assert first is not None
    assert second is not None
    assert second["blocks"][0]["text"]["text"] == "Welcome"
    assert (second["id"], second["hash"] == first["hash"]) == (first["id"], False)
    assert slack.home(IVO) is None
    assert slack.violations == []


def test_a_closed_form_is_told_when_it_asks(slack: Sandbox, app: App, connect: Connect) -> None:
    closed: list[bool] = []

    @app.shortcut("new")
    def shortcut(ack: Any, body: Any, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(section("x"), notify_on_close=True))
        ack()

    @app.view_closed("form")
    def on_close(ack: Any, body: Any) -> None:
        closed.append(body["is_cleared"])
        ack()

    connect()
    [view] = slack.shortcut(ANA, "new")["views"]
    assert slack.close(ANA, view["id"])["views"] == []
    [view] = slack.shortcut(ANA, "new")["views"]
    assert slack.close(ANA, view["id"], all=True)["views"] == []
    assert closed == [False, True]
    assert slack.violations == []


def test_messages_of_people_reach_the_bot_and_threads_are_counted(
    slack: Sandbox, app: App, connect: Connect, client: WebClient
) -> None:
    heard: list[str] = []

    @app.event("message")
    def message(event: Any, client: WebClient) -> None:
        heard.append(event["text"])
        client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Noted")

    connect()
    posted = slack.message(ANA, ROOM, "Hello @ivo.novak & co")["message"]
    assert heard == [f"Hello <@{slack.world.required_user(IVO).id}> &amp; co"]
    [parent] = slack.messages(ROOM, IVO)
    assert (parent["ts"], parent["reply_count"]) == (posted["ts"], 1)
    assert [m["text"] for m in slack.messages(ROOM, thread_ts=posted["ts"])][1:] == ["Noted"]
    slack.message(DORA, "@govbot", "Only we two")
    assert [m["text"] for m in slack.messages("@govbot", DORA)] == ["Only we two"]
    assert slack.messages("@govbot", ANA) == []
    assert slack.violations == []


def test_a_message_shortcut_carries_its_message(slack: Sandbox, app: App, connect: Connect, client: WebClient) -> None:
    @app.message_shortcut("escalate")
    def escalate(ack: Any, body: Any, respond: Any) -> None:
        respond(f"About: {body['message']['text']}")
        ack()

    connect()
    ts = str(client.chat_postMessage(channel=ROOM, text="Late again")["ts"])
    assert slack.shortcut(ANA, "escalate", channel=ROOM, ts=ts)["ok"]
    assert slack.messages(ROOM, ANA)[-1]["text"] == "About: Late again"
    assert slack.violations == []
