"""Walking Block Kit: elements and where they stand, the ids Slack adds, the state that inputs start with."""

import copy
from collections.abc import Iterator
from typing import Any

from govbot.sandbox.shapes import Json, fresh_id

# element type -> key of its value in `state.values`, key of its initial value in the block
STATE_KEYS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
PRESSED_TYPES = ("button", "overflow", "workflow_button", "icon_button", "feedback_buttons")


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        if isinstance(block, dict):
            for element in _interactive(block):
                yield block, element


def _interactive(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for part in node:
            yield from _interactive(part)
    elif isinstance(node, dict):
        if node.get("type") in STATE_KEYS or node.get("type") in PRESSED_TYPES:
            yield node
        else:
            for part in node.values():
                yield from _interactive(part)


def find_element(blocks: list[Json], action_id: str, block_id: str = "") -> tuple[Json, Json] | None:
    for block, element in elements(blocks):
        if element.get("action_id") == action_id and block_id in ("", block.get("block_id")):
            return block, element
    return None


def stateful_elements(blocks: list[Json]) -> dict[tuple[str, str], tuple[Json, Json]]:
    """(block_id, action_id) of everything that holds a value."""
    return {
        (str(block.get("block_id")), str(element.get("action_id"))): (block, element)
        for block, element in elements(blocks)
        if element["type"] in STATE_KEYS
    }


def initial_state(blocks: list[Json]) -> Json:
    values: Json = {}
    for (block_id, action_id), (_, element) in stateful_elements(blocks).items():
        key, initial = STATE_KEYS[element["type"]]
        start = element.get(initial, [] if key.endswith("s") else None)
        values.setdefault(block_id, {})[action_id] = {"type": element["type"], key: start}
    return values


def complete_ids(payload: Json) -> Json:
    """A copy in which every block and interactive element has an id, as Slack gives one where the app did not."""
    completed = copy.deepcopy(payload)
    for block in completed.get("blocks") or []:
        if isinstance(block, dict):
            block.setdefault("block_id", fresh_id("")[:5])
    for _, element in elements(completed.get("blocks") or []):
        element.setdefault("action_id", fresh_id("")[:5])
    return completed
