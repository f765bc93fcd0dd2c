"""What differs between two playbooks, key by key."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from govbot.playbook.printing import on_one_line


class Difference(NamedTuple):
    """`before` and `after` as YAML on one line; empty where there is nothing."""

    path: str
    before: str
    after: str


def between(before: Mapping[Any, Any], after: Mapping[Any, Any], path: str = "") -> Iterator[Difference]:
    """In the order of the playbook; what is new or gone is one difference, however much is inside."""
    for key in {**before, **after}:
        here = f"{path}.{key}" if path else str(key)
        old, new = before.get(key), after.get(key)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from between(old, new, here)
        elif old != new:
            yield Difference(here, *("" if value is None else on_one_line(value) for value in (old, new)))
    kept = [[key for key in side if key in before and key in after] for side in (before, after)]
    if kept[0] != kept[1]:  # the order of answers, of bands and of what is listed has a meaning
        yield Difference(f"{path}, their order", *(", ".join(map(str, keys)) for keys in kept))
