"""What a person does in Slack, first part: commands, buttons, forms, shortcuts."""

from collections.abc import Mapping
from typing import Any

from govbot.sandbox import payloads
from govbot.sandbox.answers import answer_message
from govbot.sandbox.blocks import STATE_KEYS, find_element, initial_state
from govbot.sandbox.channels import Channel
from govbot.sandbox.delivery import Delivery, deliver
from govbot.sandbox.escaping import as_typed
from govbot.sandbox.inputs import client_errors, find_option, merge_values, plain_value
from govbot.sandbox.interactions import ResponseUrl
from govbot.sandbox.messages import Message
from govbot.sandbox.people import User
from govbot.sandbox.places import active_user, seen_channel, seen_message
from govbot.sandbox.reading import shown_message, shown_views
from govbot.sandbox.shapes import Json, SlackError, Unusable
from govbot.sandbox.state import State
from govbot.sandbox.submissions import settle_submission
from govbot.sandbox.views import View

Wish = Mapping[str, Any]
CHOSEN = (
    "selected_option",
    "selected_options",
    "selected_user",
    "selected_users",
    "selected_channel",
    "selected_channels",
    "selected_conversation",
    "selected_conversations",
    "selected_date",
    "selected_time",
    "selected_date_time",
    "value",
)


async def command(state: State, wish: Wish) -> Json:
    user = active_user(state, wish)
    channel = seen_channel(state, wish, user)
    if wish.get("thread_ts"):
        raise Unusable("Slack takes no commands inside threads; type it in the channel.")
    word, _, text = f"{wish.get('command', '')} {wish.get('text', '')}".strip().partition(" ")
    known = state.manifest.command(word)
    if known is None:
        raise Unusable(
            f"{word} is not a valid command. There are {', '.join(c.command for c in state.manifest.commands)}."
        )
    typed = as_typed(state.world, text.strip(), known.should_escape)
    payload, response = payloads.slash_command(state, user, channel, known, typed)
    delivery = await deliver(state, "slash_commands", payload)
    answer = _settle_command(state, word, response, delivery)
    return answer | {"ack_ms": delivery.ms, "views": shown_views(state, user)}


def _settle_command(state: State, word: str, response: ResponseUrl, delivery: Delivery) -> Json:
    message: Message | None = None
    error = delivery.slack_error
    if not error:
        try:
            message = answer_message(state, response, delivery.body or {})
        except SlackError as refusal:
            error = "invalid_command_response"
            state.violation(f"the answer to {word}: {refusal.error} {refusal.problems}")
    if message is not None:
        response.message_ts = message.ts
        return {"ok": True, "message": shown_message(state, message)}
    if not error:
        return {"ok": True, "message": None}
    return {"ok": False, "error": f'{word} failed with the error "{error}"', "message": None}


async def click(state: State, wish: Wish) -> Json:
    user = active_user(state, wish)
    action_id, block_id = str(wish.get("action_id", "")), str(wish.get("block_id") or "")
    if wish.get("view_id"):
        view = _open_view(state, user, wish)
        block, element = _element(view.payload.get("blocks", []), action_id, block_id)
        merge_values(state.world, view.payload["blocks"], view.inputs, wish.get("values") or {})
        chosen = _choose(state, view.inputs, block, element, wish)
        payload = payloads.block_actions_in_view(state, user, view, payloads.action_of(state, block, element, chosen))
    else:
        channel = seen_channel(state, wish, user)
        message = seen_message(state, channel, str(wish.get("ts", "")), user)
        block, element = _element(message.blocks, action_id, block_id)
        merge_values(state.world, message.blocks, message.inputs, wish.get("values") or {})
        chosen = _choose(state, message.inputs, block, element, wish)
        action = payloads.action_of(state, block, element, chosen)
        values = _message_state(message)
        payload = payloads.block_actions_in_message(state, user, channel, message, action, values)
    delivery = await deliver(state, "interactive", payload)
    failed = {} if delivery.outcome == "ok" else {"error": f"This did not work ({delivery.slack_error})."}
    return {"ok": not failed, "ack_ms": delivery.ms, "views": shown_views(state, user)} | failed


def _element(blocks: list[Json], action_id: str, block_id: str) -> tuple[Json, Json]:
    found = find_element(blocks, action_id, block_id)
    if found is None:
        raise Unusable(f"There is nothing here with the action_id {action_id!r}; it may have changed meanwhile.")
    return found


