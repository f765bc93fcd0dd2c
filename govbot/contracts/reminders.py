"""What falls due of contracts: the day by which a term is to be decided, then the day on which it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.reminders.models import Finish, Kind, Reminder
from govbot.vendors.models import RETIRED, Vendor
from govbot.workspace import Workspace

NOTICE, END = "contract_notice", "contract_end"
DECIDE = Finish("contract.decide:1", "Decide")
CHANGE = Finish("contract.change:1", "Change")
FINISH = Finish("contract.end:1", "It has ended")
STANDING = (col(Contract.ended_on).is_(None), col(Vendor.status).not_in(RETIRED))
UNDECIDED = col(Contract.decision).is_(None)
# What renews by itself as was decided asks nothing of anybody.
ENDING = sa.and_(
    col(Contract.decision).is_not(None),
    sa.or_(col(Contract.renewal) != Renewal.AUTO, col(Contract.decision) != Decision.RENEW),
)


@dataclass(frozen=True)
class Days:
    """One of the days that follow from a contract; `open` says which contracts it matters of."""

    name: str
    day: Any  # the column, which is indexed
    open: sa.ColumnElement[bool]

    def due(self, session: Session, _workspace: Workspace, until: date) -> Iterator[Reminder]:
        return self._read(session, self.day <= until)

    def one(self, session: Session, _workspace: Workspace, number: str) -> Reminder | None:
        return next(self._read(session, sa.and_(col(Contract.id) == int(number), self.day.is_not(None))), None)

    def _read(self, session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
        wanted = select(Contract, Vendor).join(Vendor, col(Vendor.id) == col(Contract.vendor_id))
        wanted = wanted.where(*STANDING, self.open, which).order_by(self.day, col(Contract.id))
        for contract, vendor in session.exec(wanted):
            yield Reminder(
                kind=self.name,
                subject=f"{self.name}:{contract.id}",
                title=_title(self.name, contract),
                due=getattr(contract, self.day.key),
                stages=playbook.load().reminders.stages(self.name, vendor.tier),
                finish=_finish(self.name, contract),
                value=str(contract.id),
                vendor_id=vendor.id,
                vendor=vendor.name,
                person_id=contract.person_id,
            )


KINDS: tuple[Kind, ...] = (Days(NOTICE, Contract.notice_by, UNDECIDED), Days(END, Contract.until, ENDING))


def _title(name: str, contract: Contract) -> str:
    if name == NOTICE:
        return f"Decide about contract {contract.reference}"
    if contract.decision is Decision.TERMINATE:
        return f"Contract {contract.reference} ends"
    return (
        f"New {'end' if contract.decision is Decision.RENEW else 'terms'} of contract {contract.reference} to be signed"
    )


def _finish(name: str, contract: Contract) -> Finish:
    if name == NOTICE:
        return DECIDE
    return FINISH if contract.decision is Decision.TERMINATE else CHANGE
