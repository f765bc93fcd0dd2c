"""Block Kit shapes that every house uses; each keeps Slack's limits by itself."""

from collections.abc import Sequence
from typing import Any

from govbot.slack.text import clip, escape, harmless, pieces

Block = dict[str, Any]
Element = dict[str, Any]
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MENU = "menu:1"


def plain(text: str, limit: int = 150) -> dict[str, Any]:
    return {"type": "plain_text", "text": clip(text, limit) or " ", "emoji": True}


def mrkdwn(text: str, limit: int = 3000) -> dict[str, Any]:
    """Text of people must come escaped (slack.text.escape)."""
    return {"type": "mrkdwn", "text": clip(harmless(text), limit) or " ", "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def section(text: str, accessory: Element | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block | {"accessory": accessory} if accessory else block


def fields(*pairs: tuple[str, str]) -> Block:
    """Label and value side by side, ten at most; values in mrkdwn."""
    return {"type": "section", "fields": [mrkdwn(f"*{label}*\n{value}", 2000) for label, value in pairs[:10]]}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text, 2000) for text in texts[:10]]}


def divider() -> Block:
    return {"type": "divider"}


def paragraphs(text: str) -> list[Block]:
    """A long escaped text, whole, over as many blocks as it needs."""
    return [section(piece) for piece in pieces(text)]


def actions(*elements: Element, block_id: str | None = None) -> Block:
    block: Block = {"type": "actions", "elements": list(elements[:25])}
    return block | {"block_id": block_id} if block_id else block


def button(
    label: str, action: str, value: str = "", *, style: str | None = None, confirm: str | None = None
) -> Element:
    """`action` is the router's name for the press, with its version: `review.complete:1`."""
    element: Element = {"type": "button", "text": plain(label, 75), "action_id": action}
    if value:
        element["value"] = clip(value, 2000)
    if style:
        element["style"] = style
    if confirm:
        element["confirm"] = confirmation(confirm, label)
    return element


def confirmation(question: str, yes: str) -> dict[str, Any]:
    return {
        "title": plain("Are you sure?", 100),
        "text": plain(question, 300),
        "confirm": plain(yes, 30),
        "deny": plain("Cancel", 30),
    }


def overflow(action: str, choices: Sequence[tuple[str, str]]) -> Element:
    """The menu behind three dots, for what is seldom wanted: (value, label), five at most; the value arrives."""
    return {"type": "overflow", "action_id": action, "options": [option(label, value) for value, label in choices[:5]]}


def menu(*entries: tuple[str, str, str]) -> Element:
    """Buttons behind three dots, five at most: (label, action, value) each, pressed as if they stood in the open."""
    return overflow(MENU, [(f"{action} {value}", label) for label, action, value in entries])


def option(label: str, value: str, description: str = "") -> dict[str, Any]:
    shape: dict[str, Any] = {"text": plain(label, 75), "value": clip(value, 75)}
    return shape | {"description": plain(description, 75)} if description else shape


def fit(blocks: list[Block], limit: int = MESSAGE_BLOCKS, rest: str = "There is more than fits here.") -> list[Block]:
    """At most `limit` blocks; where some were cut, `rest` says where the whole is."""
    return blocks if len(blocks) <= limit else [*blocks[: limit - 1], context(rest)]


def in_words(blocks: list[Block], most: int = 3500) -> str:
    """The whole message as mrkdwn, for those who do not see its blocks."""
    return clip("\n".join(text for block in blocks for text in _words(block)), most)


def _words(block: Block) -> list[str]:
    if block["type"] == "header":
        return [escape(block["text"]["text"])]
    if block["type"] == "context":
        return [element["text"] for element in block["elements"] if "text" in element]
    texts = [block["text"]["text"]] if block["type"] == "section" and "text" in block else []
    return texts + [field["text"].replace("\n", " ") for field in block.get("fields", [])]
