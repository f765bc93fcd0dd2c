"""Messages in which a thing was said, changed in place when something happened to it."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from govbot.outbox import service as outbox
from govbot.outbox.models import Kind, OutboxMessage
from govbot.reminders import blocks
from govbot.reminders.models import ReminderLedger
from govbot.slack.blocks import in_words


def note(
    session: Session,
    now: datetime,
    subject: str,
    due: date,
    text: str,
    *,
    finished: bool = True,
    without: str = "",
) -> None:
    """Write `text` (mrkdwn) below the thing wherever it was said for that due date; `without` is a button it loses."""
    said = select(ReminderLedger.message).where(ReminderLedger.subject == subject, ReminderLedger.due == due)
    given = select(OutboxMessage.key).where(col(OutboxMessage.key).startswith(given_key(subject, due)))
    for key in sorted({*session.exec(said), *session.exec(given)}):
        before = _as_it_stands(session, key)
        after = blocks.noted(before, subject, text, finished=finished, without=without)
        if after != before:
            outbox.edit(session, now, parent_key=key, text=in_words(after), blocks=after)


def note_all(session: Session, now: datetime, subject: str, text: str) -> None:
    """As `note`, for whatever due date the thing was said."""
    said = session.exec(select(col(ReminderLedger.due)).where(ReminderLedger.subject == subject)).all()
    for due in sorted(set(said)):
        note(session, now, subject, due, text)


def given_key(subject: str, due: date) -> str:
    """How the keys begin of messages in which a thing was handed to somebody."""
    return f"{subject}:given:{due}:"


def _as_it_stands(session: Session, key: str) -> list[dict[str, Any]]:
    """Locked, so that two changes of one message follow each other."""
    message = select(OutboxMessage).where(OutboxMessage.key == key).with_for_update()
    posted = session.exec(message.execution_options(populate_existing=True)).one()
    edits = select(OutboxMessage).where(OutboxMessage.parent_key == key, OutboxMessage.kind == Kind.EDIT)
    edit = session.exec(edits.order_by(col(OutboxMessage.id).desc()).limit(1)).first()
    shown: list[dict[str, Any]] = (edit or posted).payload["blocks"]
    return shown
