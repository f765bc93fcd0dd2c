"""Terms that are over: the next one of a contract that renews by itself begins, and its vendor's channel is told."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import audit, db
from govbot.contracts import rules
from govbot.contracts import service as contracts
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.contracts.reminders import NOTICE, STANDING, UNDECIDED
from govbot.reminders import cards
from govbot.slack.text import clip, day, escape
from govbot.vendors import telling
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


def run(engine: Engine, workspace_id: int, now: datetime) -> int:
    """On business days, from the hour of the round on; returns how many terms began."""
    with db.read(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        today = workspace.today(now)
        begun = workspace.calendar.round_at(today, workspace.round_time) <= now
        if not begun or not _passed(session, today):
            return 0
    with db.write(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        passed = _passed(session, today)
        for contract, vendor in passed:
            _renew(session, now, workspace, contract, vendor)
        return len(passed)


def _passed(session: Session, today: date) -> list[tuple[Contract, Vendor]]:
    """Contracts whose term is over and that renew by themselves, whether or not somebody had decided so."""
    over = select(Contract, Vendor).join(Vendor, col(Vendor.id) == col(Contract.vendor_id))
    over = over.where(*STANDING, Contract.renewal == Renewal.AUTO, col(Contract.until) < today)
    goes_on = sa.or_(UNDECIDED, col(Contract.decision) != Decision.TERMINATE)
    return list(session.exec(over.where(goes_on).order_by(col(Contract.id))))


def _renew(session: Session, now: datetime, workspace: Workspace, contract: Contract, vendor: Vendor) -> None:
    before, deadline, decided = contract.until, contract.notice_by, contract.decision
    contracts.derive(contract, workspace.today(now))
    session.add(contract)
    session.flush()
    audit.record(
        session, now, audit.SYSTEM, "contract.renewed", contract.subject, about=vendor.subject,
        reference=contract.reference, before=before, until=contract.until, decided=decided,
    )  # fmt: skip
    assert contract.until
    assert contract.notice_by
    text = f"🔁 Renewed by itself until {day(contract.until)}"
    if deadline and before and deadline <= before and not decided:
        cards.note(session, now, f"{NOTICE}:{contract.id}", deadline, f"{text}: nothing was decided.")
    how = f"Contract {contract.reference} has renewed by itself until {contract.until:%-d %B %Y}"
    rules.settle(session, now, audit.SYSTEM, contract, how)
    decision = "" if decided else " Nobody had decided about it."
    news = f"🔁 Contract *{escape(contract.reference)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref}) has"
    news += f" renewed by itself until {day(contract.until)}.{decision} The next notice is due by"
    news += f" {day(contract.notice_by)}."
    telling.tell(session, workspace, now, vendor, f"{contract.subject}:renewed:{contract.until}", news)
