"""What the stories of this house do again and again."""

from tests.door import Json, shown
from tests.live import Live

ROOM = "#vendor-governance"


def answer(live: Live, name: str, room: str = ROOM) -> Json:
    """What only they saw last."""
    return next(message for message in reversed(live.person(name).sees(room)) if message.get("is_ephemeral"))


def read(live: Live, name: str, room: str = ROOM) -> str:
    return shown(answer(live, name, room))


def posts(live: Live, about: str, room: str = ROOM) -> list[Json]:
    """What everybody there reads about something, the oldest first."""
    return [
        m for m in live.person("maya.lindqvist").sees(room) if about in shown(m) and not m.get("is_ephemeral")
    ]  # fmt: skip
