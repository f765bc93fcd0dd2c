"""conversations.history and .replies: what was said, for a bot that is a member."""

from govbot.sandbox.api.posting import readable_channel
from govbot.sandbox.api.registry import Args, method, page
from govbot.sandbox.messages import Message
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State

MAX_LIMIT = 999


@method("conversations.history")
def history(state: State, args: Args) -> Json:
    channel = readable_channel(state, args.required("channel"))
    found = [m for m in state.messages.all(channel.id) if m.in_channel_view and _wanted(m, args)]
    messages, metadata = page(found[::-1], args, most=MAX_LIMIT)
    more = bool(metadata["response_metadata"]["next_cursor"])
    body: Json = {"messages": [_shown(state, m, args) for m in messages], "has_more": more, "pin_count": 0}
    return body | (metadata if more else {})


@method("conversations.replies")
def replies(state: State, args: Args) -> Json:
    channel = readable_channel(state, args.required("channel"))
    named = state.messages.find(channel.id, args.required("ts"))
    if named is None or named.only_for:
        raise SlackError("thread_not_found")
    parent = state.messages.find(channel.id, named.thread_ts or named.ts) or named
    found = [m for m in state.messages.replies(channel.id, parent.ts) if _wanted(m, args)]
    messages, metadata = page(found, args, most=MAX_LIMIT)
    more = bool(metadata["response_metadata"]["next_cursor"])
    shown = [_shown(state, m, args) for m in (parent, *messages)]
    return {"messages": shown, "has_more": more} | (metadata if more else {})


def _wanted(message: Message, args: Args) -> bool:
    if message.only_for:
        return False
    ts, inclusive = float(message.ts), args.flag("inclusive")
    oldest, latest = float(args.text("oldest") or 0), float(args.text("latest") or "inf")
    return oldest < ts < latest or (inclusive and ts in (oldest, latest))


def _shown(state: State, message: Message, args: Args) -> Json:
    body = message.as_slack(state.world.team["id"], with_metadata=args.flag("include_all_metadata"))
    return body | state.messages.thread_facts(message)
