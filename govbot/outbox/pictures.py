"""A message with a picture: the queue keeps what to draw, and it is drawn and uploaded when the message leaves."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from govbot.outbox.models import OutboxMessage

LONGEST_ALT = 1000
UNDRAWN = "picture_not_drawn"

# The name of a drawing and its data, to a PNG.
Draw = Callable[[str, Mapping[str, Any]], bytes]


def nothing(drawing: str, _data: Mapping[str, Any]) -> bytes:
    """Where no house brings pictures."""
    raise LookupError(f"nobody draws {drawing}")


class Picture(BaseModel):
    """`alt` says in words what it shows; the message's text says all of it."""

    model_config = ConfigDict(frozen=True)

    drawing: str
    data: dict[str, Any]
    title: str
    alt: str


def of(message: OutboxMessage) -> Picture | None:
    kept = message.payload.get("picture")
    return Picture.model_validate(kept) if kept else None


def filename(message: OutboxMessage, picture: Picture) -> str:
    """The same whenever the message is sent, so that it is found again: Slack keeps no metadata with files."""
    return f"{picture.drawing}-{hashlib.sha256(message.key.encode()).hexdigest()[:16]}.png"
