"""Slack's limits of messages and views: what is too long, too many, missing, twice, or not allowed here."""

from collections.abc import Iterator
from typing import Any

from govbot.sandbox.element_limits import CHECKS, check_text, string_limit
from govbot.sandbox.shapes import Json

MAX_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MAX_MARKDOWN = 12_000
ELEMENT_COUNTS = {"actions": 25, "context": 10, "context_actions": 5}
ONLY_IN_MESSAGES = ("table", "task_card", "plan")
BLOCK_TYPES = (
    "actions",
    "alert",
    "card",
    "carousel",
    "container",
    "context",
    "context_actions",
    "data_table",
    "data_visualization",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "markdown",
    "plan",
    "rich_text",
    "section",
    "table",
    "task_card",
    "video",
)


def check_blocks(blocks: Any, surface: str, at: str = "/blocks") -> Iterator[str]:
    """`surface`: message, modal or home. Yields problems in Slack's words, each with its JSON pointer."""
    if not isinstance(blocks, list):
        yield f"must be an array [json-pointer:{at}]"
        return
    if len(blocks) > MAX_BLOCKS[surface]:
        yield f"no more than {MAX_BLOCKS[surface]} items allowed [json-pointer:{at}]"
    for index, block in enumerate(blocks):
        yield from _check_block(block, surface, f"{at}/{index}")
    known = [block for block in blocks if isinstance(block, dict)]
    yield from _twice(known, "block_id", at)
    if sum(block.get("type") == "table" for block in known) > 1:
        yield f"only_one_table_allowed [json-pointer:{at}]"
    markdown = sum(len(str(block.get("text", ""))) for block in known if block.get("type") == "markdown")
    if markdown > MAX_MARKDOWN:
        yield f"must be less than {MAX_MARKDOWN + 1} characters of markdown in all [json-pointer:{at}]"


def _check_block(block: Any, surface: str, at: str) -> Iterator[str]:
    if not isinstance(block, dict) or block.get("type") not in BLOCK_TYPES:
        kind = block.get("type") if isinstance(block, dict) else type(block).__name__
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        return
    kind = str(block["type"])
    if surface != "message" and kind in ONLY_IN_MESSAGES:
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"
    yield from string_limit(block, "block_id", 255, at)
    if kind in ELEMENT_COUNTS:
        yield from _check_elements(block, ELEMENT_COUNTS[kind], at)
    elif kind == "section":
        yield from _check_section(block, at)
    elif kind == "header":
        yield from check_text(block.get("text"), 150, f"{at}/text", plain=True)
    elif kind == "input":
        yield from _check_input(block, at)
    elif kind == "image":
        yield from string_limit(block, "alt_text", 2000, at, required=True)
        yield from string_limit(block, "image_url", 3000, at)
    elif kind == "table":
        yield from _check_table(block, at)


def _check_elements(block: Json, most: int, at: str) -> Iterator[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield f"must provide at least one element [json-pointer:{at}/elements]"
        return
    if len(elements) > most:
        yield f"no more than {most} items allowed [json-pointer:{at}/elements]"
    for index, element in enumerate(elements):
        here = f"{at}/elements/{index}"
        if block["type"] == "context" and element.get("type") in ("mrkdwn", "plain_text"):
            yield from check_text(element, 3000, here)
        else:
            yield from check_element(element, here)
    yield from _twice(elements, "action_id", f"{at}/elements")


def _check_section(block: Json, at: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"must provide text or fields [json-pointer:{at}]"
    if "text" in block:
        yield from check_text(block["text"], 3000, f"{at}/text")
    fields = block.get("fields", [])
    if len(fields) > 10 or ("fields" in block and not fields):
        yield f"must have 1 to 10 fields [json-pointer:{at}/fields]"
    for index, field in enumerate(fields):
        yield from check_text(field, 2000, f"{at}/fields/{index}")
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{at}/accessory")


def _check_input(block: Json, at: str) -> Iterator[str]:
    yield from check_text(block.get("label"), 2000, f"{at}/label", plain=True)
    if "hint" in block:
        yield from check_text(block["hint"], 2000, f"{at}/hint", plain=True)
    element = block.get("element")
    if isinstance(element, dict) and element.get("type") in ("button", "overflow"):
        yield f"unsupported type: {element['type']} [json-pointer:{at}/element/type]"
    yield from check_element(element, f"{at}/element")


def _check_table(block: Json, at: str) -> Iterator[str]:
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= 100:
        yield f"must have 1 to 100 rows [json-pointer:{at}/rows]"
        return
    if any(len(row) > 20 for row in rows):
        yield f"no more than 20 columns allowed [json-pointer:{at}/rows]"
    if sum(len(str(cell.get("text", ""))) for row in rows for cell in row) > 10_000:
        yield f"must be less than 10001 characters in all cells [json-pointer:{at}/rows]"


def check_element(element: Any, at: str) -> Iterator[str]:
    if not isinstance(element, dict):
        yield f"must provide an object [json-pointer:{at}]"
        return
    check = CHECKS.get(str(element.get("type")))
    if check is None:
        yield f"unsupported type: {element.get('type')} [json-pointer:{at}/type]"
        return
    yield from string_limit(element, "action_id", 255, at)
    yield from check(element, at)


def check_view(view: Any, surface: str) -> Iterator[str]:
    if not isinstance(view, dict) or view.get("type") != surface:
        yield f"must be a view of type {surface} [json-pointer:/view/type]"
        return
    yield from string_limit(view, "private_metadata", 3000, "/view")
    yield from string_limit(view, "callback_id", 255, "/view")
    yield from string_limit(view, "external_id", 255, "/view")
    if surface == "modal":
        yield from check_text(view.get("title"), 24, "/view/title", plain=True)
        for name in ("submit", "close"):
            if view.get(name) is not None:
                yield from check_text(view[name], 24, f"/view/{name}", plain=True)
        blocks = view.get("blocks")
        inputs = isinstance(blocks, list) and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)
        if inputs and not view.get("submit"):
            yield "must provide submit when a view has input blocks [json-pointer:/view/submit]"
    yield from check_blocks(view.get("blocks"), surface, "/view/blocks")


def _twice(parts: list[Any], name: str, at: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, part in enumerate(parts):
        value = part.get(name) if isinstance(part, dict) else None
        if value and value in seen:
            yield f"`{name}` {value!r} already exists [json-pointer:{at}/{index}/{name}]"
        elif value:
            seen.add(value)
