"""Which stage of a thing has come: crossed, never hit, so that a day without a round loses nothing."""

from collections.abc import Iterable
from datetime import date, timedelta

from govbot.calendar import Calendar
from govbot.playbook.reminders import Stage


def crossed(stages: Iterable[Stage], days_left: int) -> Stage | None:
    """The most urgent stage that has come; the ones it overtook are not said any more."""
    return min((stage for stage in stages if days_left <= stage.days), key=lambda stage: stage.days, default=None)


def within(stages: Iterable[Stage], days: int) -> tuple[Stage, ...]:
    """Without the stages that come earlier than that many days before: a weekly thing is not announced a week ahead."""
    return tuple(stage for stage in stages if stage.days <= days)


def meant_for(stage: Stage, due: date, calendar: Calendar) -> date:
    """The day on which the stage should be said: its own, or the next business day."""
    return calendar.next_business_day(due - timedelta(days=stage.days))
