"""What a workspace says differently, laid over the shipped playbook and held against the same rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from govbot.playbook import source
from govbot.playbook.book import Playbook
from govbot.playbook.loader import plain
from govbot.playbook.source import Mistake, Mistaken

Values = Mapping[Any, Any]


@dataclass(frozen=True)
class Laid:
    """The whole playbook, as plain values and read."""

    data: Mapping[str, Any]
    book: Playbook


@lru_cache(maxsize=64)
def lay_over(text: str) -> Laid:
    """The shipped playbook with this override, or `Mistaken` with every mistake that it has."""
    given = source.read(text)
    data = merged(plain(), given.data or {})
    try:
        return Laid(data, Playbook.model_validate(data))
    except ValidationError as error:
        raise Mistaken([Mistake(0, "", str(error))]) from error


def merged(base: Any, said: Any) -> Any:
    """Mappings are merged, everything else replaces; a key that is said to be null is taken out.

    The order stays, and what is new comes last; unless all that was there is named, then the order is the one said.
    """
    if not isinstance(said, dict):
        return said
    known = base if isinstance(base, dict) else {}
    names = {str(key): key for key in known}
    named = {names.get(str(key), key): value for key, value in said.items()}
    order = named if known.keys() <= named.keys() else {**known, **named}
    return {
        key: merged(known.get(key), named[key]) if key in named else known[key]
        for key in order
        if key not in named or named[key] is not None
    }
