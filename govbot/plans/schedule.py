"""When each task of a plan is due: pure functions of the tasks, the calendar and the day it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from govbot.calendar import Calendar
from govbot.errors import Refusal

STEP = 5  # business days: what hangs on a late task is moved once a week, not every morning


@dataclass(frozen=True)
class Node:
    """A task as the schedule sees it. `floor` is its offset's date, or the one that a person gave it."""

    code: str
    floor: date
    days: int = 1  # business days of work
    after: tuple[str, ...] = ()
    done: date | None = None
    dropped: bool = False  # what waits for it waits for what it waited for

    @property
    def is_open(self) -> bool:
        return self.done is None and not self.dropped


@dataclass(frozen=True)
class Schedule:
    """`due` of the open ones; `ends` says of each, also of the done ones, when what waits for it may count on it.

    `held` names for an open one that waits longer than its floor the task that decides its date.
    """

    due: Mapping[str, date]
    ends: Mapping[str, date]
    held: Mapping[str, str]


def schedule(nodes: Iterable[Node], calendar: Calendar, today: date) -> Schedule:
    """First business days not before the floor, and `days` business days behind each task that it waits for."""
    by_code = {node.code: node for node in nodes}
    due: dict[str, date] = {}
    ends: dict[str, date] = {}
    held: dict[str, str] = {}
    behind: dict[str, str] = {}  # a dropped one to the task that stands behind it
    for code in in_order({code: node.after for code, node in by_code.items()}):
        node = by_code[code]
        before = [(ends[wanted], wanted) for wanted in node.after if wanted in ends]
        if node.done:
            ends[code] = node.done
        elif node.dropped:
            if before:
                ends[code], wanted = max(before)
                behind[code] = behind.get(wanted, wanted)
        else:
            due[code] = calendar.next_business_day(node.floor)
            for end, wanted in sorted(before):
                earliest = calendar.add_business_days(end, node.days)
                if earliest > due[code]:
                    due[code], held[code] = earliest, behind.get(wanted, wanted)
            ends[code] = forecast(due[code], calendar, today)
    return Schedule(due, ends, held)


def forecast(due: date, calendar: Calendar, today: date) -> date:
    """When an open task will be done: when it is due, and once that is past, by the next of its weekly steps."""
    while due < today:
        due = calendar.add_business_days(due, STEP)
    return due


def in_order(after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The tasks, each behind those it waits for; a Refusal where some wait for each other."""
    graph = {code: [wanted for wanted in before if wanted in after] for code, before in sorted(after.items())}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise Refusal(
            f"These tasks would wait for each other: {circle}. Leave one of them out.", field="after"
        ) from error
