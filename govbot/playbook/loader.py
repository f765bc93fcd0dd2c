"""Reads the playbook's YAML into typed values; a mistake is named by file, line and key."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from govbot.errors import Misconfigured
from govbot.playbook.book import Playbook

Place = Sequence[int | str]


@cache
def load() -> Playbook:
    """The playbook as shipped."""
    return read(files("govbot.playbook"))


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
    tree, data = _parse(file)
    try:
        part: BaseModel = model.model_validate(data)
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        raise _mistake(file.name, _mark(tree, place), _path(place), _sentence(error)) from error
    return part


def _parse(file: Traversable) -> tuple[yaml.Node, Any]:
    """The file as nodes, which know their lines, and as plain values."""
    try:
        loader = yaml.SafeLoader(file.read_text(encoding="utf-8"))
        tree = loader.get_single_node()
        if tree is None:
            raise Misconfigured(f"The playbook's {file.name} is empty. Restore it.")
        _refuse_repeated_keys(file.name, tree)
        return tree, loader.construct_document(tree)
    except OSError as error:
        raise Misconfigured(f"The playbook lacks {file.name}. Restore it.") from error
    except yaml.MarkedYAMLError as error:
        raise _mistake(file.name, error.problem_mark, "", error.problem or "this is not YAML") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _mistake(file.name, None, "", "this is not YAML in UTF-8") from error


def _refuse_repeated_keys(name: str, node: yaml.Node) -> None:
    """YAML itself silently keeps the last of two equal keys."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise _mistake(name, key.start_mark, key.value, "stands here twice")
            seen.add(key.value)
            _refuse_repeated_keys(name, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(name, item)


def _mistake(name: str, mark: yaml.Mark | None, path: str, sentence: str) -> Misconfigured:
    line = f", line {mark.line + 1}" if mark else ""
    return Misconfigured(f"The playbook is wrong in {name}{line}: {path + ': ' if path else ''}{sentence}.")


def _mark(tree: yaml.Node, place: Place) -> yaml.Mark | None:
    """Where the deepest part of the place stands that the file has."""
    node, mark = tree, tree.start_mark
    for step in place:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    node, mark = value, key.start_mark
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
    return mark


def _path(place: Place) -> str:
    return ".".join(str(step) for step in place)


def _sentence(error: ValidationError) -> str:
    return error.errors()[0]["msg"].removeprefix("Value error, ").rstrip(".")
