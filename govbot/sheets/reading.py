"""A file of rows as people keep them (CSV in any usual form), each with the line where an editor shows it."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from govbot.errors import Refusal

SEPARATORS = ",;\t"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # what Excel reads before the header
SAVE_AS = "In a spreadsheet, save it as “CSV UTF-8”, then import that file."


class Unreadable(Refusal):
    """Nothing of the file was imported; the sentence says what to do."""


class Held(NamedTuple):
    """A file that is in memory already; `name` is how sentences call it."""

    name: str
    content: bytes


File = Path | Held


class Cells(NamedTuple):
    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A file as rows of text: its first one, and the others as often as they are asked for."""

    first: list[str]
    separator: str
    notes: list[str]
    _text: str

    def rows(self) -> Iterator[Cells]:
        """Rows that say something, after the first."""
        parsed = _parse(self._text, self.separator)
        next(parsed)
        return parsed


def read(file: File, recognised: Callable[[list[str]], int]) -> Sheet | None:
    """The rows of that file, None where it has none; `recognised` says how many cells are names of columns.

    Raises `Unreadable` with what to do.
    """
    text, notes = _decode(_bytes(file), file.name)
    told = SEP_LINE.match(text)
    text = "\n" + text[told.end() :] if told else text
    separator = told[1] if told else _separator(text, recognised)
    first = next(_parse(text, separator), None)
    return Sheet(first.cells, separator, notes, text) if first else None


def _bytes(file: File) -> bytes:
    if isinstance(file, Held):
        return file.content
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {file}. Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise Unreadable(f"{file} is a folder. Name the CSV file in it.") from error
    except PermissionError as error:
        raise Unreadable(f"{file} may not be read. Ask its owner for access, or copy it somewhere else.") from error
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error


def _decode(content: bytes, name: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    if content.startswith(b"PK\x03\x04"):
        raise Unreadable(f"{name} is a workbook, not a CSV file. {SAVE_AS}")
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        notes.append("The file is not UTF-8; it was read as Windows-1252. Check names with accents.")
        text = _windows(content, name)
    if NOT_TEXT.search(text):
        raise Unreadable(f"{name} is not a text file. {SAVE_AS}")
    return text, notes


def _windows(content: bytes, name: str) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name} is not a text file in UTF-8 or Windows-1252. {SAVE_AS}") from error


def _separator(text: str, recognised: Callable[[list[str]], int]) -> str:
    """The one with which the first line names most columns that we know."""

    def known_columns(separator: str) -> tuple[int, int]:
        try:
            first = next(_parse(text, separator), None)
        except Unreadable:
            return (0, 0)
        return (recognised(first.cells), len(first.cells)) if first else (0, 0)

    return max(SEPARATORS, key=known_columns)


def _parse(text: str, separator: str) -> Iterator[Cells]:
    """Strict, because otherwise one forgotten quotation mark would swallow all that follows it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(
                f"From line {line} on the file cannot be read: a quotation mark is opened and not closed, or stands in"
                ' the middle of a cell. Write it twice inside a quoted cell: "so ""called"" support".'
            ) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Cells(line, cells)
