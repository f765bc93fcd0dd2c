"""What our own data say about the steps of the programme: how far each is, without closing any."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot.contracts.models import Contract, Renewal
from govbot.escalations.models import Escalation, State
from govbot.evidence.models import Evidence
from govbot.evidence.models import Status as Standing
from govbot.kpis.models import Kpi
from govbot.plans.models import ALIVE, Plan
from govbot.reviews.models import Review
from govbot.risks.models import Risk
from govbot.slack.text import channel_link, plural
from govbot.vendors.models import UNGOVERNED, Assignment, Contact, Duty, Service, Subcontractor, Tier, Vendor
from govbot.workspace import Workspace

Condition = sa.ColumnElement[bool]


class Measured(NamedTuple):
    """A sentence, escaped, and whether nothing is left to do."""

    said: str
    whole: bool


class Share(NamedTuple):
    """The vendors of which something is true; `critical` counts only those of the highest tier."""

    holds: Condition
    words: str
    critical: bool = False


def _any(vendor_id: Any, *narrower: Condition) -> Condition:
    """There is a row for the vendor."""
    return sa.exists().where(vendor_id == Vendor.id, *narrower)


def _held_by(duty: Duty) -> Condition:
    return _any(Assignment.vendor_id, col(Assignment.duty) == duty, col(Assignment.until).is_(None))


_standing = col(Contract.ended_on).is_(None)
_dated = sa.and_(
    sa.or_(col(Contract.until).is_not(None), col(Contract.renewal) == Renewal.EVERGREEN),
    sa.or_(col(Contract.notice) != "", col(Contract.renewal) == Renewal.FIXED),
)
_valid = (
    col(Evidence.status) == Standing.ACCEPTED,
    col(Evidence.due).is_not(None),
    col(Evidence.replaced_at).is_(None),
)
_reviewed = (col(Review.kind) == "operational", col(Review.completed_at).is_not(None))

SHARES: Mapping[str, Share] = {
    "contracts": Share(_any(Contract.vendor_id, _standing), "have a contract"),
    "owned": Share(sa.and_(_held_by(Duty.OWNER), _held_by(Duty.BACKUP)), "have an owner and a backup"),
    "tiered": Share(col(Vendor.tier_rationale) != "", "have a tier with its reason"),
    "functions": Share(_any(Service.vendor_id), "have a function"),
    "dated": Share(_any(Contract.vendor_id, _standing, _dated), "have a contract with its end and its notice period"),
    "contacts": Share(_any(Contact.vendor_id), "have somebody to call on their side"),
    "evidence": Share(_any(Evidence.vendor_id, *_valid), "have evidence with the day it runs out"),
    "kpis": Share(_any(Kpi.vendor_id, col(Kpi.ended_at).is_(None)), "have KPIs"),
    "operational": Share(_any(Review.vendor_id, *_reviewed), "had an operational review", critical=True),
    "clauses": Share(
        _any(Contract.vendor_id, _standing, col(Contract.clauses_checked_at).is_not(None)),
        "have a contract whose clauses somebody read",
        critical=True,
    ),
    "risks": Share(_any(Risk.vendor_id, col(Risk.closed_at).is_(None)), "have their risks on the register", True),
    "chains": Share(
        _any(Subcontractor.vendor_id, col(Subcontractor.until).is_(None)), "have named who works for them", True
    ),
    "exits": Share(
        _any(Plan.vendor_id, col(Plan.kind) == "exit", col(Plan.state).in_(ALIVE)), "have an exit plan", critical=True
    ),
}
HELD = {"service": "service review", "business": "business review"}  # kind of review: as it is counted


def measure(session: Session, workspace: Workspace) -> dict[str, Measured]:
    """Everything that can be counted, by the name that the playbook gives it."""
    return {
        "channel": _channel(workspace),
        "drill": _drills(session),
        **_shares(session),
        **{kind: _reviews(session, kind) for kind in HELD},
    }


def _shares(session: Session) -> dict[str, Measured]:
    """In one question, over everybody whom we depend on."""
    critical = col(Vendor.tier) == Tier.CRITICAL
    counts = [
        sa.func.count(sa.case((sa.and_(share.holds, critical) if share.critical else share.holds, 1)))
        for share in SHARES.values()
    ]
    asked = sa.select(sa.func.count(), sa.func.count(sa.case((critical, 1))), *counts).select_from(Vendor)
    governed = col(Vendor.status).not_in(UNGOVERNED)
    everybody, highest, *found = session.execute(asked.where(governed)).one()
    return {
        name: _share(share, done, highest if share.critical else everybody)
        for (name, share), done in zip(SHARES.items(), found, strict=True)
    }


def _share(share: Share, done: int, of: int) -> Measured:
    noun = "critical vendors" if share.critical else "vendors"
    if not of:
        return Measured(f"there are no {noun} yet", whole=False)
    return Measured(f"{done} of {of} {noun} {share.words}", whole=done == of)


def _channel(workspace: Workspace) -> Measured:
    if workspace.governance_channel:
        return Measured(f"{channel_link(workspace.governance_channel)} is the governance channel", whole=True)
    return Measured("there is no governance channel yet", whole=False)


def _drills(session: Session) -> Measured:
    held = (col(Escalation.drill).is_(True), col(Escalation.state) == State.RESOLVED)
    return _counted(session, select(sa.func.count()).select_from(Escalation).where(*held), "drill")


def _reviews(session: Session, kind: str) -> Measured:
    held = (col(Review.kind) == kind, col(Review.completed_at).is_not(None))
    return _counted(session, select(sa.func.count()).select_from(Review).where(*held), HELD[kind])


def _counted(session: Session, asked: Any, noun: str) -> Measured:
    count = session.exec(asked).one()
    return Measured(f"{plural(count, noun)} held" if count else f"no {noun} held yet", whole=count > 0)
