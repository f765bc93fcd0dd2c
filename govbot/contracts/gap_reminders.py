"""When clauses that are missing are to be there: by their day, or where an exception allows it by the end of that."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.contracts import finding, gaps
from govbot.contracts.models import Contract
from govbot.contracts.reminders import STANDING
from govbot.reminders.models import Finish, Kind, Reminder
from govbot.vendors import duties
from govbot.vendors.models import Duty, Vendor
from govbot.workspace import Workspace

GAPS = "contract_clauses"
LOOK = Finish("contract.clauses:1", "Clauses")
# Until when something is allowed against the rules, by what it is about: "contract:5".
Allowed = Callable[[Session], Mapping[str, date]]


def kinds(allowed: Allowed) -> tuple[Kind, ...]:
    return (MissingClauses(GAPS, allowed),)


@dataclass(frozen=True)
class MissingClauses:
    name: str
    allowed: Allowed

    def due(self, session: Session, _workspace: Workspace, until: date) -> Iterator[Reminder]:
        found = self._read(session, col(Contract.clauses_due) <= until)
        return (thing for thing in found if thing.due <= until)

    def one(self, session: Session, _workspace: Workspace, number: str) -> Reminder | None:
        which = sa.and_(col(Contract.id) == int(number), col(Contract.clauses_due).is_not(None))
        return next(self._read(session, which), None)

    def _read(self, session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
        wanted = select(Contract, Vendor).join(Vendor, col(Vendor.id) == col(Contract.vendor_id))
        found = session.exec(wanted.where(*STANDING, which).order_by(col(Contract.clauses_due), col(Contract.id))).all()
        holders = duties.holders_by_vendor(session, [vendor.id for _, vendor in found])
        ends = self.allowed(session) if found else {}
        for contract, vendor in found:
            lacking = gaps.known(contract, finding.of(session, vendor), vendor)
            owner = holders.get(vendor.id, {}).get(Duty.CONTRACT_OWNER)
            assert contract.clauses_due
            if lacking:
                yield Reminder(
                    kind=self.name,
                    subject=f"{self.name}:{contract.id}",
                    title=_title(contract, [clause.title for clause in lacking]),
                    due=max(contract.clauses_due, ends.get(contract.subject, date.min)),
                    stages=playbook.load().reminders.stages(self.name, vendor.tier),
                    finish=LOOK,
                    value=str(contract.id),
                    vendor_id=vendor.id,
                    vendor=vendor.name,
                    person_id=contract.clauses_person_id or (owner.id if owner else None),
                )


def _title(contract: Contract, lacking: list[str]) -> str:
    rest = f" and {len(lacking) - 2} more" if len(lacking) > 2 else ""
    return f"Contract {contract.reference} lacks {', '.join(title.lower() for title in lacking[:2])}{rest}"
