"""What a person fills in: plain values become the state of the view's own elements, as Slack's client checks them."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from govbot.sandbox.blocks import STATE_KEYS, stateful_elements
from govbot.sandbox.shapes import Json, Unusable
from govbot.sandbox.world import World

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")


def merge_values(world: World, blocks: list[Json], inputs: Json, values: Mapping[str, Any]) -> None:
    """Puts `values` into `inputs`: Slack's own shape, or {block_id or action_id: plain value}."""
    stateful = stateful_elements(blocks)
    for name, given in values.items():
        matching = [(key, element) for key, (_, element) in stateful.items() if name in key]
        if not matching:
            raise Unusable(f"There is no field {name!r} here; there are {_names(stateful)}.")
        for (block_id, action_id), element in matching:
            value = given
            if name == block_id and isinstance(given, Mapping) and action_id in given:
                value = given[action_id]
            elif len(matching) > 1 and isinstance(given, Mapping):
                continue
            inputs.setdefault(block_id, {})[action_id] = element_state(world, element, value)


def _names(stateful: Mapping[tuple[str, str], Any]) -> str:
    return ", ".join(block_id for block_id, _ in stateful) or "none"


def element_state(world: World, element: Json, given: Any) -> Json:
    """Slack's state of one element. A state passes as it is; else `given` is what a person would put there."""
    kind = element["type"]
    key, _ = STATE_KEYS[kind]
    if isinstance(given, Mapping) and key in given and "text" not in given:
        return {"type": kind, key: given[key]}
    return {"type": kind, key: plain_value(world, element, given)}


def plain_value(world: World, element: Json, given: Any) -> Any:
    key, _ = STATE_KEYS[element["type"]]
    if given in (None, ""):
        return [] if key.endswith("s") else None
    if key.endswith("s"):
        listed = given if isinstance(given, list) else [given]
        return [_single(world, element, key.removesuffix("s"), one) for one in listed]
    return _single(world, element, key, given)


def _single(world: World, element: Json, key: str, given: Any) -> Any:
    if key == "selected_option":
        return find_option(element, given)
    if key == "selected_user":
        return world.required_user(given).id
    if key in ("selected_channel", "selected_conversation"):
        channel = world.channel(str(given))
        if channel is None:
            raise Unusable(f"There is no channel {given!r} here.")
        return channel.id
    if key == "selected_date_time":
        return int(given)
    return given if isinstance(given, dict) else str(given)


def options_of(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [o for group in groups for o in group.get("options", [])]


def find_option(element: Json, given: Any) -> Json:
    """By value or by the text that is shown."""
    if isinstance(given, Mapping):
        if element["type"].endswith("external_select"):
            return dict(given)
        given = given.get("value")
    wanted = str(given)
    for option in options_of(element):
        if wanted in (option.get("value"), option["text"]["text"]):
            return option
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": wanted, "emoji": True}, "value": wanted}
    shown = ", ".join(option["text"]["text"] for option in options_of(element)[:20])
    raise Unusable(f"There is no choice {wanted!r}; there are {shown}.")


def client_errors(blocks: list[Json], state: Json) -> dict[str, str]:
    """{block_id: sentence} of what Slack's client refuses to send."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        value = state[block["block_id"]][element["action_id"]][STATE_KEYS[element["type"]][0]]
        sentence = _complaint(element, value, required=not block.get("optional", False))
        if sentence:
            errors[block["block_id"]] = sentence
    return errors


def _complaint(element: Json, value: Any, required: bool) -> str:
    if value in (None, "", []):
        return "Please complete this required field." if required else ""
    kind, text = element["type"], str(value)
    if kind == "plain_text_input":
        if len(text) < int(element.get("min_length") or 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(text) > int(element.get("max_length") or 3000):
            return f"Please enter no more than {element.get('max_length') or 3000} characters."
    if kind == "email_text_input" and not MAIL.fullmatch(text):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not URL.fullmatch(text):
        return "Please enter a valid URL."
    if kind == "number_input":
        return _number_complaint(element, text)
    if kind.startswith("multi_") and len(value) > int(element.get("max_selected_items") or len(value)):
        return f"Please choose no more than {element['max_selected_items']}."
    return ""


def _number_complaint(element: Json, text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(str(least)):
        return f"Please enter a number of at least {least}."
    if most is not None and number > Decimal(str(most)):
        return f"Please enter a number of at most {most}."
    return ""
