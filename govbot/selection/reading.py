"""What is known of due diligence across vendors, and what a vendor's card says of it in one line."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.selection import checklist, diligence, diligence_blocks, finding, scoring
from govbot.selection.diligence import Line
from govbot.selection.models import Candidate, Diligence
from govbot.slack.text import clip, day, escape
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


def papers(session: Session, vendors: Sequence[Vendor], today: date) -> dict[int, str]:
    """`Due diligence 6 of 24 items · checklist 3 of 12`, by vendor."""
    rows = diligence.rows_of(session, [vendor.id for vendor in vendors])
    most = len(playbook.load().selection.checklist.values())
    found = {}
    for vendor in vendors:
        said = diligence_blocks.summary(diligence.lines(vendor, rows[vendor.id], today))
        settled = checklist.settled(checklist.of(session, vendor))
        found[vendor.id] = f"Due diligence {said} · checklist {settled} of {most}"
    return found


def summary(session: Session, vendor: Vendor, today: date) -> str:
    """`9 of 24 items, 1 ran out; candidate in Payroll (83.4)`; empty for one never on trial that has no file."""
    found = diligence.file_of(session, vendor, today)
    tried = trial.on(session, vendor)
    if not tried and not any(line.row for line in found):
        return ""
    ends = min((line.until for line in found if line.until and not line.open), default=None)
    soon = f", next runs out on {day(ends)}" if ends and (ends - today).days <= SOON else ""
    gate = "; it cannot go live yet" if tried and diligence.missing(found) else ""
    return f"{diligence_blocks.summary(found)}{soon}{gate}{_looked_at(session, vendor)}"


def _looked_at(session: Session, vendor: Vendor) -> str:
    """`; candidate in Payroll (83.4)`"""
    said = []
    for selection, candidate in finding.open_of(session, vendor):
        score = scoring.of(selection, candidate.scores)
        value = scoring.said(score) if score is not None else "not wholly scored"
        said.append(f"{clip(escape(selection.name), 60)} ({value})")
    return f"; candidate in {', '.join(said)}" if said else ""
