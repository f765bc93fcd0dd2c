"""A playbook as YAML that can be read, edited and applied, with a mark where it differs from the shipped one."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

LONGEST = 100  # characters of what was shipped, beside what is now
WIDE = 1_000_000  # so that nothing is broken into lines


class _OneLine(yaml.SafeDumper):
    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\n" in text else None)


_OneLine.add_representer(str, _text)


def on_one_line(value: Any) -> str:
    """`weekly`, `[14, 7, 1]`, `{critical: weekly, high: monthly}`."""
    dumped: str = yaml.dump(
        value, Dumper=_OneLine, default_flow_style=True, allow_unicode=True, sort_keys=False, width=WIDE
    )
    return dumped.removesuffix("\n").removesuffix("\n...")


def in_yaml(now: Mapping[Any, Any], shipped: Mapping[Any, Any]) -> str:
    """Applied, it changes nothing: what was taken out stands there as null."""
    return "".join(f"{line}\n" for line in _lines(now, shipped, ""))


def _lines(now: Mapping[Any, Any], shipped: Mapping[Any, Any], margin: str) -> Iterator[str]:
    for key, value in now.items():
        there = shipped.get(key)
        if isinstance(value, Mapping) and value:
            yield f"{margin}{on_one_line(key)}:" + ("" if key in shipped else "  # not shipped")
            yield from _lines(value, there if isinstance(there, Mapping) else {}, f"{margin}  ")
        else:
            yield f"{margin}{on_one_line(key)}: {on_one_line(value)}{_mark(value, there)}"
    for key in shipped:
        if key not in now:
            yield f"{margin}{on_one_line(key)}: null{_mark(None, shipped[key])}"


def _mark(value: Any, there: Any) -> str:
    if value == there:
        return ""
    if there is None:
        return "  # not shipped"
    was = on_one_line(there)
    return f"  # shipped: {was if len(was) <= LONGEST else was[: LONGEST - 1] + '…'}"
