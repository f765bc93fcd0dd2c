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
    room = _room(template, variant, starts, target)
    days = {
        task.key: max(_day(offset, starts, target, room), starts)
        for task in template.of(variant)
        if (offset := template.offset(task, variant))
    }
    for key, wanted in (by_hand or {}).items():
        if key in days:
            _bring_forward(template, variant, days, key, max(wanted, starts), starts)
    days = {key: calendar.next_business_day(day) for key, day in days.items()}
    return [_one(template, task, variant, days, calendar) for task in template.of(variant)]


def _bring_forward(
    template: Template, variant: str, days: dict[str, date], key: str, wanted: date, starts: date
) -> None:  # fmt: skip
    """A task gets its own date; where that is earlier, what it waits for is pressed into the time there is."""
    there, usual = (wanted - starts).days, (days[key] - starts).days
    if there < usual:
        for before in _all_before(template, variant, days, key):
            days[before] = starts + min(days[before] - starts, timedelta(days=usual)) * there // usual
    days[key] = wanted


def _all_before(template: Template, variant: str, days: Mapping[str, date], key: str) -> set[str]:
    """What it waits for, and what that waits for."""
    direct = _after(template, template.tasks[key], variant, days)
    return set(direct).union(*(_all_before(template, variant, days, each) for each in direct))


def _after(template: Template, task: TaskTemplate, variant: str, days: Mapping[str, date]) -> tuple[str, ...]:
    offset = template.offset(task, variant)
    assert offset is not None  # what being dated means
    earlier = (key for key in task.after if key in days and days[key] <= days[task.key])
    return tuple(key for key in earlier if _comes_first(template, key, offset, variant))


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
    after = _after(template, task, variant, days)
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
