"""Everything one sandbox holds, in one place that all its rooms share; touched only from its own loop."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from govbot.sandbox.changes import Changes
from govbot.sandbox.channels import Channel
from govbot.sandbox.clock import Clock
from govbot.sandbox.delivery import Transport
from govbot.sandbox.faults import Faults
from govbot.sandbox.interactions import Tickets
from govbot.sandbox.manifest import Manifest
from govbot.sandbox.messages import Message, Messages
from govbot.sandbox.shapes import Json
from govbot.sandbox.views import Views
from govbot.sandbox.world import World

# (kind of payload: MessageBlocks, Modal or Home; the payload) -> what is wrong with it
SchemaCheck = Callable[[str, Any], list[str]]


# what the bot is told to authenticate with, unless the sandbox is started with others
BOT, APP, SIGNING = "xoxb-sandbox", "xapp-sandbox", "sandbox-signing-secret"


@dataclass
class Settings:
    """How this sandbox was started. Times are real seconds."""

    bot_token: str = BOT
    app_token: str = APP
    signing_secret: str = SIGNING
    request_url: str = ""
    ack_timeout: float = 3.0
    retry_delays: tuple[float, ...] = (0.1, 1.0, 3.0)
    walk: Callable[[datetime], None] | None = None
    next_due: Callable[[], datetime | None] | None = None


@dataclass
class State:
    manifest: Manifest
    world: World
    clock: Clock
    settings: Settings
    schema_check: SchemaCheck | None = None
    url: str = ""
    busy: bool = False
    messages: Messages = field(default_factory=Messages)
    views: Views = field(default_factory=Views)
    tickets: Tickets = field(default_factory=Tickets)
    faults: Faults = field(default_factory=Faults)
    changes: Changes = field(default_factory=Changes)
    files: dict[str, Json] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    last_read: dict[tuple[str, str], str] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    calls: deque[tuple[str, Json]] = field(default_factory=lambda: deque(maxlen=10_000))
    transport: Transport | None = None
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def violation(self, sentence: str) -> None:
        self.violations.append(sentence)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Work that goes on by itself; stopping the sandbox cancels it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def next_ts(self) -> str:
        return self.messages.next_ts(self.clock.now())

    def post(self, message: Message) -> Message:
        self.messages.add(message)
        self.announce(message)
        return message

    def announce(self, message: Message) -> None:
        """The pages of those who see this message are told that it is new, edited or gone."""
        channel = self.world.channels[message.channel]
        self.changes.in_channel(channel.id, {message.only_for} if message.only_for else self.seen_by(channel))

    def seen_by(self, channel: Channel) -> set[str] | None:
        return set(channel.members) if channel.is_private or channel.is_im else None
