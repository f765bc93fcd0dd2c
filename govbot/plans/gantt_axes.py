"""The time below the bars of a plan: its months or weeks, and the days that have a name."""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from govbot.outbox.canvas import BLUE, FAINT, INK, NOTHING, PAPER
from govbot.plans.pictured import Gantt, Mark

SIZE = 8.5  # points, of everything that is written
LEVEL = 1.0  # rows: each mark has its name on a level of its own, so that no two lie on each other
LABELS = 6  # at most, along the time
SHORT = 100  # days, in which weeks count
MARKS = (BLUE, INK, FAINT)


def span(axes: Axes, plan: Gantt) -> None:
    """All bars and marks with room around them, and the months (weeks, where it is short)."""
    days = [day for bar in plan.bars for day in (bar.start, bar.end, bar.planned)]
    days += [mark.day for mark in plan.marks]
    first, last = min(days), max(days)
    room = max((last - first) / 25, timedelta(days=1))
    axes.set_xlim(x_of(first - room), x_of(last + room))
    shown = list(ticks(first, last))
    axes.set_xticks([x_of(day) for day in shown], list(_labels(shown, short=(last - first).days <= SHORT)))
    axes.tick_params(axis="x", labeltop=True, labelbottom=True, labelsize=SIZE, colors=FAINT)
    axes.set_yticks([])
    for day in shown:
        axes.axvline(x_of(day), color=NOTHING, lw=0.5, zorder=0)


def ticks(first: date, last: date) -> Iterator[date]:
    """The first of every so many months, or every so many Mondays: never more than can be read."""
    days = (last - first).days
    if days <= SHORT:
        weeks = days // (7 * LABELS) + 1
        step, day = relativedelta(weeks=weeks), first + timedelta(days=-first.weekday() % 7)
    else:
        months = next(each for each in (1, 2, 3, 6, 12, 24, 60) if days / 30 / each <= LABELS)
        step, day = relativedelta(months=months), first.replace(day=1) + relativedelta(months=1)
    while day <= last:
        yield day
        day += step


def _labels(days: list[date], *, short: bool) -> Iterator[str]:
    """The year stands where it begins."""
    for before, day in zip([None, *days], days, strict=False):
        year = "" if before and before.year == day.year else f"\n{day.year}"
        yield (f"{day:%-d %b}" if short else f"{day:%b}") + year


def mark(axes: Axes, named: Mark, level: int, rows: int) -> None:
    """A line through all rows, with its name above them."""
    colour, top, x = MARKS[level % len(MARKS)], -0.5 - LEVEL * (level + 0.5), x_of(named.day)
    axes.plot([x] * 2, [rows - 0.5, top], color=colour, lw=1.2, ls="--" if level else "-", zorder=1.5, gid="mark")
    low, high = axes.get_xlim()
    right = x > (low + high) / 2
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}  # the lines of later marks pass behind it
    axes.annotate(named.name, (x, top), xytext=(-4 if right else 4, 0), textcoords="offset points", color=colour,
                  fontsize=SIZE, va="center", ha="right" if right else "left", bbox=paper, zorder=5,
                  gid="mark name")  # fmt: skip


def x_of(day: date) -> float:
    return float(date2num(day))  # type: ignore[no-untyped-call]
