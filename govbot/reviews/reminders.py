"""What falls due here: open reviews and open actions."""

from collections.abc import Iterator
from functools import lru_cache

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.playbook import Cadence
from govbot.playbook.reminders import Stage
from govbot.reminders.models import Finish, Kind, Reminder, Rows
from govbot.reminders.stages import within
from govbot.reviews.models import Action, Review
from govbot.reviews.programme import STANDING, UNREVIEWED
from govbot.vendors.models import RETIRED, Vendor

COMPLETE = Finish("review.complete:1", "Complete")
DONE = Finish("action.done:1", "Done")


def _reviews(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    """Open reviews of vendors that are reviewed at all."""
    wanted = select(Review, Vendor).join(Vendor, col(Vendor.id) == col(Review.vendor_id))
    wanted = wanted.where(*STANDING, col(Vendor.status).not_in(UNREVIEWED), which)
    for review, vendor in session.exec(wanted.order_by(col(Review.due), col(Review.id))):
        yield Reminder(
            kind="review",
            subject=review.subject,
            title=title(review.kind),
            due=review.due,
            stages=_stages(playbook.load(), vendor.tier, review.every),
            finish=COMPLETE,
            value=str(review.id),
            vendor_id=vendor.id,
            vendor=vendor.name,
            person_id=review.person_id,
        )


def _actions(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Reminder]:
    """Open actions, for the person who promised them."""
    wanted = select(Action, Vendor).join(Vendor, col(Vendor.id) == col(Action.vendor_id))
    wanted = wanted.where(col(Action.done_at).is_(None), col(Vendor.status).not_in(RETIRED), which)
    for action, vendor in session.exec(wanted.order_by(col(Action.due), col(Action.id))):
        yield Reminder(
            kind="action",
            subject=action.subject,
            title=action.title,
            due=action.due,
            stages=playbook.load().reminders.stages("action", vendor.tier),
            finish=DONE,
            value=str(action.id),
            vendor_id=vendor.id,
            vendor=vendor.name,
            person_id=action.owner_id,
        )


REVIEWS = Rows("review", Review, _reviews)
KINDS: tuple[Kind, ...] = (REVIEWS, Rows("action", Action, _actions))


def title(kind: str) -> str:
    """What people call a kind of review; one that the playbook has no longer keeps its key."""
    kinds = playbook.load().reviews.kinds
    return kinds[kind].title if kind in kinds else kind


@lru_cache(maxsize=1024)
def _stages(book: playbook.Playbook, tier: str, every: str) -> tuple[Stage, ...]:
    """What comes every week is not announced two weeks ahead: at most half its period. What comes once has none."""
    stages = book.reminders.stages("review", tier)
    return within(stages, Cadence.parse(every).length // 2) if every else stages
