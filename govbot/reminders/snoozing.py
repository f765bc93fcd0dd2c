"""Putting a dated thing off: with a reason, until a day, and only so often."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.reminders.models import Reminder, Snooze

LONGEST_REASON = 500


def latest(reminder: Reminder, today: date) -> date:
    """The last day a thing may be put off to: what is missed for longer belongs to the rules of escalation."""
    rules = playbook.load().reminders
    return min(today + timedelta(days=rules.snooze.longest_days), reminder.due + timedelta(days=max(rules.missed)))


def check(session: Session, today: date, reminder: Reminder) -> None:
    """Refuses where no further snooze is possible, whatever the day."""
    rules = playbook.load().reminders
    before = of(session, reminder)
    first = reminder.due - timedelta(days=max(stage.days for stage in reminder.stages))
    if latest(reminder, today) <= first:
        due = f"{reminder.due:%-d %B %Y}"
        raise Refusal(f"It is due on {due} now, and you hear nothing about it before {first:%-d %B %Y} anyway.")
    if len(before) >= rules.snooze.times:
        raise Refusal(
            f"This was snoozed {len(before)} times already, and that is the limit. Finish it, or move its date."
        )
    if latest(reminder, today) <= today:
        raise Refusal("This is overdue for too long to be snoozed. Finish it, or move its date.")


def of(session: Session, reminder: Reminder) -> list[Snooze]:
    """How it was put off so far, oldest first."""
    wanted = select(Snooze).where(Snooze.subject == reminder.subject, Snooze.due == reminder.due)
    return list(session.exec(wanted.order_by(col(Snooze.id))))


def snooze(
    session: Session, now: datetime, today: date, actor: str, reminder: Reminder, until: date | None, reason: str
) -> Snooze:
    """Say nothing of it before `until`; then its stage is said once more."""
    check(session, today, reminder)
    last = latest(reminder, today)
    if until is None or until <= today:
        raise Refusal("Pick a day after today.", field="until")
    if until > last:
        raise Refusal(f"{last:%-d %B %Y} is the latest possible day. Pick that or an earlier one.", field="until")
    if not reason.strip():
        raise Refusal("Say in a few words why it has to wait.", field="reason")
    put_off = Snooze(
        subject=reminder.subject, due=reminder.due, until=until, reason=reason[:LONGEST_REASON], by=actor, at=now
    )
    session.add(put_off)
    about = f"vendor:{reminder.vendor_id}" if reminder.vendor_id else ""
    audit.record(
        session, now, actor, "reminder.snoozed", reminder.subject,
        about=about, title=reminder.title, until=until, reason=put_off.reason,
    )  # fmt: skip
    return put_off
