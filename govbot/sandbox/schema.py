"""A payload against the Block Kit JSON schema, fast: a list of if/then by type is looked up, not tried out."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator, validators
from jsonschema.exceptions import ValidationError, best_match

from govbot.sandbox.shapes import Json

_all_of = Draft7Validator.VALIDATORS["allOf"]


class BlockKitSchema:
    def __init__(self, schema: Json) -> None:
        self._tables: dict[int, dict[str, Json] | None] = {}
        self._schema = schema
        extend: Any = validators.extend  # not typed in the stubs
        self._class = extend(Draft7Validator, {"allOf": self._by_type})
        self._validators: dict[str, Any] = {}

    def problems(self, definition: str, payload: Any) -> Iterator[str]:
        error = best_match(self._validator(definition).iter_errors(payload))
        if error is not None:
            pointer = "/".join(str(part) for part in error.absolute_path)
            yield f"{error.message[:300]} [json-pointer:/{pointer}]"

    def _validator(self, definition: str) -> Any:
        if definition not in self._validators:
            whole = self._schema | {"$ref": f"#/definitions/{definition}"}
            self._validators[definition] = self._class(whole)
        return self._validators[definition]

    def _by_type(self, validator: Any, branches: list[Json], instance: Any, schema: Json) -> Iterator[ValidationError]:
        if id(branches) not in self._tables:
            self._tables[id(branches)] = _table(branches)
        table = self._tables[id(branches)]
        if table is None or not isinstance(instance, dict):
            yield from _all_of(validator, branches, instance, schema)
        elif (then := table.get(str(instance.get("type")))) is not None:
            yield from validator.descend(instance, then)


def _table(branches: list[Json]) -> dict[str, Json] | None:
    """{type: what then holds}, where every branch is `if type is … then …`; None where it is not."""
    table: dict[str, Json] = {}
    for branch in branches:
        kind = branch.get("if", {}).get("properties", {}).get("type", {}).get("const")
        if set(branch) != {"if", "then"} or kind is None:
            return None
        table[kind] = branch["then"]
    return table
