"""Forms (Slack's modals): their fields, what a filled field holds, and the form as a value handlers return."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from govbot.errors import Faults
from govbot.slack.blocks import VIEW_BLOCKS, Block, fit, option, plain

FieldValue = str | list[str] | None
Choice = tuple[str, str]  # value, label
Name = TypeVar("Name", bound=str)


@dataclass(frozen=True)
class Form:
    """A form to open. `name` is the router's name of its submission, with version; `value` comes back with it."""

    name: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    submit: str = "Save"
    value: str = ""
    confirms: bool = False  # it is sent though there is nothing to fill in


@dataclass(frozen=True)
class Carried:
    """What a form carries unseen from its opening to its submission."""

    value: str = ""
    channel: str = ""
    response_url: str = ""
    home: bool = False  # it began on the Home tab, which is drawn anew afterwards

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "Carried":
        metadata = view.get("private_metadata")
        return cls(**json.loads(metadata)) if metadata else cls()


def view(form: Form, carried: Carried) -> dict[str, Any]:
    """The form as Slack's view; one without fields to fill has no submit button, unless it asks for a yes."""
    metadata = asdict(carried) | {"value": form.value}
    shape: dict[str, Any] = {
        "type": "modal",
        "callback_id": form.name,
        "title": plain(form.title, 24),
        "close": plain("Cancel", 24),
        "private_metadata": json.dumps(metadata),
        "blocks": fit(form.blocks, VIEW_BLOCKS),
    }
    if form.confirms or any(block["type"] == "input" for block in form.blocks):
        shape["submit"] = plain(form.submit, 24)
    else:
        shape["close"] = plain("Close", 24)
    return shape


def text_field(
    name: str, label: str, *, initial: str = "", hint: str = "", optional: bool = False, long: bool = False,
    placeholder: str = "", most: int = 3000,
) -> Block:  # fmt: skip
    element: dict[str, Any] = {"type": "plain_text_input", "multiline": long, "max_length": most}
    if initial:
        element["initial_value"] = initial[:most]
    if placeholder:
        element["placeholder"] = plain(placeholder)
    return _input(name, label, element, hint, optional)


def date_field(name: str, label: str, *, initial: date | None = None, hint: str = "", optional: bool = False) -> Block:
    element: dict[str, Any] = {"type": "datepicker"}
    if initial:
        element["initial_date"] = initial.isoformat()
    return _input(name, label, element, hint, optional)


def instant_field(name: str, label: str, *, initial: datetime, hint: str = "") -> Block:
    """A day and a time, picked in the person's own zone."""
    return _input(name, label, {"type": "datetimepicker", "initial_date_time": int(initial.timestamp())}, hint, False)


def choice_field(
    name: str,
    label: str,
    choices: Iterable[Choice],
    *,
    initial: str = "",
    hint: str = "",
    optional: bool = False,
) -> Block:
    options = [option(text, value) for value, text in choices][:100]
    element: dict[str, Any] = {"type": "static_select", "options": options}
    chosen = [shape for shape in options if shape["value"] == initial]
    if chosen:
        element["initial_option"] = chosen[0]
    return _input(name, label, element, hint, optional)


def tick_field(name: str, label: str, tick: str, *, hint: str = "") -> Block:
    """One box to tick; ticked, the value is ["yes"], else None."""
    element: dict[str, Any] = {"type": "checkboxes", "options": [option(tick, "yes")]}
    return _input(name, label, element, hint, optional=True)


def ticks_field(
    name: str, label: str, choices: Iterable[Choice], *, initial: Iterable[str] = (), hint: str = ""
) -> Block:
    """Boxes to tick, ten at most; the value is the list of those that are ticked, None for none."""
    options = [option(text, value) for value, text in choices][:10]
    element: dict[str, Any] = {"type": "checkboxes", "options": options}
    return _input(name, label, element | _chosen(options, initial), hint, optional=True)


def choices_field(
    name: str, label: str, choices: Iterable[Choice], *, initial: Iterable[str] = (), hint: str = "",
    optional: bool = False,
) -> Block:  # fmt: skip
    """Several of a list; the value is the list of those chosen, None for none."""
    options = [option(text, value) for value, text in choices][:100]
    element: dict[str, Any] = {"type": "multi_static_select", "options": options}
    return _input(name, label, element | _chosen(options, initial), hint, optional)


def _chosen(options: Sequence[dict[str, Any]], initial: Iterable[str]) -> dict[str, Any]:
    """Slack takes no empty list."""
    wanted = set(initial)
    chosen = [shape for shape in options if shape["value"] in wanted]
    return {"initial_options": chosen} if chosen else {}


def person_field(name: str, label: str, *, initial: str = "", hint: str = "", optional: bool = False) -> Block:
    """A person of the workspace; the value is a Slack user id."""
    element: dict[str, Any] = {"type": "users_select"}
    if initial:
        element["initial_user"] = initial
    return _input(name, label, element, hint, optional)


def people_field(
    name: str, label: str, *, initial: Sequence[str] = (), hint: str = "", optional: bool = False
) -> Block:
    """Several people of the workspace; the value is a list of Slack user ids."""
    element: dict[str, Any] = {"type": "multi_users_select"}
    if initial:
        element["initial_users"] = list(initial)
    return _input(name, label, element, hint, optional)


def channel_field(name: str, label: str, *, initial: str = "", hint: str = "", optional: bool = False) -> Block:
    """A channel; the value is its id. Private ones are offered to people who are in them."""
    element: dict[str, Any] = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if initial:
        element["initial_conversation"] = initial
    return _input(name, label, element, hint, optional)


def _input(name: str, label: str, element: dict[str, Any], hint: str, optional: bool) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": element | {"action_id": name},
        "optional": optional,
    }
    return block | {"hint": plain(hint, 2000)} if hint else block


def values(state: Mapping[str, Any]) -> dict[str, FieldValue]:
    """What was filled in, by field name, from the `state.values` of Slack's payload."""
    return {name: _value(next(iter(elements.values()))) for name, elements in state.items() if elements}


def _value(element: Mapping[str, Any]) -> FieldValue:
    for key in (
        "value",
        "selected_date",
        "selected_date_time",
        "selected_user",
        "selected_conversation",
        "selected_channel",
    ):
        if element.get(key):
            return str(element[key]).strip()
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    for key in ("selected_options", "selected_users", "selected_conversations"):
        if element.get(key):
            return [item["value"] if isinstance(item, dict) else str(item) for item in element[key]]
    return None


def parsed(read: Mapping[Name, Callable[[], Any]]) -> dict[Name, Any]:
    """What each field means, by its name; or `Refusals` with everything that is wrong."""
    faults = Faults()
    values = {name: faults.read(name, parse) for name, parse in read.items()}
    faults.check()
    return values
