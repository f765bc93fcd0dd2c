"""Reads the playbook's YAML into typed values; a mistake is named by file, line and key."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import BaseModel, ValidationError

from govbot.errors import Misconfigured
from govbot.playbook import source
from govbot.playbook.book import Playbook
from govbot.playbook.source import Mistake, Mistaken, Source


@cache
def shipped() -> Playbook:
    """The playbook as it comes with govbot."""
    return read(files("govbot.playbook"))


@cache
def plain() -> Mapping[str, Any]:
    """The shipped playbook as plain values, each part by its name; nobody changes them."""
    folder = files("govbot.playbook")
    return {name: _parse(folder / f"{name}.yaml").data for name in Playbook.model_fields}


def read(folder: Traversable) -> Playbook:
    """The playbook of a folder with one YAML file for each part, or `Misconfigured` naming the first mistake."""
    parts = {
        name: _read_part(folder / f"{name}.yaml", field.annotation) for name, field in Playbook.model_fields.items()
    }
    try:
        return Playbook.model_validate(parts)
    except ValidationError as error:
        raise Misconfigured(f"The playbook contradicts itself. {_sentence(error)}.") from error


def _read_part(file: Traversable, model: Any) -> BaseModel:
    parsed = _parse(file)
    try:
        part: BaseModel = model.model_validate(parsed.data)
    except ValidationError as error:
        place = [str(step) for step in error.errors()[0]["loc"]]
        raise _wrong(file.name, Mistake(parsed.line(place) or 1, ".".join(place), _sentence(error))) from error
    return part


def _parse(file: Traversable) -> Source:
    try:
        parsed = source.read(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misconfigured(f"The playbook lacks {file.name}. Restore it.") from error
    except UnicodeDecodeError as error:
        raise _wrong(file.name, Mistake(0, "", "this is not YAML in UTF-8")) from error
    except Mistaken as mistaken:
        raise _wrong(file.name, mistaken.mistakes[0]) from mistaken
    if parsed.tree is None:
        raise Misconfigured(f"The playbook's {file.name} is empty. Restore it.")
    return parsed


def _wrong(name: str, mistake: Mistake) -> Misconfigured:
    return Misconfigured(f"The playbook is wrong in {name}{mistake}")


def _sentence(error: ValidationError) -> str:
    return error.errors()[0]["msg"].removeprefix("Value error, ").rstrip(".")
