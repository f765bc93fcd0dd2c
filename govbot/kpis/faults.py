"""The faults of a filled form, gathered so that all of them are said at once, each on its field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from govbot.errors import Refusal, Refusals

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Faults:
    by_field: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, parse: Callable[P, T], *args: P.args, **options: P.kwargs) -> T | None:
        """What was read, or None with the fault noted on that field."""
        try:
            return parse(*args, **options)
        except Refusal as refusal:
            self.by_field[name] = refusal.text
        except Refusals as refusals:
            self.by_field |= refusals.by_field
        return None

    def check(self) -> None:
        if self.by_field:
            raise Refusals(self.by_field)
