"""Every night: reviews of vendors whose programme changed while nobody touched them: the playbook was edited."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from govbot import audit, db
from govbot.reviews import programme
from govbot.reviews.models import OwnCadence, Review
from govbot.reviews.programme import STANDING, UNREVIEWED
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace

AT_ONCE = 50  # vendors in one transaction: a command gets its turn in between


def run(engine: Engine, workspace_id: int, now: datetime) -> int:
    """Keep the programmes that are not true any more; returns how many that were."""
    with db.read(engine, workspace_id) as session:
        found = list(_untrue(session))
    for start in range(0, len(found), AT_ONCE):
        with db.write(engine, workspace_id) as session:
            place = session.get_one(Workspace, workspace_id)
            some = select(Vendor).where(col(Vendor.id).in_(found[start : start + AT_ONCE])).order_by(col(Vendor.id))
            for vendor in session.exec(some).all():
                programme.keep(session, place, now, audit.SYSTEM, vendor)
    return len(found)


def _untrue(session: Session) -> Iterator[int]:
    """Ids of vendors whose open reviews are not what is asked for, found without a query for each."""
    usual = {tier: programme.of_tier(session, tier) for tier in Tier}
    own: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.exec(select(OwnCadence)):
        own[row.vendor_id][row.kind] = row.every
    standing: dict[int, dict[str, Review]] = defaultdict(dict)
    for review in session.exec(select(Review).where(*STANDING)):
        standing[review.vendor_id][review.kind] = review
    for vendor in session.exec(select(Vendor).order_by(col(Vendor.id))):
        reviewed = vendor.status not in UNREVIEWED
        wanted = programme.overlaid(usual[vendor.tier], own[vendor.id]) if reviewed else {}
        every = {kind: review.every for kind, review in standing[vendor.id].items()}
        kept = all(every.get(kind) == str(cadence) for kind, cadence in wanted.items())
        if not kept or any(programme.unwanted(vendor, each, wanted) for each in standing[vendor.id].values()):
            yield vendor.id
