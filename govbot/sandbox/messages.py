"""What stands in the channels: messages, threads and ephemeral answers, with Slack's timestamps."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from govbot.sandbox.shapes import Json


@dataclass
class Message:
    ts: str
    channel: str
    user: str
    text: str = ""
    bot_id: str | None = None
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: str | None = None
    subtype: str | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    inputs: Json = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def in_channel_view(self) -> bool:
        return not self.is_reply or self.broadcast

    def as_slack(self, team_id: str, with_metadata: bool = True) -> Json:
        """`with_metadata=False` keeps only the event type, as Slack does unless all metadata is asked for."""
        body: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team_id}
        if self.bot_id:
            body |= {"bot_id": self.bot_id}
        for name in ("subtype", "blocks", "attachments", "files", "thread_ts", "edited"):
            if value := getattr(self, name):
                body[name] = value
        if self.metadata:
            kept = self.metadata if with_metadata else {"event_type": self.metadata["event_type"]}
            body["metadata"] = kept
        if self.reactions:
            body["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
            ]
        return body


class Messages:
    """All channels' messages, oldest first. Timestamps are strictly increasing, whatever the clock shows."""

    def __init__(self) -> None:
        self._by_channel: dict[str, list[Message]] = {}
        self._last_ts = 0

    def next_ts(self, now: datetime) -> str:
        self._last_ts = max(self._last_ts + 1, int(now.timestamp() * 1_000_000))
        seconds, micros = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micros:06d}"

    def add(self, message: Message) -> None:
        self._by_channel.setdefault(message.channel, []).append(message)

    def remove(self, message: Message) -> None:
        """A parent with replies leaves a tombstone, so that its thread stays."""
        if not message.is_reply and self.replies(message.channel, message.ts):
            message.subtype, message.text = "tombstone", "This message was deleted."
            message.blocks, message.attachments, message.metadata = [], [], None
        else:
            self._by_channel[message.channel].remove(message)

    def find(self, channel_id: str, ts: str) -> Message | None:
        return next((m for m in reversed(self._by_channel.get(channel_id, [])) if m.ts == ts), None)

    def all(self, channel_id: str) -> Iterator[Message]:
        return iter(self._by_channel.get(channel_id, []))

    def replies(self, channel_id: str, thread_ts: str) -> list[Message]:
        return [m for m in self.all(channel_id) if m.thread_ts == thread_ts and m.is_reply and not m.only_for]

    def thread_facts(self, message: Message) -> Json:
        """What Slack says of the thread on its parent; nothing without replies."""
        replies = self.replies(message.channel, message.ts)
        if not replies:
            return {}
        users = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
        }
