"""The dates of a plan's tasks at its beginning: offsets of the template, pressed into the time there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from govbot.calendar import Calendar
from govbot.playbook.plans import Offset, TaskTemplate, Template


@dataclass(frozen=True)
class Dated:
    """A task of the template with the day it has in one plan, and what it waits for there."""

    task: TaskTemplate
    offset: Offset
    planned: date
    days: int
    after: tuple[str, ...]


def lead(template: Template, variant: str) -> int:
    """How many days before the target the first task lies."""
    offsets = [template.offset(task, variant) for task in template.of(variant)]
    return max((-offset.days for offset in offsets if offset and offset.anchor == "T"), default=0)


def dated(
    template: Template, variant: str, starts: date, target: date | None, calendar: Calendar,
    by_hand: Mapping[str, date] | None = None,
) -> list[Dated]:  # fmt: skip
    """Every task of a variant in the template's order. One waits only for those that have no later date than itself."""
    days: dict[str, date] = {}
    room = _room(template, variant, starts, target)
    for task in template.of(variant):
        offset = template.offset(task, variant)
        assert offset is not None  # what `of` means
        wanted = (by_hand or {}).get(task.key) or _day(offset, starts, target, room)
        days[task.key] = calendar.next_business_day(max(wanted, starts))
    return [_one(template, task, variant, days, calendar) for task in template.of(variant)]


def _room(template: Template, variant: str, starts: date, target: date | None) -> tuple[int, int]:
    """The days there are before the target, and those that the template would like."""
    wanted = lead(template, variant)
    there = (target - starts).days if target else wanted
    return (there, wanted) if there < wanted else (1, 1)


def _day(offset: Offset, starts: date, target: date | None, room: tuple[int, int]) -> date:
    """Where less time is left than the template wants, everything before the target moves together in proportion."""
    if offset.anchor != "T":
        return offset.on({"C": starts, "D": starts})
    if target is None:
        raise ValueError(f"{offset} counts from a target, and there is none")
    there, wanted = room
    days = offset.days * there // wanted if offset.days < 0 else offset.days
    return target + timedelta(days=days)


def _one(template: Template, task: TaskTemplate, variant: str, days: Mapping[str, date], calendar: Calendar) -> Dated:
    offset = template.offset(task, variant)
    assert offset is not None
    earlier = (key for key in task.after if key in days and days[key] <= days[task.key])
    after = tuple(key for key in earlier if _comes_first(template, key, offset, variant))
    work = min([task.days, *(_room_for(task.days, days[key], days[task.key], calendar) for key in after)])
    return Dated(task, offset, days[task.key], work, after)


def _comes_first(template: Template, key: str, offset: Offset, variant: str) -> bool:
    other = template.offset(template.tasks[key], variant)
    return other is not None and (other.anchor != offset.anchor or other.days <= offset.days)


def _room_for(work: int, start: date, end: date, calendar: Calendar) -> int:
    """That many business days, or fewer: the template's own dates may leave less for it."""
    count = 0
    while count < work and (start := calendar.add_business_days(start, 1)) <= end:
        count += 1
    return count
