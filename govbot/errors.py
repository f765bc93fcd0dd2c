"""What can go wrong in a way a person can mend: refusals, said in a sentence meant for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Refusal(Exception):
    """An expected no. Its text (mrkdwn, see `quoted`) goes to the person as it stands and says what to do next.

    `field` names the form's field (its block_id) that the sentence belongs to, where there is one.
    """

    def __init__(self, text: str, *, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class Ambiguous(Refusal):
    """What was typed fits several things. `typed` is the part of the text that does; `choices` maps what each is
    called to what to type instead. Where buttons can be shown, the command goes on with the one that is pressed.
    """

    def __init__(self, text: str, *, typed: str, choices: dict[str, str]) -> None:
        super().__init__(text)
        self.typed = typed
        self.choices = choices


class Refusals(Exception):
    """Several faults of one form at once: field (block_id) to sentence."""

    def __init__(self, by_field: dict[str, str]) -> None:
        super().__init__("; ".join(by_field.values()))
        self.by_field = by_field


@dataclass
class Faults:
    """The faults of a filled form, gathered so that all of them are said at once, each on its field."""

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


class Misconfigured(Refusal):
    """A setting is missing or wrong; the text names it and says how to get it."""


def quoted(text: str, most: int = 80) -> str:
    """Text of people inside a sentence: in quotes, kept short, and unable to mention or link."""
    text = " ".join(text.split())
    text = text if len(text) <= most else text[: most - 1] + "…"
    return "“" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "”"
