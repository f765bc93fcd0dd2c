"""What follows when a vendor's tier or status moves: which reviews come, go or change, and what is left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot.escalations import service as escalations
from govbot.escalations.models import Escalation
from govbot.overview import charge_sources, charges
from govbot.overview.charges import Source
from govbot.plans import finding as plans
from govbot.plans import templates
from govbot.reviews import service as reviews
from govbot.reviews.models import Action, Review
from govbot.slack.call import Call
from govbot.vendors.models import Vendor


class Planned(NamedTuple):
    """An open review as it stood."""

    kind: str
    every: str
    due: date


@dataclass(frozen=True)
class Consequences:
    """The reviews before and after."""

    before: Sequence[Planned]
    after: Sequence[Planned]

    @property
    def new(self) -> list[Planned]:
        known = {review.kind for review in self.before}
        return [review for review in self.after if review.kind not in known]

    @property
    def dropped(self) -> list[Planned]:
        left = {review.kind for review in self.after}
        return [review for review in self.before if review.kind not in left]

    @property
    def changed(self) -> list[tuple[Planned, Planned]]:
        """Before and after, where the rhythm or the day is another one."""
        before = {review.kind: review for review in self.before}
        pairs = [(before[review.kind], review) for review in self.after if review.kind in before]
        return [(old, new) for old, new in pairs if old != new]


def keep_reviews(call: Call, vendor: Vendor) -> Consequences:
    """Make the open reviews what the vendor now asks for."""
    before = _planned(call.session, vendor)
    reviews.keep_programme(call.session, call.workspace, call.now, call.actor, vendor)
    return Consequences(before, _planned(call.session, vendor))


def _planned(session: Session, vendor: Vendor) -> list[Planned]:
    return [Planned(review.kind, review.every, review.due) for review in reviews.open_of(session, vendor)]


@dataclass(frozen=True)
class Leftovers:
    """What is open with a vendor that is about to be retired."""

    reviews: Sequence[Review]
    actions: Sequence[Action]
    escalations: Sequence[Escalation]
    running: Sequence[str]  # titles of plans
    rest: Sequence[tuple[Source, Sequence[str]]]


def leftovers(session: Session, vendor: Vendor) -> Leftovers:
    promised = select(Action).where(Action.vendor_id == vendor.id, col(Action.done_at).is_(None))
    actions = session.exec(promised.order_by(col(Action.due), col(Action.id))).all()
    rest = charges.left_open(session, charge_sources.LEFT, vendor)
    running = [templates.of(session, plan).title.lower() for plan in plans.running_of(session, vendor)]
    raised = escalations.open_of(session, vendor)
    return Leftovers(reviews.open_of(session, vendor), actions, raised, running, rest)
