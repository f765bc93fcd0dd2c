"""What is known of due diligence across vendors, and what a vendor's card says of it in one line."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.selection import diligence, diligence_blocks
from govbot.selection.diligence import Line
from govbot.selection.models import Candidate, Diligence
from govbot.slack.text import day
from govbot.vendors import trial
from govbot.vendors.models import RETIRED, Vendor

SOON = 30  # days before something runs out in which a card names it


def files(session: Session, today: date) -> list[tuple[Vendor, list[Line]]]:
    """Of vendors whose file was begun and of candidates; those with the most to see to first."""
    begun = sa.or_(col(Vendor.id).in_(select(Diligence.vendor_id)), col(Vendor.id).in_(select(Candidate.vendor_id)))
    vendors = list(session.exec(select(Vendor).where(begun, col(Vendor.status).not_in(RETIRED))))
    rows = diligence.rows_of(session, [vendor.id for vendor in vendors])
    found = [(vendor, diligence.lines(vendor, rows[vendor.id], today)) for vendor in vendors]
    return sorted(found, key=lambda each: (-len(diligence.missing(each[1])), each[0].name_key))


def summary(session: Session, vendor: Vendor, today: date) -> str:
    """`9 of 24 items, 1 ran out`; empty for a vendor that never was on trial and has no file."""
    found = diligence.file_of(session, vendor, today)
    tried = trial.on(session, vendor)
    if not tried and not any(line.row for line in found):
        return ""
    ends = min((line.until for line in found if line.until and not line.open), default=None)
    soon = f", next runs out on {day(ends)}" if ends and (ends - today).days <= SOON else ""
    gate = "; it cannot go live yet" if tried and diligence.missing(found) else ""
    return f"{diligence_blocks.summary(found)}{soon}{gate}"
