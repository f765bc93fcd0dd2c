"""Which vendor a row speaks of: by its reference, else by its name; and no two rows of one vendor."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from govbot.register.cells import REF
from govbot.register.rows import Row
from govbot.vendors import service as vendors
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key


class Matcher:
    """Remembers what this import did before, so that a dry run, which writes nothing, comes to the same end."""

    def __init__(self, refs: Sequence[str]) -> None:
        self._highest = max((_number(ref) for ref in refs), default=0)
        self._lines: dict[int, int] = {}  # vendor id: the row that spoke of it
        self._renamed: dict[str, Vendor] = {}  # names that vendors had before this import

    def match(self, session: Session, rows: Sequence[Row]) -> list[Vendor | None]:
        """For each good row its vendor, or None when it is new; what does not fit becomes a fault of the row."""
        known = _known(session, rows)
        by_ref = {vendor.ref: vendor for vendor in known}
        by_name = {vendor.name_key: vendor for vendor in known} | self._renamed
        matched = [self._one(row, by_ref, by_name) for row in rows]
        self._number(session, [row for row, vendor in zip(rows, matched, strict=True) if not vendor])
        return matched

    def _one(self, row: Row, by_ref: dict[str, Vendor], by_name: dict[str, Vendor]) -> Vendor | None:
        if row.faults:
            return None
        ref, key = row.values.get("ref"), name_key(row.values["name"])
        namesake = by_name.get(key)
        vendor = by_ref.get(ref) if ref else namesake
        if namesake and (vendor is None or vendor.id != namesake.id):
            row.fault("name", f"A name that no other vendor has; {namesake.ref} has this one already.")
            return None
        if vendor is None:
            return None
        line = self._lines.setdefault(vendor.id, row.line)
        if line != row.line:
            row.fault("name", f"A vendor of which no other row speaks; line {line} is about {vendor.ref} too.")
            return None
        if vendor.name_key != key:
            self._renamed[vendor.name_key] = vendor
            by_name[vendor.name_key] = vendor
        return vendor

    def _number(self, session: Session, new: Sequence[Row]) -> None:
        """References for new vendors that bring none, above all that are in use or in the file."""
        nameless = [row for row in new if not row.faults and "ref" not in row.values]
        if nameless:
            self._highest = max(self._highest, _number(vendors.next_ref(session)) - 1)
        for row in nameless:
            self._highest += 1
            row.values["ref"] = f"VND-{self._highest:04d}"


def _known(session: Session, rows: Sequence[Row]) -> list[Vendor]:
    good: list[dict[str, Any]] = [row.values for row in rows if not row.faults]
    refs = [values["ref"] for values in good if "ref" in values]
    names = [name_key(values["name"]) for values in good]
    # Two questions, because with an OR between them SQLite uses neither index.
    found = [
        *session.exec(select(Vendor).where(col(Vendor.ref).in_(refs))),
        *session.exec(select(Vendor).where(col(Vendor.name_key).in_(names))),
    ]
    return list({vendor.id: vendor for vendor in found}.values())


def _number(ref: str) -> int:
    return int(ref[4:]) if REF.fullmatch(ref) else 0
