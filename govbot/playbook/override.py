"""What a workspace says differently, laid over the shipped playbook and held against the same rules."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from govbot.playbook import mistakes, source
from govbot.playbook.book import Playbook
from govbot.playbook.loader import plain
from govbot.playbook.source import Mistake, Mistaken, Source

# What govbot itself calls by name: these entries may be changed, but none added and none taken out.
FIXED = (
    *("tiers", "statuses", "locations", "changes", "escalation.levels", "escalation.severities"),
    *("reminders.before", "reminders.ask_vendor", "risks.longest_days", "risks.answer_days"),
    *("exits.tasks", "exits.needed", "exits.triggers", "exits.readiness.parts"),
    *("exits.alternatives", "exits.tests", "readiness.scale", "readiness.verdicts"),
    *("exit.variants", "rollout.variants", "programme.variants", "contracts.mend_within"),
)
NAMED = ("evidence.kinds.soc2_type2", "risks.sources.exit_test")
GONE = "cannot be taken out: govbot counts on it"


LARGEST = 500_000
UNSHOWN = re.compile("[<\x00-\x08\x0b-\x1f\x7f-\x9f]")  # < and what controls a screen; a new line is fine
A_MILLION = 1_000_000  # days still end before the calendar does


@dataclass(frozen=True)
class Laid:
    """The whole playbook, as plain values and read."""

    data: Mapping[str, Any]
    book: Playbook


@lru_cache(maxsize=64)
def attempt(text: str) -> Laid | Mistaken:
    """Kept, also where it is wrong: what a workspace applied is asked for again and again."""
    try:
        return lay_over(text)
    except Mistaken as mistaken:
        return mistaken


def lay_over(text: str) -> Laid:
    """The shipped playbook with this override, or `Mistaken` with every mistake that it has."""
    if len(text) > LARGEST:
        raise Mistaken([Mistake(0, "", f"this is longer than {LARGEST:,} characters; say only what differs")])
    given = source.read(text)
    if not isinstance(given.data, dict | None):
        raise Mistaken([Mistake(1, "", "this has to name parts of the playbook, as in reviews:")])
    wrong = [*_wrong_parts(given), *_wrong_values(given), *_taking_nothing(given)]
    known = {part: said for part, said in (given.data or {}).items() if part in plain() and isinstance(said, dict)}
    data = merged(plain(), known)
    wrong += _missing(given, data)
    try:
        book = Playbook.model_validate(data)
    except ValidationError as error:
        raise Mistaken([*wrong, *mistakes.told(error, given, data, wrong)]) from error
    if wrong:
        raise Mistaken(wrong)
    return Laid(data, book)


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


def _wrong_parts(given: Source) -> Iterator[Mistake]:
    for part, said in (given.data or {}).items():
        if part not in plain():
            yield _at(given, (str(part),), mistakes.unknown(str(part), list(plain())))
        elif not isinstance(said, dict):
            yield _at(given, (part,), "has to name what differs in it, each in a line of its own below")


def _wrong_values(given: Source) -> Iterator[Mistake]:
    """Texts may stand in a message, where < begins a link or calls somebody; true is no number, and numbers end."""
    shipped = dict(mistakes.walk(plain()))
    for place, value in mistakes.walk(given.data):
        if isinstance(value, bool) and not isinstance(shipped.get(place, value), bool):
            yield _at(given, place, f"cannot be true or false; it is {shipped[place]} by default")
        if isinstance(value, int) and abs(value) > A_MILLION:
            yield _at(given, place, f"has to lie within {A_MILLION:,}")
        for text in (place[-1], value):
            if isinstance(text, str) and UNSHOWN.search(text):
                yield _at(given, place, "has a < or a character that cannot be shown; say it in words")
                break


def _taking_nothing(given: Source) -> Iterator[Mistake]:
    there = {place for place, _ in mistakes.walk(plain())}
    for place, value in mistakes.walk(given.data):
        if value is None and len(place) > 1 and place[0] in plain() and place not in there:
            yield _at(given, place, "is nothing that the shipped playbook has, so it cannot be taken out")


def _missing(given: Source, data: Mapping[str, Any]) -> Iterator[Mistake]:
    for path in FIXED:
        steps = path.split(".")
        shipped = _keys(plain(), steps)
        now = _keys(data, steps, shipped)
        for key in sorted(shipped ^ now):
            yield _at(given, (*steps, key), GONE if key in shipped else "cannot be added here")
    for path in NAMED:
        *around, key = path.split(".")
        if key not in _keys(data, around, {key}):
            yield _at(given, (*around, key), GONE)


def _keys(tree: Any, steps: Sequence[str], otherwise: Collection[str] = ()) -> set[str]:
    """`otherwise` where there is no mapping: that is wrong for itself."""
    for step in steps:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return {str(key) for key in tree} if isinstance(tree, dict) else set(otherwise)


def _at(given: Source, place: tuple[str, ...], sentence: str) -> Mistake:
    return Mistake(given.line(place), ".".join(place), sentence)
