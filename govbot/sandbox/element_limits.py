"""Slack's limits of the things one clicks and fills in: buttons, menus, options, inputs, confirmations."""

from collections.abc import Callable, Iterator
from typing import Any

from govbot.sandbox.shapes import Json

Check = Callable[[Json, str], Iterator[str]]


def string_limit(node: Json, name: str, most: int, at: str, required: bool = False) -> Iterator[str]:
    value = node.get(name)
    if value is None:
        if required:
            yield f"missing required field: {name} [json-pointer:{at}]"
    elif not isinstance(value, str):
        yield f"must be a string [json-pointer:{at}/{name}]"
    elif len(value) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{at}/{name}]"


def check_text(text: Any, most: int, at: str, plain: bool = False) -> Iterator[str]:
    allowed = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if not isinstance(text, dict) or text.get("type") not in allowed:
        yield f"must be a text object of type {' or '.join(allowed)} [json-pointer:{at}]"
        return
    value = text.get("text")
    if not isinstance(value, str) or not value:
        yield f"must be more than 0 characters [json-pointer:{at}/text]"
    elif len(value) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{at}/text]"


def _common(element: Json, at: str) -> Iterator[str]:
    if "placeholder" in element:
        yield from check_text(element["placeholder"], 150, f"{at}/placeholder", plain=True)
    confirm = element.get("confirm")
    if isinstance(confirm, dict):
        for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
            yield from check_text(confirm.get(name), most, f"{at}/confirm/{name}", plain=True)
        yield from check_text(confirm.get("text"), 300, f"{at}/confirm/text")


def _button(element: Json, at: str) -> Iterator[str]:
    yield from check_text(element.get("text"), 75, f"{at}/text", plain=True)
    yield from string_limit(element, "value", 2000, at)
    yield from string_limit(element, "url", 3000, at)
    yield from string_limit(element, "accessibility_label", 75, at)
    if element.get("style") not in (None, "primary", "danger"):
        yield f"must be one of primary, danger [json-pointer:{at}/style]"
    yield from _common(element, at)


def check_option(option: Any, at: str, plain: bool = True) -> Iterator[str]:
    if not isinstance(option, dict):
        yield f"must provide an option object [json-pointer:{at}]"
        return
    yield from check_text(option.get("text"), 75, f"{at}/text", plain=plain)
    yield from string_limit(option, "value", 150, at, required=True)
    if option.get("value") == "":
        yield f"must be more than 0 characters [json-pointer:{at}/value]"
    if "description" in option:
        yield from check_text(option["description"], 75, f"{at}/description", plain=plain)


def _options(node: Json, most: int, at: str, plain: bool = True) -> Iterator[str]:
    options = node.get("options")
    if not isinstance(options, list) or not options:
        yield f"must provide at least one option [json-pointer:{at}/options]"
        return
    if len(options) > most:
        yield f"no more than {most} items allowed [json-pointer:{at}/options]"
    for index, option in enumerate(options):
        yield from check_option(option, f"{at}/options/{index}", plain)


def _initial_among(element: Json, options: list[Any], at: str) -> Iterator[str]:
    chosen = list(element.get("initial_options") or [])
    if "initial_options" in element and not chosen:
        yield f"must provide at least one option [json-pointer:{at}/initial_options]"
    chosen += [element["initial_option"]] if element.get("initial_option") else []
    for option in chosen:
        if option not in options:
            yield f"initial option must be one of the options [json-pointer:{at}]"


def _static_select(element: Json, at: str) -> Iterator[str]:
    yield from _common(element, at)
    groups = element.get("option_groups")
    if groups is None:
        yield from _options(element, 100, at)
        yield from _initial_among(element, element.get("options") or [], at)
        return
    if "options" in element:
        yield f"must provide options or option_groups, not both [json-pointer:{at}]"
    if not 1 <= len(groups) <= 100:
        yield f"must have 1 to 100 groups [json-pointer:{at}/option_groups]"
    for index, group in enumerate(groups):
        here = f"{at}/option_groups/{index}"
        yield from check_text(group.get("label"), 75, f"{here}/label", plain=True)
        yield from _options(group, 100, here)
    yield from _initial_among(element, [o for group in groups for o in group.get("options", [])], at)


def _choices(element: Json, at: str) -> Iterator[str]:
    yield from _common(element, at)
    yield from _options(element, 10, at, plain=False)
    yield from _initial_among(element, element.get("options") or [], at)


def _overflow(element: Json, at: str) -> Iterator[str]:
    yield from _common(element, at)
    yield from _options(element, 5, at)


def _text_input(element: Json, at: str) -> Iterator[str]:
    yield from _common(element, at)
    for name in ("min_length", "max_length"):
        if not 0 <= int(element.get(name) or 0) <= 3000:
            yield f"must be at most 3000 [json-pointer:{at}/{name}]"
    start = element.get("initial_value")
    if isinstance(start, str) and len(start) > int(element.get("max_length") or 3000):
        yield f"must not be longer than max_length [json-pointer:{at}/initial_value]"


def _number_input(element: Json, at: str) -> Iterator[str]:
    yield from _common(element, at)
    if not isinstance(element.get("is_decimal_allowed"), bool):
        yield f"missing required field: is_decimal_allowed [json-pointer:{at}]"


def _image(element: Json, at: str) -> Iterator[str]:
    yield from string_limit(element, "alt_text", 2000, at, required=True)
    yield from string_limit(element, "image_url", 3000, at)


OWN_CHECKS: dict[str, Check] = {
    "button": _button,
    "workflow_button": _button,
    "overflow": _overflow,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "checkboxes": _choices,
    "radio_buttons": _choices,
    "plain_text_input": _text_input,
    "number_input": _number_input,
    "image": _image,
}
OTHERS = (
    "email_text_input",
    "url_text_input",
    "rich_text_input",
    "datepicker",
    "timepicker",
    "datetimepicker",
    "file_input",
    "external_select",
    "multi_external_select",
    "users_select",
    "multi_users_select",
    "conversations_select",
    "multi_conversations_select",
    "channels_select",
    "multi_channels_select",
    "icon_button",
    "feedback_buttons",
)
CHECKS: dict[str, Check] = dict.fromkeys(OTHERS, _common) | OWN_CHECKS
