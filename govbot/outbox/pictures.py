"""A message with a picture: the queue keeps what to draw, and it is drawn and uploaded when the message leaves."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from govbot.outbox.models import OutboxMessage

LONGEST_ALT = 1000
UNDRAWN = "picture_not_drawn"
# Latin, Greek and Cyrillic letters, punctuation and signs of currencies: what the font of the pictures has.
WRITABLE = re.compile(
    r"[\u0020-\u007E\u00A0-\u02E9\u0300-\u034F\u0370-\u0377\u037A-\u037E\u0384-\u0525"
    r"\u1E00-\u1EF9\u1F00-\u1FFF\u2010-\u2027\u20A0-\u20B5]*"
)

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


def written(name: str, otherwise: str) -> str:
    """A name in a picture; one in letters that its font lacks would be boxes, so `otherwise` stands there."""
    return name if WRITABLE.fullmatch(name) else otherwise


def of(message: OutboxMessage) -> Picture | None:
    kept = message.payload.get("picture")
    return Picture.model_validate(kept) if kept else None


def filename(message: OutboxMessage, picture: Picture) -> str:
    """The same whenever the message is sent, so that it is found again: Slack keeps no metadata with files."""
    return f"{picture.drawing}-{hashlib.sha256(message.key.encode()).hexdigest()[:16]}.png"
