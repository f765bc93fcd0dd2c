"""What pydantic found wrong with an override, in plain sentences and at the override's own lines."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from govbot.errors import quoted
from govbot.playbook.loader import plain
from govbot.playbook.source import Mistake, Place, Source

LISTS = ("tuple_type", "list_type", "set_type")
MAPPINGS = ("dict_type", "model_type", "model_attributes_type", "mapping_type")
NUMBERS = ("int_type", "int_parsing", "int_from_float", "int_parsing_size")
TOO_SHORT = "too_short"
CLOSE_ENOUGH = 70  # of rapidfuzz's 100
LISTED = 12  # keys: more are no help
ELSEWHERE = re.compile(r"(\w+)\.yaml(?:, ([\w.]+))?: (.+)", re.DOTALL)  # how book.py names a part


def told(error: ValidationError, given: Source, data: Mapping[str, Any], known: Sequence[Mistake]) -> list[Mistake]:
    """One for each place; `data` is what was validated, `known` is wrong already and may have led to others."""
    lines = {0, *(mistake.line for mistake in known)} if known else set()
    found: dict[Place, Mistake] = {}
    shapes: set[Place] = set()
    for detail in error.errors(include_url=False):
        steps, sentence = _parted(detail)
        place = _place(steps, data)
        place += (str(detail["loc"][-1]),) if detail["type"] == "missing" else ()
        line = _line(given, place, sentence)
        around = any(mistake.path.startswith(".".join(place)) for mistake in known)
        if sentence and (line in lines or around):
            continue
        shapes |= {place} if detail["type"] in (TOO_SHORT, *LISTS, *MAPPINGS) else set()
        found.setdefault(place, Mistake(line, ".".join(place), sentence or _sentence(detail, place)))
    return [mistake for place, mistake in found.items() if not _read_otherwise(place, shapes, found)]


def _read_otherwise(place: Place, shapes: Collection[Place], found: Collection[Place]) -> bool:
    """Of a list that may be a mapping as well, or that is too short without what is wrong in it: that says more."""
    return place in shapes and any(other != place and other[: len(place)] == place for other in found)


def _parted(detail: ErrorDetails) -> tuple[Sequence[int | str], str]:
    """Where it stands, and what a rule of ours says about it."""
    if detail["type"] != "value_error":
        return detail["loc"], ""
    said = detail["msg"].removeprefix("Value error, ").rstrip(".")
    elsewhere = ELSEWHERE.fullmatch(said)
    if detail["loc"] or elsewhere is None:
        return detail["loc"], said
    part, path, sentence = elsewhere.groups(default="")
    return (part, *path.split(".")), sentence


def _line(given: Source, place: Place, sentence: str) -> int:
    """Of what the sentence names: where it is taken out, else the deepest below the place; else the place itself."""
    words = set(re.findall(r"\w+", sentence))
    named = [(at, value) for at, value in walk(given.data) if at[-1] in words]
    gone = next((given.line(at) for at, value in named if value is None), 0)
    below = [at for at, _ in named if len(at) > len(place) and at[: len(place)] == tuple(place)]
    return gone or given.line(max(below, key=len, default=place))


def walk(data: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Everything in the data with its place."""
    for key, value in _items(data):
        yield (*place, str(key)), value
        yield from walk(value, (*place, str(key)))


def _place(steps: Sequence[int | str], data: Any) -> tuple[str, ...]:
    """Where that is in the data: pydantic also names which reading of several it tried."""
    place: list[str] = []
    for step in steps:
        inside = {str(key): value for key, value in _items(data)}
        if str(step) in inside:
            place.append(str(step))
            data = inside[str(step)]
    return tuple(place)


def _items(data: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(data, Mapping):
        yield from data.items()
    elif isinstance(data, Sequence) and not isinstance(data, str):
        yield from enumerate(data)


def _sentence(detail: ErrorDetails, place: Place) -> str:
    kind, given = detail["type"], detail["input"]
    said = f", not {quoted(str(given), 40)}" if isinstance(given, str | int | float) else ""
    if kind == "extra_forbidden":
        return unknown(str(place[-1]), _beside(plain(), place))
    if kind == "missing":
        meant = _near(str(place[-2]), _beside(plain(), place[:-1])) if len(place) > 1 else ""
        return f"is missing, unless {meant} is meant" if meant not in ("", place[-2]) else "is missing"
    if kind == TOO_SHORT:
        return "has to have at least one"
    if kind in LISTS:
        return f"has to be a list, as in [a, b]{said}"
    if kind in MAPPINGS:
        return f"has to have keys of its own, as in key: value{said}"
    if kind in NUMBERS:
        return f"has to be a whole number{said}"
    if kind == "string_type":
        return f"has to be text; put it in quotes{said}"
    return _rest(detail["msg"]) + said


def _rest(message: str) -> str:
    return message.replace("Input should", "has to").replace("String should", "has to").rstrip(".")


def unknown(key: str, known: Sequence[str]) -> str:
    """A key that is not known, with what was meant or what there is."""
    if near := _near(key, known):
        return f"is not known here; perhaps it is {near}"
    there = ", ".join(sorted(known)[:LISTED])
    return f"is not known here; there is {there}" if there else "is not known here"


def _near(key: str, known: Sequence[str]) -> str:
    found = process.extractOne(key, known, score_cutoff=CLOSE_ENOUGH)
    return str(found[0]) if found else ""


def _beside(shipped: Any, place: Place) -> list[str]:
    """The keys that may stand at the place: those of the same entry as shipped, else of all that are like it."""
    like = [shipped]
    for step in place[:-1]:
        found = [{str(key): value for key, value in _items(each)}.get(str(step)) for each in like]
        exact = [each for each in found if each is not None]
        like = exact or [value for each in like for _, value in _items(each)]
    return sorted({str(key) for each in like if isinstance(each, Mapping) for key in each})
