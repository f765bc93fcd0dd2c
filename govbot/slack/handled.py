"""Which requests were carried out already: a double click or a re-sent request does its work once."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, col, delete, select

from govbot import db
from govbot.errors import Refusal

# Slack re-sends for an hour at most, a day with Delayed Events; response_urls live 30 minutes.
KEPT = timedelta(days=2)
ONCE = "That was done already; nothing was done twice."


class HandledRequest(db.Scoped, table=True):
    """Written in the transaction of the work itself, so it stands exactly when the work does."""

    __tablename__ = "handled_request"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    key: str
    at: datetime = Field(index=True)


class AlreadyHandled(Refusal):
    """The same press or submission came twice."""


def once(session: Session, key: str, now: datetime) -> None:
    """Note that this request is carried out now; `AlreadyHandled` when it was before."""
    if was(session, key):
        raise AlreadyHandled(ONCE)
    session.add(HandledRequest(key=key, at=now))
    try:
        session.flush()
    except IntegrityError as twin:  # it came twice at this very moment, here or in another process
        raise AlreadyHandled(ONCE) from twin


def was(session: Session, key: str) -> bool:
    """Whether this was carried out, within the time for which requests are kept."""
    return session.exec(select(HandledRequest).where(HandledRequest.key == key)).first() is not None


def forget_old(session: Session, now: datetime) -> None:
    """Drop what can no longer come again."""
    session.exec(delete(HandledRequest).where(col(HandledRequest.at) < now - KEPT))
