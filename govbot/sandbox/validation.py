"""Whether a payload is one Slack takes: its limits, the Block Kit schema, and nothing that pings everybody."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from govbot.sandbox.limits import check_blocks, check_view
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import SchemaCheck, State

MAX_BLOCK_TEXT = 12_000
MAX_VIEW_BYTES = 250_000
BROADCAST = re.compile(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>")
STRAY = re.compile(r"<(?![@#][A-Z0-9]+[|>]|!|https?://|mailto:)[^<>]*>")


def checked_blocks(state: State, blocks: Any) -> list[Json]:
    """The blocks of a message, or Slack's refusal of them."""
    if blocks is None:
        return []
    problems = list(check_blocks(blocks, "message"))
    problems += _schema_problems(state, "MessageBlocks", blocks, problems)
    if problems:
        raise SlackError("invalid_blocks", problems)
    if sum(len(text) for text in _texts(blocks)) > MAX_BLOCK_TEXT:
        raise SlackError("msg_blocks_too_long")
    _record_markup(state, blocks)
    return list(blocks)


def checked_view(state: State, view: Any, surface: str) -> Json:
    """`surface`: modal or home."""
    problems = list(check_view(view, surface))
    problems += _schema_problems(state, surface.capitalize(), view, problems)
    if problems:
        raise SlackError("invalid_arguments", problems)
    if len(json.dumps(view).encode()) > MAX_VIEW_BYTES:
        raise SlackError("view_too_large")
    _record_markup(state, view["blocks"])
    return dict(view)


def record_markup(state: State, text: str) -> None:
    """A bot that lets a person's `<!channel>` through pings everybody; a bare `<word>` is drawn as a broken link."""
    if found := STRAY.search(text):
        state.violation(f"a text has the unescaped {found.group()}: {text[:120]!r}")
    if found := BROADCAST.search(text):
        state.violation(f"a text pings everybody with {found.group()}: {text[:120]!r}")


def _schema_problems(state: State, definition: str, payload: Any, already: list[str]) -> list[str]:
    if already or state.schema_check is None:
        return []
    return state.schema_check(definition, payload)


def _record_markup(state: State, blocks: Any) -> None:
    for text in _texts(blocks, only_mrkdwn=True):
        record_markup(state, text)


def _texts(node: Any, only_mrkdwn: bool = False) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _texts(part, only_mrkdwn)
    elif isinstance(node, dict):
        if node.get("type") == "broadcast":
            yield f"<!{node.get('range')}>"
        for part in node.values():
            if not isinstance(part, str):
                yield from _texts(part, only_mrkdwn)
        text = node.get("text")
        if isinstance(text, str) and not (only_mrkdwn and node.get("type") in ("plain_text", "text", "raw_text")):
            yield text


def read_schema(path: Path) -> SchemaCheck:
    """Checks against the definitions of a Block Kit schema; the same payload is checked only once."""
    # only tests give a schema; a demo runs without the library that reads it
    from govbot.sandbox.schema import BlockKitSchema

    schema = BlockKitSchema(json.loads(path.read_text(encoding="utf-8")))

    @lru_cache(maxsize=20_000)
    def problems(definition: str, canonical: str) -> tuple[str, ...]:
        return tuple(schema.problems(definition, json.loads(canonical)))

    return lambda definition, payload: list(problems(definition, json.dumps(payload, sort_keys=True)))
