"""chat.postEphemeral: a message that one person sees, and nobody can edit through the API."""

from govbot.sandbox.api.chat import parent_of
from govbot.sandbox.api.posting import content_of, member_channel
from govbot.sandbox.api.registry import Args, method
from govbot.sandbox.blocks import complete_ids
from govbot.sandbox.messages import Message
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State

MAX_EPHEMERAL_TEXT = 4000


@method("chat.postEphemeral", scope="chat:write")
def post_ephemeral(state: State, args: Args) -> Json:
    channel = member_channel(state, args.required("channel"))
    if channel.is_archived:
        raise SlackError("is_archived")
    user_id = args.required("user")
    if user_id not in state.world.users:
        raise SlackError("user_not_found")
    if user_id not in channel.members:
        raise SlackError("user_not_in_channel")
    content = content_of(state, args)
    if len(content.text.encode()) > MAX_EPHEMERAL_TEXT:
        raise SlackError("msg_too_long")
    message = state.post(
        Message(
            ts=state.next_ts(),
            channel=channel.id,
            user=state.world.bot.id,
            bot_id=state.world.bot.bot_id,
            text=content.text,
            blocks=complete_ids({"blocks": content.blocks})["blocks"],
            attachments=content.attachments,
            thread_ts=parent_of(state, channel, args.text("thread_ts")),
            only_for=user_id,
        )
    )
    return {"message_ts": message.ts}
