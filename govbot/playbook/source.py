"""YAML as nodes, which know their lines, and as plain values; a mistake is named by line and key."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

Place = Sequence[int | str]
DEEPEST = 20
KEYS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int")


@dataclass(frozen=True)
class Mistake:
    """`line` counts from 1; 0 where it stands in none."""

    line: int
    path: str
    sentence: str

    def __str__(self) -> str:
        """`, line 7: kinds.risk: is missing.`: what follows the file's name."""
        return f"{f', line {self.line}' if self.line else ''}: {self.path + ': ' if self.path else ''}{self.sentence}."


class Mistaken(Exception):
    """All that is wrong with a text, in the order of its lines."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(map(str, mistakes)))
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line))


class _Loader(yaml.SafeLoader):
    """The plain words of YAML 1.2: 22:00 is a time, no is Norway, 2026-01-01 a text; and nothing is merged."""

    _depth = 0

    def __init__(self, text: str) -> None:
        super().__init__(text)
        if yaml.__with_libyaml__:  # reads five times as fast, which every start of govbot feels
            events = yaml.CSafeLoader(text)
            for name in ("check_event", "get_event", "peek_event"):
                setattr(self, name, getattr(events, name))

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Anchors let a small text mean a huge one, tags make objects of it, and depth exhausts whoever reads it."""
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML is typed in parts
        if getattr(event, "anchor", None):
            raise _at(event.start_mark, "anchors (& and *) are not understood here; write it out")
        if getattr(event, "tag", None):
            raise _at(event.start_mark, "tags (!) are not understood here; leave it out, or put the text in quotes")
        if self._depth == DEEPEST:
            raise _at(event.start_mark, f"nothing here is more than {DEEPEST} levels deep")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


_Loader.yaml_implicit_resolvers = {}
for _tag, _words, _starts in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(0|[1-9][0-9]{0,17})", list("-+0123456789")),
    ("float", r"[-+]?[0-9]{1,18}\.[0-9]+|\.[0-9]+", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_words})$"), _starts)


@dataclass(frozen=True)
class Source:
    """`tree` is None where there is nothing but comments."""

    tree: yaml.Node | None
    data: Any

    def line(self, place: Place) -> int:
        """Where the deepest part of the place stands that the text has; 0 where it has none of it."""
        node, line = self.tree, 0
        for step in place:
            found = next((pair for pair in _children(node) if pair[0] == str(step)), None)
            if found is None:
                break
            _, mark, node = found
            line = mark.line + 1
        return line


def read(text: str) -> Source:
    """One document; raises `Mistaken` where this is no YAML, or more than the plain kind."""
    try:
        loader = _Loader(text)
        tree = loader.get_single_node()
        if tree is None:
            return Source(None, None)
        repeated = list(_repeated_keys(tree))
        if repeated:
            raise Mistaken(repeated)
        return Source(tree, loader.construct_document(tree))
    except yaml.MarkedYAMLError as error:
        what = ", ".join(part for part in (error.context, error.problem) if part)
        raise _at(error.problem_mark, what or "this is not YAML") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Mistaken([Mistake(line, "", f"the character U+{error.character:04X} cannot stand here")]) from error


def _at(mark: yaml.Mark | None, sentence: str) -> Mistaken:
    return Mistaken([Mistake(mark.line + 1 if mark else 0, "", sentence)])


def _repeated_keys(node: yaml.Node, path: str = "") -> Iterator[Mistake]:
    """YAML itself silently keeps the last of two equal keys."""
    seen: set[str] = set()
    for key, mark, value in _children(node):
        here = f"{path}.{key}" if path else key
        if key in seen:
            yield Mistake(mark.line + 1, here, "stands here twice")
        seen.add(key)
        yield from _repeated_keys(value, here)


def _children(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Mark, yaml.Node]]:
    """What is inside, each with its key (a number in a list) and where it stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.tag not in KEYS:
                raise _at(key.start_mark, "a key is a word or a whole number; put anything else in quotes")
            yield key.value, key.start_mark, value
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield str(number), value.start_mark, value
