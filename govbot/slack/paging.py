"""Long lists a page at a time: where a page begins, how its heading counts, and the buttons that turn it."""

import json
from collections.abc import Mapping

from govbot.slack.blocks import Block, actions, button


def begin(first: int, size: int, total: int) -> int:
    """Where the page begins that was asked for; the list may have become shorter since."""
    return max(0, min(first, (total - 1) // size * size))


def counted(first: int, shown: int, total: int) -> str:
    """`11-20 of 23`; the number alone where all are shown."""
    return f"{first + 1}-{first + shown} of {total}" if total > shown else str(total)


def turns(back: str, on: str, where: Mapping[str, object], first: int, size: int, total: int) -> list[Block]:
    """The buttons carry `where`, which says what list it is, and the `first` of the page that they lead to."""

    def to(at: int) -> str:
        return json.dumps({**where, "first": at})

    drawn = [button("← Before", back, to(max(0, first - size)))] if first else []
    drawn += [button("Next →", on, to(first + size))] if first + size < total else []
    return [actions(*drawn)] if drawn else []
