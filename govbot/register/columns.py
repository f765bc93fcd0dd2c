"""Which column of a file means what."""

from dataclasses import dataclass
from typing import NamedTuple

from govbot.playbook.terms import fold
from govbot.register import words
from govbot.sheets.reading import Unreadable


class Place(NamedTuple):
    """Where a column stands in the file, and what it is called there."""

    at: int
    title: str


@dataclass(frozen=True)
class Header:
    """`known` by our key, `others` by the file's own title, kept as text."""

    known: dict[str, Place]
    others: dict[str, Place]
    width: int


def recognised(cells: list[str]) -> int:
    """How many cells are names of columns."""
    known = words.columns_by_word()
    return sum(fold(cell) in known for cell in cells)


def header(cells: list[str]) -> tuple[Header, list[str]]:
    """The columns of a file and what to say of them, or a Refusal that names the fault."""
    known: dict[str, Place] = {}
    others: dict[str, Place] = {}
    for index, cell in enumerate(cells):
        title = " ".join(cell.split()) or f"column {index + 1}"
        key = words.columns_by_word().get(fold(cell))
        taken = known if key else others
        twin = taken.get(key or title)
        if twin:
            raise Unreadable(
                f"Columns {twin.at + 1} (“{twin.title}”) and {index + 1} (“{title}”) mean the same."
                " Remove one of them or give it another name."
            )
        taken[key or title] = Place(index, title)
    _check_needed(known, cells)
    named = [f"“{title}”" for title in others if cells[others[title].at].strip()]
    notes = [f"Columns I do not know are kept as they are: {', '.join(named)}."] if named else []
    return Header(known, others, len(cells)), notes


def _check_needed(known: dict[str, Place], cells: list[str]) -> None:
    missing = [column for column in words.load().columns.values() if column.needed and column.key not in known]
    if missing:
        wanted = " and ".join(f"{column.key} (or {', '.join(column.synonyms[:3])})" for column in missing)
        found = ", ".join(f"“{cell.strip()[:40]}”" for cell in cells[:30] if cell.strip())
        raise Unreadable(f"The first line must name the columns. Missing: {wanted}. It says: {found}.")
