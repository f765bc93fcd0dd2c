"""What Slack makes of text as a person types it: people, channels and links marked up, markup escaped."""

import re

from govbot.sandbox.world import World

TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<ready><[@#][A-Z0-9]+(?:\|[^>]*)?>)"
    r"|@(?P<person>[\w.-]*\w)"
    r"|\#(?P<channel>[\w-]*\w)"
)
BROADCASTS = ("here", "channel", "everyone")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_typed(world: World, text: str, should_escape: bool, with_names: bool = True) -> str:
    """`with_names`: commands get `<@U…|name>`, messages `<@U…>`. Unknown names stay as they were typed."""
    if not should_escape:
        return escape(text)
    pieces, at = [], 0
    for found in TOKEN.finditer(text):
        pieces.append(escape(text[at : found.start()]))
        pieces.append(_marked(world, found, with_names))
        at = found.end()
    return "".join(pieces) + escape(text[at:])


def _marked(world: World, found: re.Match[str], with_names: bool) -> str:
    whole = found.group()
    if url := found["url"]:
        return f"<{escape(url)}>"
    if mail := found["mail"]:
        return f"<mailto:{mail}|{mail}>"
    if ready := found["ready"]:
        known_id = re.split(r"[|>]", ready[2:])[0]
        return ready if known_id in world.users or known_id in world.channels else escape(ready)
    if person := found["person"]:
        return _person(world, person, with_names) or whole
    return _channel(world, found["channel"]) or whole


def _person(world: World, name: str, with_names: bool) -> str:
    if name in BROADCASTS:
        return f"<!{name}>"
    user = world.user(name)
    if user is None:
        return _group(world, name)
    return f"<@{user.id}|{user.name}>" if with_names else f"<@{user.id}>"


def _group(world: World, handle: str) -> str:
    group = next((group for group in world.usergroups.values() if group.handle == handle and not group.disabled), None)
    return f"<!subteam^{group.id}|@{group.handle}>" if group else ""


def _channel(world: World, name: str) -> str:
    channel = world.channel(name)
    if channel is None:
        return ""
    return f"<#{channel.id}|{'' if channel.is_private else channel.name}>"
