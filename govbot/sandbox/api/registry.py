"""The Web API's front door: arguments, tokens, scopes, and which function answers which method."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State

# Errors that only a mistake in the bot's own code can cause; a world that changes causes the others.
BOT_MISTAKES = (
    "unknown_method",
    "missing_scope",
    "not_authed",
    "not_allowed_token_type",
    "invalid_blocks",
    "invalid_arguments",
    "invalid_json",
    "msg_too_long",
    "msg_blocks_too_long",
    "no_text",
    "view_too_large",
    "metadata_too_large",
    "invalid_metadata_format",
    "too_many_attachments",
    "push_limit_reached",
    "duplicate_external_id",
    "users_list_not_supplied",
    "invalid_cursor",
    "markdown_text_conflict",
)


class Args:
    """A call's arguments, whether they came as a form (all strings) or as JSON."""

    def __init__(self, given: Json) -> None:
        self._given = given

    def has(self, name: str) -> bool:
        return self._given.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self._given.get(name)
        return default if value is None else value if isinstance(value, str) else str(value)

    def required(self, name: str) -> str:
        if not self.has(name):
            raise SlackError("invalid_arguments", [f"missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._given.get(name)
        return default if value in (None, "") else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError as error:
            raise SlackError("invalid_arguments", [f"must be a number: {name}"]) from error

    def structure(self, name: str) -> Any:
        """A list or object, which travels as JSON text in a form; None when it is not given."""
        value = self._given.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            refusal = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
            raise SlackError(refusal, [f"must be JSON: {name}"]) from error


Answer = Callable[[State, Args], Json]


@dataclass(frozen=True)
class Method:
    answer: Answer
    scope: str = ""
    app_token: bool = False


METHODS: dict[str, Method] = {}


def method(name: str, scope: str = "", app_token: bool = False) -> Callable[[Answer], Answer]:
    """`scope`: what the manifest must ask for; several kinds of channel have one each, see `need_scope`."""

    def register(answer: Answer) -> Answer:
        METHODS[name] = Method(answer, scope, app_token)
        return answer

    return register


def need_scope(state: State, scope: str) -> None:
    if scope and scope not in state.manifest.scopes:
        provided = ",".join(sorted(state.manifest.scopes))
        raise SlackError("missing_scope", needed=scope, provided=provided)


def call(state: State, name: str, token: str, given: Json) -> Json:
    """The answer of one method, refusals included."""
    state.counts[name] += 1
    state.calls.append((name, given))
    try:
        known = METHODS.get(name)
        if known is None:
            raise SlackError("unknown_method", req_method=name)
        _check_token(state, known, token)
        need_scope(state, known.scope)
        return {"ok": True} | known.answer(state, Args(given))
    except SlackError as refusal:
        state.counts[f"error:{refusal.error}"] += 1
        if refusal.error in BOT_MISTAKES:
            details = "; ".join(refusal.problems) or refusal.extra or ""
            state.violation(f"{name}: {refusal.error} {details}".strip())
        return refusal.answer()


def _check_token(state: State, known: Method, token: str) -> None:
    if not token:
        raise SlackError("not_authed")
    wanted, other = state.settings.bot_token, state.settings.app_token
    if known.app_token:
        wanted, other = other, wanted
    if token == other:
        raise SlackError("not_allowed_token_type")
    if token != wanted:
        raise SlackError("invalid_auth")


def page(items: list[Any], args: Args, most: int, default: int = 100) -> tuple[list[Any], Json]:
    """One page of a list, and the `response_metadata` that leads to the next."""
    start = 0
    if cursor := args.text("cursor"):
        if not cursor.startswith("next-") or not cursor[5:].isdigit():
            raise SlackError("invalid_cursor")
        start = int(cursor[5:])
    limit = min(max(args.number("limit", default), 1), most)
    following = start + limit
    cursor = f"next-{following}" if following < len(items) else ""
    return items[start:following], {"response_metadata": {"next_cursor": cursor}}