def _choose(state: State, inputs: Json, block: Json, element: Json, wish: Wish) -> Any:
    """The element's new value; elements that hold one keep it."""
    given = next((wish[name] for name in CHOSEN if wish.get(name) is not None), None)
    kind = element["type"]
    if kind == "overflow":
        return find_option(element, given)
    if kind not in STATE_KEYS:
        return given
    chosen = plain_value(state.world, element, given)
    key = STATE_KEYS[kind][0]
    inputs.setdefault(block["block_id"], {})[element["action_id"]] = {"type": kind, key: chosen}
    return chosen


def _message_state(message: Message) -> Json:
    values = initial_state(message.blocks)
    for block_id, elements in message.inputs.items():
        values.setdefault(block_id, {}).update(elements)
    return values


def _open_view(state: State, user: User, wish: Wish) -> View:
    view = state.views.find(str(wish.get("view_id", "")))
    if view is None or view.user != user.id:
        raise Unusable("This form is not open any more.")
    return view


async def submit(state: State, wish: Wish) -> Json:
    user = active_user(state, wish)
    view = _open_view(state, user, wish)
    if view.is_home:
        raise Unusable("Home has no form to submit.")
    merge_values(state.world, view.payload["blocks"], view.inputs, wish.get("values") or {})
    errors = client_errors(view.payload["blocks"], view.state())
    if errors:
        return {"ok": False, "errors": errors, "views": shown_views(state, user)}
    delivery = await deliver(state, "interactive", payloads.view_submission(state, user, view))
    settled = settle_submission(state, view, delivery)
    return settled | {"ack_ms": delivery.ms, "views": shown_views(state, user)}


async def close(state: State, wish: Wish) -> Json:
    """`all`: the whole stack, as the cross of a form with `clear_on_close` does."""
    user = active_user(state, wish)
    view = _open_view(state, user, wish)
    cleared = bool(wish.get("all") or view.payload.get("clear_on_close"))
    closing = state.views.clear(user.id)[::-1] if cleared else [view]
    state.views.close(view)
    state.changes.flag("views", user.id)
    for closed in closing:
        if closed.payload.get("notify_on_close"):
            await deliver(state, "interactive", payloads.view_closed(state, user, closed, cleared))
    return {"ok": True, "views": shown_views(state, user)}


async def shortcut(state: State, wish: Wish) -> Json:
    user = active_user(state, wish)
    known = state.manifest.shortcut(str(wish.get("callback_id", "")))
    if known is None:
        raise Unusable(f"There is no shortcut {wish.get('callback_id')!r}.")
    if known.type == "message":
        channel = seen_channel(state, wish, user)
        message = seen_message(state, channel, str(wish.get("ts", "")), user)
        payload = payloads.message_shortcut(state, user, known, channel, message)
    else:
        payload = payloads.global_shortcut(state, user, known)
    delivery = await deliver(state, "interactive", payload)
    failed = {} if delivery.outcome == "ok" else {"error": f"{known.name} did not work."}
    return {"ok": not failed, "views": shown_views(state, user)} | failed


async def options(state: State, wish: Wish) -> Json:
    """What an external select offers for what was typed: {options} or {option_groups}."""
    user = active_user(state, wish)
    action_id, block_id = str(wish.get("action_id", "")), str(wish.get("block_id") or "")
    if wish.get("view_id"):
        view = _open_view(state, user, wish)
        block, element = _element(view.payload.get("blocks", []), action_id, block_id)
        place = payloads.place_of_view(state, view)
    else:
        channel: Channel = seen_channel(state, wish, user)
        message = seen_message(state, channel, str(wish.get("ts", "")), user)
        block, element = _element(message.blocks, action_id, block_id)
        place = payloads.place_of_message(state, channel, message)
    typed = str(wish.get("value") or "")
    payload = payloads.block_suggestion(state, user, block, element, typed, place)
    delivery = await deliver(state, "interactive", payload)
    body = delivery.body or {}
    groups = body.get("option_groups")
    found = body.get("options") or [o for group in groups or [] for o in group["options"]]
    if len(found) > 100:
        state.violation(f"{action_id}: more than 100 options")
    return {"ok": delivery.outcome == "ok", "options": found, "option_groups": groups}
