"""References and names that stand in a file more than once."""

from collections import defaultdict

from govbot.errors import Refusal
from govbot.register.reading import Table
from govbot.register.rows import Row
from govbot.vendors.names import clean_name, name_key


def _name(text: str) -> str:
    """As two names are compared; nothing for what is no name."""
    try:
        return name_key(clean_name(text))
    except Refusal:
        return ""


KEYS = {"ref": str.upper, "name": _name}


class Repeats:
    """Nobody can tell which of two rows is the right one, so none of them is taken."""

    def __init__(self, table: Table) -> None:
        self._lines: dict[str, dict[str, list[int]]] = {key: defaultdict(list) for key in KEYS}
        for line, cells in table.rows():
            for key, fold in KEYS.items():
                place = table.header.known.get(key)
                text = fold(cells[place.at].strip()) if place and place.at < len(cells) else ""
                if text:
                    self._lines[key][text].append(line)

    def refs(self) -> list[str]:
        """Every reference of the file, also of rows that are refused: none of them is given to another vendor."""
        return list(self._lines["ref"])

    def check(self, row: Row) -> None:
        for key, fold in KEYS.items():
            lines = self._lines[key].get(fold(row.text(key)), [])
            others = [str(line) for line in lines if line != row.line]
            if others:
                where = ", ".join(others[:5]) + (" and more" if len(others) > 5 else "")
                noun = "reference" if key == "ref" else "name"
                row.fault(key, f"A {noun} that stands in the file once; line {where} has it too.")
