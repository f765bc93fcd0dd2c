"""The file of a register: its columns known by name, its rows still text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govbot.register.columns import Header, header, recognised
from govbot.sheets import reading
from govbot.sheets.reading import Cells, Sheet, Unreadable


@dataclass(frozen=True)
class Table:
    """A register as text: its header, and its rows as often as they are asked for."""

    header: Header
    notes: list[str]
    sheet: Sheet

    def rows(self) -> Iterator[Cells]:
        return self.sheet.rows()


def read(file: Path) -> Table:
    """The register in that file, or `Unreadable` with what to do."""
    sheet = reading.read(file, recognised)
    if sheet is None:
        raise Unreadable(f"{file.name} is empty. Its first line must name the columns: name, function, tier and so on.")
    found, unknown = header(sheet.first)
    return Table(found, sheet.notes + unknown, sheet)
