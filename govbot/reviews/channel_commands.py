"""What admins type to choose the channels for the vendors of a tier or a function."""

import click

from govbot.people import place
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import channel_link
from govbot.vendors import channels

router = Router()
USAGE = "/review channel <tier|function> <#channel|none>"


@router.word("review channel", "Choose where a tier or a function is talked about", USAGE, needs=Right.ADMIN)
@click.argument("words", nargs=-1)
def choose(call: Call, words: tuple[str, ...]) -> Reply:
    if len(words) < 2:
        return Reply(text=_listing(call))
    about = channels.read(" ".join(words[:-1]))
    channel: str | None = place.channel(words[-1])["governance_channel"]
    what = channels.named(about)
    if not channels.choose(call.session, call.now, call.actor, about, channel):
        return Reply(text=f"That is how it is already for {what}. Nothing was changed.")
    where = f"{channel_link(channel)} from now on" if channel else "the governance channel again"
    return Reply(text=f"The {what} without a channel of their own are talked about in {where}.")


def _listing(call: Call) -> str:
    lines = [f"• {channels.named(rule.about)}: {channel_link(rule.channel)}" for rule in channels.rules(call.session)]
    if not lines:
        return f"No tier and no function has a channel of its own. Choose one: `{USAGE}`."
    return "\n".join(["*Channels for vendors without one of their own*", *lines, f"`{USAGE}` changes one."])
