"""What the bot answers without the Web API: the body of a command's ack, and posts to a response URL."""

from govbot.sandbox.api.posting import MAX_TEXT
from govbot.sandbox.blocks import complete_ids
from govbot.sandbox.interactions import ResponseUrl
from govbot.sandbox.messages import Message
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State
from govbot.sandbox.validation import checked_blocks, record_markup


def answer_message(state: State, response: ResponseUrl, body: Json) -> Message | None:
    """The message of an answer, ephemeral unless it says in_channel; None when it has nothing to show."""
    blocks = checked_blocks(state, body.get("blocks"))
    text = str(body.get("text") or "")[:MAX_TEXT]
    if not (text or blocks or body.get("attachments")):
        return None
    record_markup(state, text)
    in_channel = body.get("response_type") == "in_channel"
    return state.post(
        Message(
            ts=state.next_ts(),
            channel=response.channel,
            user=state.world.bot.id,
            bot_id=state.world.bot.bot_id,
            text=text,
            blocks=complete_ids({"blocks": blocks})["blocks"],
            attachments=body.get("attachments") or [],
            thread_ts=str(body["thread_ts"]) if body.get("thread_ts") else response.thread_ts,
            only_for=None if in_channel else response.user,
        )
    )


def use_response_url(state: State, response_id: str, body: Json) -> None:
    response = state.tickets.use_response_url(response_id, state.clock.now())
    original = state.messages.find(response.channel, response.message_ts) if response.message_ts else None
    if body.get("delete_original"):
        if set(body) - {"delete_original"} and (body.get("text") or body.get("blocks")):
            raise SlackError("invalid_arguments", ["delete_original must be sent alone"])
        if original is not None:
            state.announce(original)
            state.messages.remove(original)
        return
    if body.get("replace_original") and original is not None:
        _replace(state, original, body)
    elif answer_message(state, response, body) is None:
        raise SlackError("no_text")


def _replace(state: State, original: Message, body: Json) -> None:
    blocks = checked_blocks(state, body.get("blocks"))
    text = str(body.get("text") or "")[:MAX_TEXT]
    if not (text or blocks):
        raise SlackError("no_text")
    record_markup(state, text)
    original.text, original.blocks = text, complete_ids({"blocks": blocks})["blocks"]
    original.inputs = {}
    state.announce(original)
