"""Rules of verdicts: a person's word on a score, with its reason."""

from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal
from govbot.scorecards.models import ScorecardVerdict, Verdict
from govbot.scorecards.score import Card
from govbot.vendors.models import Vendor


def decide(
    session: Session, now: datetime, actor: str, vendor: Vendor, card: Card, verdict: Verdict, why: str
) -> ScorecardVerdict:
    """A person's word on a score; the ones before stay."""
    if not why.strip():
        raise Refusal("Say in a few words why. The history keeps it.", field="why")
    decided = ScorecardVerdict(
        vendor_id=vendor.id, month=card.month.start, score=card.score.value, coverage=card.score.coverage,
        verdict=verdict, why=why, by=actor, at=now,
    )  # fmt: skip
    session.add(decided)
    session.flush()
    audit.record(
        session, now, actor, "score.decided", vendor.subject, verdict=verdict, why=why,
        month=card.month.label, score=None if card.score.value is None else str(card.score.value),
    )  # fmt: skip
    return decided


def last_verdict(session: Session, vendor: Vendor) -> ScorecardVerdict | None:
    wanted = select(ScorecardVerdict).where(ScorecardVerdict.vendor_id == vendor.id)
    return session.exec(wanted.order_by(col(ScorecardVerdict.id).desc()).limit(1)).first()
