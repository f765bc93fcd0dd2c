"""conversations.*: which channels there are, who is in them, joining, and opening a direct message."""

from govbot.sandbox.api.posting import known_channel, open_direct_message
from govbot.sandbox.api.registry import Args, method, need_scope, page
from govbot.sandbox.channels import Channel
from govbot.sandbox.events import member_joined, member_left
from govbot.sandbox.shapes import Json, SlackError
from govbot.sandbox.state import State

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def shown(state: State, channel: Channel) -> Json:
    left = channel.im_user is not None and state.world.users[channel.im_user].deleted
    return channel.as_slack(state.world.bot.id, user_deleted=left)


@method("conversations.list")
def list_channels(state: State, args: Args) -> Json:
    kinds = [KINDS.get(name.strip(), "") for name in args.text("types", "public_channel").split(",")]
    if not all(kinds):
        raise SlackError("invalid_types")
    for kind in kinds:
        scope = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}[kind]
        need_scope(state, scope)
    found = [
        shown(state, channel)
        for channel in state.world.channels.values()
        if channel.kind in kinds
        and channel.visible_to(state.world.bot.id)
        and not (channel.is_archived and args.flag("exclude_archived"))
    ]
    channels, metadata = page(found, args, most=1000)
    return {"channels": channels} | metadata


@method("conversations.info")
def info(state: State, args: Args) -> Json:
    channel = known_channel(state, args.required("channel"))
    need_scope(state, channel.read_scope)
    return {"channel": shown(state, channel)}


@method("conversations.open", scope="im:write")
def open_conversation(state: State, args: Args) -> Json:
    if args.has("channel"):
        channel = known_channel(state, args.text("channel"))
        if not channel.is_im:
            raise SlackError("method_not_supported_for_channel_type")
        return {"channel": {"id": channel.id}, "already_open": True, "no_op": True}
    users = [user for user in args.text("users").replace(" ", "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        need_scope(state, "mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    before = len(state.world.channels)
    channel = open_direct_message(state, users[0])
    already = len(state.world.channels) == before
    whole = shown(state, channel) if args.flag("return_im") else {"id": channel.id}
    return {"channel": whole} | ({"already_open": True, "no_op": True} if already else {})


@method("conversations.join", scope="channels:join")
def join(state: State, args: Args) -> Json:
    channel = known_channel(state, args.required("channel"))
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    answer: Json = {"channel": shown(state, channel)}
    if channel.join(state.world.bot.id):
        member_joined(state, channel, state.world.bot.id)
        return {"channel": shown(state, channel)}
    return answer | {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}


@method("conversations.leave", scope="channels:write")
def leave(state: State, args: Args) -> Json:
    channel = known_channel(state, args.required("channel"))
    if not channel.leave(state.world.bot.id):
        return {"not_in_channel": True}
    member_left(state, channel, state.world.bot.id)
    return {}


@method("conversations.members")
def members(state: State, args: Args) -> Json:
    channel = known_channel(state, args.required("channel"))
    need_scope(state, channel.read_scope)
    found, metadata = page(channel.members, args, most=1000)
    return {"members": found} | metadata
