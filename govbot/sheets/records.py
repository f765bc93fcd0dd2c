"""A file of which every row must be right: typed records, or all faults with their lines and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from govbot.errors import Refusal
from govbot.sheets.reading import Cells, File, Sheet, Unreadable, read

T = TypeVar("T")
Row = Mapping[str, str]  # column: its text, trimmed; empty where the file says nothing
MOST_NAMED = 20


def typed(file: File, needed: Sequence[str], others: Sequence[str], parse: Callable[[Row], T]) -> list[T]:
    """Every row of the file as `parse` reads it; a Refusal of `parse` is the fault of its row.

    Raises `Unreadable` that names the columns which are missing, or each fault with its line.
    """
    sheet = read(file, lambda cells: sum(_key(cell) in {*needed, *others} for cell in cells))
    columns = _columns(sheet, needed, file.name)
    records: list[T] = []
    faults: list[str] = []
    for line in sheet.rows() if sheet else ():
        try:
            records.append(parse(_row(line, columns)))
        except Refusal as refusal:
            faults.append(f"Line {line.line}: {refusal.text}")
    if faults:
        more = f"\nand {len(faults) - MOST_NAMED} more." if len(faults) > MOST_NAMED else ""
        raise Unreadable("\n".join(["Nothing was imported. Mend these lines:", *faults[:MOST_NAMED]]) + more)
    return records


def _columns(sheet: Sheet | None, needed: Sequence[str], name: str) -> list[str]:
    columns = [_key(cell) for cell in sheet.first] if sheet else []
    missing = [column for column in needed if column not in columns]
    if missing:
        raise Unreadable(f"The first line of {name} must name the columns. Missing: {', '.join(missing)}.")
    twice = {column for column in columns if column and columns.count(column) > 1}
    if twice:
        raise Unreadable(f"{name} has the column {', '.join(sorted(twice))} twice. Remove one of them.")
    return columns


def _key(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_")


def _row(line: Cells, columns: Sequence[str]) -> Row:
    if len(line.cells) > len(columns) and any(cell.strip() for cell in line.cells[len(columns) :]):
        raise Refusal(
            f"It has {len(line.cells)} cells, the first line {len(columns)}."
            " Put a cell that holds the separator in quotation marks."
        )
    return {**dict.fromkeys(columns, ""), **{key: cell.strip() for key, cell in zip(columns, line.cells, strict=False)}}
