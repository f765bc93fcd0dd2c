"""One row of a register: every cell typed, and what its cells say of each other checked."""

from dataclasses import dataclass, field
from typing import Any

from govbot.errors import Refusal
from govbot.register.cells import NEEDED, PARSERS, Surroundings
from govbot.register.columns import Header
from govbot.register.outcomes import Fault, Note
from govbot.sheets.reading import Cells
from govbot.vendors import periods
from govbot.vendors.money import Amount


@dataclass
class Row:
    """`values`: our key to typed value, for cells that say something. `others`: columns we do not know."""

    line: int
    header: Header
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def text(self, key: str) -> str:
        """The cell as it stands, without the spaces around it."""
        place = self.header.known.get(key)
        return self.cells[place.at].strip() if place and place.at < len(self.cells) else ""

    def fault(self, key: str, expected: str) -> None:
        """`key` is ours; the person reads the file's own title."""
        place = self.header.known.get(key)
        self.faults.append(Fault(self.line, place.title if place else key, self.text(key), expected))

    def note(self, text: str) -> None:
        self.notes.append(Note(self.line, text))


def typed(line: Cells, header: Header, around: Surroundings) -> Row:
    """The row with its values, or with each of its faults."""
    row = Row(line.line, header, line.cells)
    for key in header.known:
        _type(row, key, around)
    for title, place in header.others.items():
        if place.at < len(row.cells) and row.cells[place.at].strip():
            row.others[title] = row.cells[place.at]
    surplus = [cell for cell in row.cells[header.width :] if cell.strip()]
    if surplus:
        row.faults.append(
            Fault(row.line, f"column {header.width + 1}", surplus[0], f"No more than {header.width} cells, as the first"
                  " line has. Put a cell that holds the separator in quotation marks.")
        )  # fmt: skip
    for check in (_money, _contract, _duties, _channel):
        check(row, around)
    return row


def _type(row: Row, key: str, around: Surroundings) -> None:
    text = row.text(key)
    if not text:
        if key in NEEDED:
            row.fault(key, NEEDED[key])
        return
    try:
        row.values[key] = PARSERS[key](text, around)
    except Refusal as refusal:
        row.fault(key, refusal.text)


def _money(row: Row, _: Surroundings) -> None:
    money = row.values.get("annual_value")
    if not isinstance(money, Amount):
        return
    row.values["annual_value"] = money.value
    named, possible = row.values.get("currency"), money.currencies
    if named and possible and named not in possible:
        row.fault("annual_value", f"An amount in {named}, as the currency column says; this one says {possible[0]}.")
    elif not named and len(possible) == 1:
        row.values["currency"] = possible[0]
    elif not named and possible and not row.text("currency"):
        row.fault("annual_value", f"An amount with its currency: {' or '.join(possible)}.")


def _contract(row: Row, _: Surroundings) -> None:
    start, end = row.values.get("contract_start"), row.values.get("contract_end")
    if not (start and end):
        return
    if end < start:
        row.fault("contract_end", f"A day on or after the contract's start, {start}.")
    elif "notice_days" in row.values and periods.before(end, row.values["notice_days"]) < start:
        row.note("The notice period is longer than the contract. Check both.")


def _duties(row: Row, _: Surroundings) -> None:
    owner, backup = row.values.get("owner_email"), row.values.get("backup_email")
    if owner and backup and owner.id == backup.id:
        # The rest of the row is right, and a vendor without a backup is what the ladder copes with every day.
        del row.values["backup_email"]
        row.note("The backup is the owner, who cannot stand in for themselves: no backup was taken from this row.")
    if not owner and not row.text("owner_email"):
        row.note("Nobody owns it: it will be shown as unowned.")


def _channel(row: Row, around: Surroundings) -> None:
    named = row.values.pop("channel", None)
    if named is None:
        return
    plain = named.removeprefix("#").casefold()
    found = around.channels.get(plain) or next((id_ for id_ in around.channels.values() if id_ == named), None)
    if found:
        row.values["channel"] = found
    else:
        row.note(f"Slack has no channel {named}, so none was set. Create it and import again, or use /vendor edit.")
