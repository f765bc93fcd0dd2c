"""The candidates of a selection side by side, as a table of text that a phone can hold."""

from collections.abc import Sequence
from decimal import Decimal
from string import ascii_uppercase

from govbot import playbook
from govbot.selection import scoring
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection

SIDE_BY_SIDE = 4  # columns of one table
LABEL, COLUMN = 14, 5


def lacking(selection: Selection, keys: Sequence[str]) -> str:
    """Which criteria are not scored, inside a sentence."""
    return "nothing of it" if len(keys) == len(selection.weights) else f"not {', '.join(map(short, keys))}"


def short(key: str) -> str:
    """A criterion that the playbook has no longer keeps its key."""
    criteria = playbook.load().selection.criteria
    return criteria[key].short if key in criteria else key


def tables(found: Board) -> list[str]:
    """Criteria down, candidates across by their letters, a few at a time; the last line is of 100."""
    lettered = [(letter(at), entry) for at, entry in enumerate(found.entries)]
    chunks = [lettered[at : at + SIDE_BY_SIDE] for at in range(0, len(lettered), SIDE_BY_SIDE)]
    return [_table(found.selection, chunk) for chunk in chunks]


def letter(at: int) -> str:
    """`A` to `Z`, and numbers where so many came and went."""
    return ascii_uppercase[at] if at < len(ascii_uppercase) else str(at + 1)


def _table(selection: Selection, chunk: Sequence[tuple[str, Entry]]) -> str:
    rows = [("", [letter for letter, _ in chunk])]
    for key, weight in selection.weights.items():
        rows.append((f"{short(key)} {weight}", [_cell(entry.candidate.scores.get(key)) for _, entry in chunk]))
    rows.append(("Of 100", [_cell(scoring.of(selection, entry.candidate.scores)) for _, entry in chunk]))
    return "\n".join(label.ljust(LABEL) + "".join(cell.rjust(COLUMN) for cell in cells) for label, cells in rows)


def _cell(value: int | Decimal | None) -> str:
    return "–" if value is None else scoring.said(Decimal(value))
