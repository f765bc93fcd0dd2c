"""What falls due here: evidence that runs out, was asked for or waits for a decision; and what a vendor lacks."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.evidence import finding, holding
from govbot.evidence.models import WAITING, Evidence, Status
from govbot.playbook.reminders import Stage
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.vendors import finding as vendors
from govbot.vendors.models import UNGOVERNED, Vendor
from govbot.workspace import Workspace

REQUEST = Finish("evidence.request:1", "Request now")
FILE = Finish("evidence.file:1", "File")
DECIDE = Finish("evidence.decide:1", "Accept")
MISSING = Finish("evidence.missing:1", "Request")
NAMED = 2  # of what is missing, in the title of its reminder


def _evidence(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    """A bridge letter has no day of its own: what it extends has that day."""
    wanted = select(Evidence, Vendor).join(Vendor, col(Vendor.id) == col(Evidence.vendor_id))
    wanted = wanted.where(*finding.STANDING, col(Evidence.bridges_id).is_(None), col(Evidence.due).is_not(None))
    wanted = wanted.where(col(Vendor.status).not_in(UNGOVERNED), which)
    underway = finding.underway(session)
    for piece, vendor in session.exec(wanted.order_by(col(Evidence.due), col(Evidence.id))):
        assert piece.due
        next_one = underway.get((piece.vendor_id, piece.kind, piece.title), piece)
        yield Reminder(
            kind="evidence",
            subject=piece.subject,
            title=_title(piece),
            due=piece.due,
            stages=_stages(piece, vendor),
            finish=_finish(next_one),
            value=str(next_one.id),
            vendor_id=vendor.id,
            vendor=vendor.name,
            person_id=piece.person_id,
        )


def _title(piece: Evidence) -> str:
    state = {Status.REQUESTED: "asked for", Status.ACCEPTED: "runs out"}.get(piece.status, "to accept or reject")
    return f"{finding.title(piece)}: {state}"


def _finish(piece: Evidence) -> Finish:
    """The next step of what is under way; what holds and has no successor yet is asked for."""
    if piece.status in WAITING:
        return DECIDE
    return REQUEST if piece.status is Status.ACCEPTED and not piece.title else FILE


def _stages(piece: Evidence, vendor: Vendor) -> tuple[Stage, ...]:
    thing = {Status.ACCEPTED: "evidence", Status.REQUESTED: "evidence_request"}.get(piece.status, "evidence_decision")
    return playbook.load().reminders.stages(thing, vendor.tier)


class Missing:
    """Everything that a vendor lacks is one thing: nobody wants seven messages about it."""

    name = "evidence_missing"

    def due(self, session: Session, workspace: Workspace, until: date) -> Iterator[Reminder]:
        found = holding.gaps(session, workspace, holding.vendors_with_duties(session))
        return (_gap(gap) for gap in found if gap.due <= until)

    def one(self, session: Session, workspace: Workspace, number: str) -> Reminder | None:
        found = holding.gaps(session, workspace, [vendors.by_id(session, int(number))])
        return _gap(found[0]) if found else None


def _gap(gap: holding.Gap) -> Reminder:
    return Reminder(
        kind=Missing.name,
        subject=f"{Missing.name}:{gap.vendor.id}",
        title=f"Missing: {lacking([kind.title for kind in gap.kinds])}",
        due=gap.due,
        stages=playbook.load().reminders.stages(Missing.name, gap.vendor.tier),
        finish=MISSING,
        value=str(gap.vendor.id),
        vendor_id=gap.vendor.id,
        vendor=gap.vendor.name,
    )


def lacking(titles: list[str]) -> str:
    """`SOC 2 type II report, Penetration test and 3 more`."""
    left = len(titles) - NAMED
    return ", ".join(titles[:NAMED]) + (f" and {left} more" if left > 0 else "")


EVIDENCE = Rows("evidence", Evidence, _evidence)
MISSING_OF = Missing()
KINDS: tuple[Kind, ...] = (EVIDENCE, MISSING_OF)
