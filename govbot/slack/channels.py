"""The channels of Slack that the bot can see, by name and by id."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

PAGE = 200


@dataclass(frozen=True)
class Channels:
    """`client` may retry: it only reads."""

    client: WebClient

    def by_name(self) -> dict[str, str]:
        """Name without # to id, of channels that are not archived."""
        return {channel["name"]: channel["id"] for channel in self._all(archived=False)}

    def by_id(self) -> dict[str, dict[str, Any]]:
        """Slack's own description of each, the archived ones too: name, is_archived, is_private, is_member."""
        return {channel["id"]: channel for channel in self._all(archived=True)}

    def _all(self, *, archived: bool) -> Iterator[dict[str, Any]]:
        cursor = None
        while True:
            answer = self.client.conversations_list(
                types="public_channel,private_channel", exclude_archived=not archived, limit=PAGE, cursor=cursor
            )
            yield from answer["channels"]
            cursor = (answer.get("response_metadata") or {"next_cursor": ""})["next_cursor"]
            if not cursor:
                return
