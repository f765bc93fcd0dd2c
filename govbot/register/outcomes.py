"""What came of an import: each row's fate, its faults and what is worth knowing."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Fault(NamedTuple):
    """`column` as the file calls it, `expected` a sentence."""

    line: int
    column: str
    value: str
    expected: str


class Note(NamedTuple):
    """`line` 0: about the file as a whole."""

    line: int
    text: str


class Result(NamedTuple):
    """`changes`: column to [before, after], as JSON values."""

    line: int
    ref: str
    name: str
    outcome: Outcome
    changes: dict[str, list[Any]]


@dataclass
class Report:
    dry_run: bool
    rows: list[Result] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def counts(self) -> dict[Outcome, int]:
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}
