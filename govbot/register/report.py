"""Tells what came of an import: tables for people, one JSON object for programs."""

import json
import unicodedata
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from govbot.register.outcomes import Note, Outcome, Report
from govbot.sheets.reading import Unreadable

WIDEST, SENTENCE = 60, 600  # characters that are shown of a value, and of a sentence about it
MOST = 50  # rows of a table; the whole is in the JSON
NAMED = 8  # lines listed of one note


def as_json(report: Report) -> str:
    """See docs/import.md. Only ASCII, so that no terminal and no pipe can spoil it."""
    return json.dumps(
        {
            "dry_run": report.dry_run,
            "counts": report.counts,
            "faults": [fault._asdict() for fault in report.faults],
            "notes": [{"line": note.line or None, "text": note.text} for note in report.notes],
            "rows": [row._asdict() for row in report.rows],
        }
    )


def failure_as_json(failure: Unreadable) -> str:
    return json.dumps({"error": failure.text})


def show(console: Console, report: Report) -> None:
    counts = report.counts
    _show_counts(console, report)
    if counts[Outcome.CHANGED]:
        _show_changes(console, report)
    if report.faults:
        _show_faults(console, report)
    if report.notes:
        _show_notes(console, report)
    if not counts[Outcome.CREATED] and not counts[Outcome.CHANGED]:
        console.print("Nothing was changed." if not report.dry_run else "Nothing would be changed.")
    elif report.dry_run:
        console.print("This was a dry run: nothing was written.")
    if counts[Outcome.REFUSED]:
        console.print("Mend the refused rows and import the file again: the others stay as they are.")


def _show_counts(console: Console, report: Report) -> None:
    grid = Grid("", "Rows", title="What would happen" if report.dry_run else "What happened", title_justify="left")
    grid.columns[1].justify = "right"
    for outcome, count in report.counts.items():
        grid.add_row(outcome.value, str(count))
    console.print(grid)


def _show_changes(console: Console, report: Report) -> None:
    grid = Grid("Vendor", "Column", "Before", "After", title="Changed", title_justify="left")
    rows = [
        (row, key, pair) for row in report.rows if row.outcome is Outcome.CHANGED for key, pair in row.changes.items()
    ]
    for row, key, (before, after) in rows[:MOST]:
        grid.add_row(*_texts(f"{row.ref} {row.name}", key, _said(before), _said(after)))
    console.print(grid)
    _show_rest(console, len(rows))


def _show_faults(console: Console, report: Report) -> None:
    grid = Grid("Line", "Column", "Value", "Expected", title="Refused", title_justify="left")
    grid.columns[0].justify = "right"
    for fault in report.faults[:MOST]:
        grid.add_row(
            *_texts(str(fault.line), fault.column, fault.value or "(empty)"), Text(harmless(fault.expected, SENTENCE))
        )
    console.print(grid)
    _show_rest(console, len(report.faults))


def _show_notes(console: Console, report: Report) -> None:
    grid = Grid("Lines", "Note", title="Worth knowing", title_justify="left")
    notes = _notes(report.notes)
    for text, lines in notes[:MOST]:
        grid.add_row(_listed(lines), Text(harmless(text, SENTENCE)))
    console.print(grid)
    _show_rest(console, len(notes))


def _show_rest(console: Console, total: int) -> None:
    if total > MOST:
        console.print(f"… and {total - MOST} more. `--json` lists them all.")


def _notes(notes: list[Note]) -> list[tuple[str, list[int]]]:
    """Each sentence once, with the lines it is about."""
    by_text = sorted(notes, key=lambda note: note.text)
    return [(text, [note.line for note in group]) for text, group in groupby(by_text, key=lambda note: note.text)]


def _listed(lines: list[int]) -> str:
    more = f" and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    return ", ".join(str(line) if line else "all" for line in lines[:NAMED]) + more


def _said(value: Any) -> str:
    if value is None or value in ("", []):
        return "(empty)"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _texts(*values: str) -> list[Text]:
    return [Text(harmless(value)) for value in values]


def harmless(text: str, widest: int = WIDEST) -> str:
    """Text of a file as a terminal may show it: on one line, clipped, nothing that steers the terminal."""
    shown = "".join(_visible(char) for char in " ⏎ ".join(text[: widest * 4].splitlines()))
    return shown if len(shown) <= widest else shown[: widest - 1] + "…"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "�"
    if category == "Cc":
        return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "�"
    # Marks that turn the direction of writing around would disguise what follows.
    return "" if category == "Cf" and unicodedata.bidirectional(char) != "BN" else char
