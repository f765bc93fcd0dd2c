"""files.*: the upload in three steps (ask for a URL, put the bytes there, complete it into a channel)."""

from govbot.sandbox.api.posting import member_channel
from govbot.sandbox.api.registry import Args, method
from govbot.sandbox.events import message_posted
from govbot.sandbox.messages import Message
from govbot.sandbox.shapes import Json, SlackError, fresh_id
from govbot.sandbox.state import State

MAX_ALT = 1000


@method("files.getUploadURLExternal", scope="files:write")
def upload_url(state: State, args: Args) -> Json:
    file = new_file(state, args.required("filename"), args.number("length", 0), state.world.bot.id)
    if len(args.text("alt_txt")) > MAX_ALT:
        raise SlackError("alt_txt_too_large")
    file["alt_txt"] = args.text("alt_txt")
    return {"upload_url": f"{state.url}/upload/{file['id']}", "file_id": file["id"]}


def new_file(state: State, name: str, size: int, user: str) -> Json:
    """What Slack says of a file; its content is not there yet."""
    file_id = fresh_id("F")
    address = f"{state.url}/files/{file_id}"
    state.files[file_id] = {
        "id": file_id,
        "name": name,
        "title": name,
        "mode": "hosted",
        "filetype": name.rpartition(".")[2].lower(),
        "size": size,
        "user": user,
        "created": int(state.clock.now().timestamp()),
        "url_private": address,
        "url_private_download": f"{address}/download",
        "permalink": address,
    }
    return state.files[file_id]


@method("files.completeUploadExternal", scope="files:write")
def complete_upload(state: State, args: Args) -> Json:
    listed = args.structure("files") or []
    files = [_completed(state, entry) for entry in listed]
    if not files:
        raise SlackError("invalid_arguments", ["missing required field: files"])
    channels = [args.text("channel_id"), *args.text("channels").split(",")]
    for channel_id in filter(None, channels):
        channel = member_channel(state, channel_id)
        if channel.is_archived:
            raise SlackError("is_archived")
        message = Message(
            ts=state.next_ts(),
            channel=channel.id,
            user=state.world.bot.id,
            bot_id=state.world.bot.bot_id,
            text=args.text("initial_comment"),
            files=files,
            thread_ts=args.text("thread_ts") or None,
        )
        message_posted(state, state.post(message))
        for file in files:
            file.setdefault("shares", {}).setdefault("public", {})[channel.id] = [{"ts": message.ts}]
    return {"files": files}


def _completed(state: State, entry: Json) -> Json:
    file = state.files.get(str(entry.get("id")))
    if file is None or file["id"] not in state.contents:
        raise SlackError("file_not_found")
    if entry.get("title"):
        file["title"] = entry["title"]
    return file


@method("files.info", scope="files:read")
def info(state: State, args: Args) -> Json:
    file = state.files.get(args.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": file}
