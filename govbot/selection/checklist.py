"""Rules of the selection checklist: each item done, not done or not applicable, by whom, when, with its evidence."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, select

from govbot import audit, playbook
from govbot.errors import Refusal, quoted
from govbot.selection.models import Answer, Checked
from govbot.vendors.models import Vendor

LONGEST = 500


class Given(NamedTuple):
    """An answer as it was filled in."""

    answer: Answer
    evidence: str = ""


def of(session: Session, vendor: Vendor) -> dict[str, Checked]:
    """The last answer to each item."""
    return {row.item: row for row in session.exec(select(Checked).where(Checked.vendor_id == vendor.id))}


def settled(rows: Mapping[str, Checked]) -> int:
    """How many items are done or do not apply."""
    items = playbook.load().selection.checklist.values()
    return sum(rows[item.key].answer is not Answer.NOT for item in items if item.key in rows)


def answer(session: Session, now: datetime, actor: str, vendor: Vendor, given: Mapping[str, Given]) -> list[Checked]:
    """Only what differs from the last answer is written down; returns that."""
    session.refresh(vendor, with_for_update=True)
    if vendor.retired:
        raise Refusal(f"{quoted(vendor.name)} is {vendor.status.value}: its checklist stays as it is.")
    known, titles = of(session, vendor), {item.key: item.title for item in playbook.load().selection.checklist.values()}
    changed = []
    for key, (said, evidence) in given.items():
        row = known.get(key)
        if row and (row.answer, row.evidence) == (said, evidence):
            continue
        row = row or Checked(vendor_id=vendor.id, item=key, answer=said, by=actor, at=now)
        row.answer, row.evidence, row.by, row.at = said, evidence[:LONGEST], actor, now
        session.add(row)
        session.flush()
        audit.record(
            session, now, actor, "checklist.answered", f"checked:{row.id}", about=vendor.subject,
            item=titles[key], answer=said.label, evidence=row.evidence,
        )  # fmt: skip
        changed.append(row)
    return changed
