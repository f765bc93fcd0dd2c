"""What falls due here: the decision of a selection, and what runs out in a due-diligence file."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.playbook.due_diligence import Area
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.selection.models import Candidate, Diligence, Selection
from govbot.vendors.models import RETIRED, UNGOVERNED, Tier, Vendor
from govbot.workspace import Workspace

FILE = Finish("diligence.file:1", "File")
DECIDE = Finish("select.decide:1", "Decide")


class Ending(NamedTuple):
    """An item of a file and its last day."""

    vendor: Vendor
    area: Area
    title: str
    until: date


class Expiring:
    """All that runs out in one area of a vendor's file is one thing, due when the first of it runs out."""

    name = "diligence"

    def due(self, session: Session, workspace: Workspace, until: date) -> Iterator[Reminder]:
        found = [each for each in _endings(session, _may_end(until)) if each.until <= until]
        return _grouped(found)

    def one(self, session: Session, workspace: Workspace, number: str) -> Reminder | None:
        vendor, _, area = number.partition("-")
        mine = _endings(session, col(Diligence.vendor_id) == int(vendor))
        return next(_grouped([each for each in mine if each.area.key == area]), None)


def _may_end(until: date) -> sa.ColumnElement[bool]:
    """Without those that were filed too shortly before: most of them."""
    items = playbook.load().due_diligence.by_key.values()
    shortest = min((months for item in items for months in (item.months, *item.tighter.values()) if months), default=0)
    return sa.or_(col(Diligence.dated) <= until - relativedelta(months=shortest), col(Diligence.stated) <= until)


def _endings(session: Session, which: sa.ColumnElement[bool]) -> list[Ending]:
    """Of vendors that work for us, and of prospects that are looked at in a selection."""
    looked_at = select(Candidate.vendor_id).join(Selection, col(Selection.id) == col(Candidate.selection_id))
    looked_at = looked_at.where(col(Selection.decided_at).is_(None), col(Candidate.dropped_at).is_(None))
    ours = sa.or_(
        col(Vendor.status).not_in(UNGOVERNED),
        sa.and_(col(Vendor.status).not_in(RETIRED), col(Vendor.id).in_(looked_at)),
    )
    wanted = select(Diligence, Vendor).join(Vendor, col(Vendor.id) == col(Diligence.vendor_id))
    wanted = wanted.where(col(Diligence.waived).is_(False), ours, which)
    areas = playbook.load().due_diligence.areas.values()
    places = {item.key: (area, item) for area in areas for item in area.items.values()}
    found = []
    for row, vendor in session.exec(wanted.order_by(col(Diligence.vendor_id), col(Diligence.id))):
        area, item = places.get(row.item, (None, None))
        if area is None or item is None or not item.asked_of(vendor.tier):
            continue
        until = item.until(vendor.tier, row.dated, row.stated)
        found += [Ending(vendor, area, item.title, until)] if until else []
    return found


def _grouped(found: list[Ending]) -> Iterator[Reminder]:
    in_order = sorted(found, key=lambda each: (each.vendor.id, each.area.key, each.until))
    for _, same in groupby(in_order, key=lambda each: (each.vendor.id, each.area.key)):
        first, *more = same
        subject = f"{Expiring.name}:{first.vendor.id}-{first.area.key}"
        also = f" and {len(more)} more" if more else ""
        yield Reminder(
            kind=Expiring.name,
            subject=subject,
            title=f"Due diligence runs out: {first.title}{also}",
            due=first.until,
            stages=playbook.load().reminders.stages(Expiring.name, first.vendor.tier),
            finish=FILE,
            value=f"{first.vendor.id}:{first.area.key}",
            vendor_id=first.vendor.id,
            vendor=first.vendor.name,
        )


def _selections(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    """For whoever runs it. It belongs to no vendor."""
    wanted = select(Selection).where(col(Selection.decided_at).is_(None), which)
    for selection in session.exec(wanted.order_by(col(Selection.due), col(Selection.id))):
        yield Reminder(
            kind="selection",
            subject=selection.subject,
            title=f"Decide the selection {selection.name}",
            due=selection.due,
            stages=playbook.load().reminders.stages("selection", Tier.MEDIUM),
            finish=DECIDE,
            value=str(selection.id),
            person_id=selection.owner_id,
        )


DILIGENCE = Expiring()
KINDS: tuple[Kind, ...] = (DILIGENCE, Rows("selection", Selection, _selections))
