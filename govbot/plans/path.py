"""Which chain of tasks decides when a plan ends, and how far each other task may slip before the plan does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govbot.calendar import Calendar
from govbot.plans.schedule import Node, Schedule, in_order

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Path:
    """`chain` from the first to the one that ends the plan; `slack` in business days, of each open task."""

    chain: tuple[str, ...]
    slack: Mapping[str, int]


def critical(nodes: Sequence[Node], planned: Schedule, calendar: Calendar, ends_with: str = "") -> Path:
    """Of the open tasks. `ends_with` is the task whose date must not move; without it that is the last one."""
    still = [node for node in nodes if node.is_open]
    if not still:
        return Path((), {})
    latest = _latest(nodes, planned, calendar, ends_with)
    slack = {node.code: _business_days(planned.ends[node.code], latest[node.code], calendar) for node in still}
    last = max(still, key=lambda node: (planned.ends[node.code], node.code)).code
    return Path(_chain(nodes, slack, ends_with if ends_with in slack else last), slack)


def _latest(nodes: Sequence[Node], planned: Schedule, calendar: Calendar, ends_with: str) -> dict[str, date]:
    """The last day on which each may end without moving the end of the plan."""
    by_code = {node.code: node for node in nodes}
    last = max(planned.ends.values())
    latest = dict.fromkeys(by_code, last)
    for code in reversed(in_order({node.code: node.after for node in nodes})):
        node = by_code[code]
        if code == ends_with and node.is_open:
            latest[code] = min(latest[code], planned.ends[code])
        by = calendar.add_business_days(latest[code], -node.days) if node.is_open else latest[code]
        for wanted in node.after if node.done is None else ():
            if wanted in latest:
                latest[wanted] = min(latest[wanted], by)
    return latest


def _chain(nodes: Sequence[Node], slack: Mapping[str, int], end: str) -> tuple[str, ...]:
    """Back from the end, always to the one that has the least room."""
    by_code = {node.code: node for node in nodes}
    chain = [end]
    while before := _behind(by_code, by_code[chain[-1]]):
        chain.append(min(before, key=lambda code: (slack[code], code)))
    return tuple(reversed(chain))


def _behind(by_code: Mapping[str, Node], node: Node) -> set[str]:
    """The open ones it waits for, also by way of one that was dropped."""
    found: set[str] = set()
    for before in (by_code[code] for code in node.after if code in by_code):
        found |= {before.code} if before.is_open else _behind(by_code, before) if before.dropped else set()
    return found


def _business_days(start: date, end: date, calendar: Calendar) -> int:
    days = ((start + DAY * step) for step in range(1, (end - start).days + 1))
    return sum(calendar.is_business_day(day) for day in days)
