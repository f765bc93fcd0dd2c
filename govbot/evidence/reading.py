"""What the vendor's card says of its evidence, in one line."""

from datetime import date

from sqlmodel import Session

from govbot.evidence import finding, holding
from govbot.evidence.models import Evidence, Status
from govbot.slack.text import escape, until
from govbot.vendors.models import Vendor

NAMED = 2


def summary(session: Session, vendor: Vendor, today: date) -> str:
    """`SOC 2 type II report runs out in 20 days; 2 missing`; empty where nothing is there and nothing has to be."""
    standing = finding.of(session, [vendor.id])[vendor.id]
    lacking = holding.missing(vendor, standing)
    pressing = [piece for piece in standing if holding.presses(piece, today)]
    said = [_said(piece, today) for piece in pressing[:NAMED]]
    said += [f"{len(pressing) - NAMED} more to see to"] if len(pressing) > NAMED else []
    said += [f"{len(lacking)} missing"] if lacking else []
    said += ["only certificates for two cycles"] if holding.certificates_only(session, vendor) else []
    if said:
        return "; ".join(said)
    held = [piece for piece in standing if piece.status is Status.ACCEPTED]
    return f"{len(held)} in force" if held else ""


def _said(piece: Evidence, today: date) -> str:
    status, title = piece.standing(today), escape(finding.title(piece))
    assert piece.due
    if status is Status.EXPIRED:
        return f"🔴 {title} expired"
    if status is Status.ACCEPTED:
        return f"{title} runs out {until(piece.due, today)}"
    return f"{title} {status.label}, due {until(piece.due, today)}"
