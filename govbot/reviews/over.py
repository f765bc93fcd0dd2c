"""A review that is not overdue any more: what was escalated because of it says so and waits to be resolved."""

from datetime import date, datetime

from sqlmodel import Session

from govbot.escalations.settling import settled
from govbot.reviews.models import Review


def cause(subject: str) -> str:
    """How the causes of escalations begin that were raised because a review was overdue."""
    return f"overdue:{subject}"


def closed(session: Session, now: datetime, actor: str, review: Review, how: str) -> None:
    """`how` is `completed`, `skipped` …"""
    settled(session, now, actor, cause(review.subject), f"The review was {how}")


def moved(session: Session, now: datetime, today: date, actor: str, review: Review) -> None:
    """To another day; one that has passed already settles nothing."""
    if review.due >= today:
        closed(session, now, actor, review, f"moved to {review.due:%-d %B %Y}")
