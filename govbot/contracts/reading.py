"""A vendor's contracts in one line, for its card."""

from datetime import date

from sqlmodel import Session

from govbot.contracts import blocks, clauses, finding
from govbot.slack.text import clip, escape
from govbot.vendors.models import Vendor


def summary(session: Session, vendor: Vendor, today: date) -> str:
    """What is to be decided soonest, how many there are beside it, and how many clauses are missing."""
    found = finding.of(session, vendor)
    standing = [contract for contract in found if contract.stands]
    if not standing:
        return f"none is written down (`/vendor contract add {vendor.ref}`)"
    parts = [f"{clip(escape(standing[0].reference), 60)}: {blocks.state(standing[0], today).splitlines()[0]}"]
    parts += [f"{len(standing) - 1} more"] if len(standing) > 1 else []
    parts += [f"⚠️ {said}"] if (said := blocks.gaps(clauses.gaps(found, vendor.tier))) else []
    return "; ".join(parts)
