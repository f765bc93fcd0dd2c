"""What Slack says: whether the token is good, what the installed app may do, and which channels it reaches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from govbot.doctor.abilities import needed
from govbot.errors import Misconfigured
from govbot.slack.channels import Channels
from govbot.slack.introduction import introduce

INSTALL_AGAIN = "Give the app manifest.yaml as it stands and install it again."


@dataclass(frozen=True)
class SlackSide:
    """As far as it could be asked: without a good token there is no team and no channel."""

    faults: list[str]
    team_id: str = ""
    channels: Mapping[str, Mapping[str, Any]] | None = None  # by id


def ask(client: WebClient) -> SlackSide:
    try:
        me = introduce(client)
    except Misconfigured as refusal:
        return SlackSide([refusal.text])
    faults = list(_scopes(me.headers.get("x-oauth-scopes", "")))
    try:
        channels = Channels(client).by_id()
    except SlackApiError as error:
        why = f"Slack does not list the channels ({error.response['error']}). {INSTALL_AGAIN}"
        return SlackSide([*faults, why], me["team_id"])
    except OSError as error:
        return SlackSide([*faults, f"Slack does not answer any more ({error}). Check the network."], me["team_id"])
    return SlackSide(faults, me["team_id"], channels)


def _scopes(granted: str) -> Iterator[str]:
    """Slack names what was granted with every answer; something on the way may take the header off."""
    known = {scope.strip() for scope in granted.split(",") if scope.strip()}
    for scope, what in needed().items():
        if known and scope not in known:
            yield f"The installed app lacks the scope {scope}, which {what} needs. {INSTALL_AGAIN}"


def unreachable(channel: Mapping[str, Any] | None) -> str:
    """Why nothing can be posted there; empty where it can. A public channel is joined when it is needed."""
    if channel is None:
        return "does not exist, or is private and govbot is not in it. Invite govbot there (`/invite @govbot`)"
    if channel.get("is_archived"):
        return f"(#{channel['name']}) is archived. Unarchive it"
    if channel.get("is_private") and not channel.get("is_member"):
        return f"(#{channel['name']}) is private and govbot is not in it. Invite it there (`/invite @govbot`)"
    return ""
