"""chat.*: the bot writes, edits and deletes its own messages."""

from govbot.sandbox.api.posting import MAX_TEXT, channel_to_post, content_of, known_channel, metadata_of
from govbot.sandbox.api.registry import Args, method
from govbot.sandbox.blocks import complete_ids
from govbot.sandbox.channels import Channel
from govbot.sandbox.events import message_changed, message_deleted, message_posted
from govbot.sandbox.messages import Message
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State

MAX_UPDATE_TEXT = 4000


@method("chat.postMessage", scope="chat:write")
def post_message(state: State, args: Args) -> Json:
    channel = channel_to_post(state, args.required("channel"))
    content = content_of(state, args)
    message = state.post(
        Message(
            ts=state.next_ts(),
            channel=channel.id,
            user=state.world.bot.id,
            bot_id=state.world.bot.bot_id,
            text=content.text,
            blocks=complete_ids({"blocks": content.blocks})["blocks"],
            attachments=content.attachments,
            metadata=metadata_of(args) or None,
            thread_ts=parent_of(state, channel, args.text("thread_ts")),
            broadcast=args.flag("reply_broadcast"),
        )
    )
    message_posted(state, message)
    answer = {"channel": channel.id, "ts": message.ts, "message": message.as_slack(state.world.team["id"])}
    if len(args.text("text")) > MAX_TEXT:
        answer["response_metadata"] = {"warnings": ["message_truncated"]}
    return answer


def parent_of(state: State, channel: Channel, thread_ts: str) -> str | None:
    """Slack silently posts to the channel when the parent is gone, and to the thread when it is itself a reply."""
    parent = state.messages.find(channel.id, thread_ts) if thread_ts else None
    if parent is None or parent.only_for:
        return None
    return parent.thread_ts or parent.ts


def own_message(state: State, args: Args, refusal: str) -> Message:
    channel = known_channel(state, args.required("channel"))
    if channel.is_archived:
        raise SlackError("is_inactive")
    message = state.messages.find(channel.id, args.required("ts"))
    if message is None or message.only_for or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if message.user != state.world.bot.id:
        raise SlackError(refusal)
    return message


@method("chat.update", scope="chat:write")
def update(state: State, args: Args) -> Json:
    message = own_message(state, args, "cant_update_message")
    if len(args.text("text")) > MAX_UPDATE_TEXT:
        raise SlackError("msg_too_long")
    content = content_of(state, args)
    before = message.as_slack(state.world.team["id"])
    message.text = content.text
    message.blocks = complete_ids({"blocks": content.blocks})["blocks"]  # text alone removes the blocks
    if args.has("attachments"):
        message.attachments = content.attachments
    metadata = metadata_of(args)
    if metadata is not None:
        message.metadata = metadata or None
    if not content.blocks:
        message.edited = {"user": state.world.bot.id, "ts": state.next_ts()}
    message.inputs = {}
    state.announce(message)
    message_changed(state, message, before)
    shown = message.as_slack(state.world.team["id"])
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


@method("chat.delete", scope="chat:write")
def delete(state: State, args: Args) -> Json:
    message = own_message(state, args, "cant_delete_message")
    before = message.as_slack(state.world.team["id"])
    state.messages.remove(message)
    state.announce(message)
    message_deleted(state, message, before)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink")
def get_permalink(state: State, args: Args) -> Json:
    channel = known_channel(state, args.required("channel"))
    message = state.messages.find(channel.id, args.required("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    link = f"{state.url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


@method("reactions.add", scope="reactions:write")
def reactions_add(state: State, args: Args) -> Json:
    channel = known_channel(state, args.required("channel"))
    message = state.messages.find(channel.id, args.required("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    users = message.reactions.setdefault(args.required("name").strip(":"), [])
    if state.world.bot.id in users:
        raise SlackError("already_reacted")
    users.append(state.world.bot.id)
    state.announce(message)
    return {}
