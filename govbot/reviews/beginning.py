"""The reviews of vendors that are new to the books, thousands at once: what a register knows, and what follows."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from govbot import audit, db
from govbot.playbook import Cadence
from govbot.reviews import programme
from govbot.reviews.models import OwnCadence, Review
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace

Columns = dict[str, Any]
Usual = dict[Tier, dict[str, Cadence]]


class Beginning(NamedTuple):
    """A vendor without any review yet; `held` and `cadence` are about the one kind that the register speaks of."""

    vendor: Vendor
    kind: str
    held: date | None
    cadence: Cadence | None


def begin(session: Session, workspace: Workspace, now: datetime, actor: str, beginnings: Sequence[Beginning]) -> None:
    """As `recorded` and `keep_programme` for each, without asking the database about each."""
    own = [_own(beginning) for beginning in beginnings if beginning.cadence]
    past = [_past(beginning, now, actor) for beginning in beginnings if beginning.held]
    usual = {tier: programme.of_tier(session, tier) for tier in Tier}
    ahead = [review for beginning in beginnings for review in _ahead(workspace, now, beginning, usual)]
    db.insert_all(session, OwnCadence, own)
    ids = db.insert_all(session, Review, [*past, *ahead])
    recorded = map(_past_step, ids, past)
    scheduled = map(_ahead_step, ids[len(past) :], ahead)
    audit.record_all(session, now, actor, [*map(_cadence_step, own), *recorded, *scheduled])


def _own(beginning: Beginning) -> Columns:
    return {"vendor_id": beginning.vendor.id, "kind": beginning.kind, "every": str(beginning.cadence)}


def _past(beginning: Beginning, now: datetime, actor: str) -> Columns:
    held = {"due": beginning.held, "held_on": beginning.held, "completed_at": now, "completed_by": actor}
    return {"vendor_id": beginning.vendor.id, "kind": beginning.kind, "every": "", **held}


def _ahead(workspace: Workspace, now: datetime, beginning: Beginning, usual: Usual) -> Iterator[Columns]:
    """Counted from the review that was held, however long ago that was; the others spread over their first period."""
    vendor, today = beginning.vendor, workspace.today(now)
    if vendor.status in programme.UNREVIEWED:
        return
    own = {beginning.kind: beginning.cadence} if beginning.cadence else {}
    for kind, cadence in (usual[vendor.tier] | own).items():
        held = beginning.held if kind == beginning.kind else None
        day = cadence.next(held) if held else programme.first_day(today, cadence, vendor, kind)
        due = workspace.calendar.next_business_day(day)
        yield {"vendor_id": vendor.id, "kind": kind, "due": due, "every": str(cadence)}


def _cadence_step(own: Columns) -> audit.Step:
    return audit.Step(
        "review.cadence", f"vendor:{own['vendor_id']}", {"kind": own["kind"], "before": None, "after": own["every"]}
    )


def _past_step(review_id: int, past: Columns) -> audit.Step:
    facts = {"kind": past["kind"], "held_on": past["held_on"]}
    return audit.Step("review.recorded", f"review:{review_id}", facts, f"vendor:{past['vendor_id']}")


def _ahead_step(review_id: int, review: Columns) -> audit.Step:
    facts = {"kind": review["kind"], "due": review["due"], "every": review["every"]}
    return audit.Step("review.scheduled", f"review:{review_id}", facts, f"vendor:{review['vendor_id']}")
