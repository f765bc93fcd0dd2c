"""A plan as bars over time: a row for each task, upright, so that forty of them can be read on a phone too."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.textpath import text_to_path

from govbot.outbox.canvas import BLUE, FAINT, INK, NOTHING, PAPER, plain, quiet, sheet
from govbot.plans import gantt_axes
from govbot.plans.gantt_axes import LEVEL, SIZE, x_of
from govbot.plans.pictured import Bar, Gantt, Phase, Standing

WIDTH, ROW = 6.0, 0.2  # inches: as wide as a phone shows in one piece, and a row of it
LEFT, RIGHT, TOP, BOTTOM = 3.05, 0.15, 0.72, 0.85  # inches around the bars; left of them stand the titles
EDGE, CODE = 0.1, 0.44  # inches: left of a title, and its code
# Okabe and Ito's colours; late has a shape of its own, and open is hollow.
COLOURS = {Standing.DONE: "#009E73", Standing.LATE: "#D55E00", Standing.OPEN: BLUE}


class Row(NamedTuple):
    at: float
    phase: Phase | None
    bar: Bar | None


def figure(plan: Gantt) -> Figure:
    rows = list(_rows(plan))
    tall = TOP + BOTTOM + ROW * (len(rows) + LEVEL * (len(plan.marks) + 1))
    drawn = sheet(plan.title, (WIDTH, tall))
    drawn.set_layout_engine("none")
    drawn.suptitle(plain(plan.title, 60), x=0.1 / WIDTH, y=1 - 0.12 / tall, ha="left", va="top",
                   fontsize=12, fontweight="bold", color=INK)  # fmt: skip
    axes = drawn.add_axes((LEFT / WIDTH, BOTTOM / tall, 1 - (LEFT + RIGHT) / WIDTH, 1 - (TOP + BOTTOM) / tall))
    quiet(axes)
    axes.set_ylim(len(rows) - 0.5, -0.5 - LEVEL * (len(plan.marks) + 0.5))
    gantt_axes.span(axes, plan)
    for row in rows:
        _row(axes, row, plan.today)
    _waiting(axes, {row.bar.code: row for row in rows if row.bar})
    for level, mark in enumerate(plan.marks):
        gantt_axes.mark(axes, mark, level, len(rows))
    _legend(drawn, tall)
    return drawn


def _rows(plan: Gantt) -> Iterator[Row]:
    at = 0
    for phase in plan.phases:
        yield Row(at, phase, None)
        for bar in phase.bars:
            at += 1
            yield Row(at, None, bar)
        at += 1


def _row(axes: Axes, row: Row, today: date) -> None:
    if row.phase:
        wide = WIDTH - LEFT - RIGHT
        axes.axhspan(row.at - 0.5, row.at + 0.5, -(LEFT - EDGE / 2) / wide, 1, color=NOTHING, alpha=0.5, lw=0,
                     zorder=0, clip_on=False, gid="phase")  # fmt: skip
        _write(axes, row.at, row.phase.name, EDGE, bold=True)
    elif row.bar:
        _write(axes, row.at, row.bar.code, EDGE, bold=row.bar.critical)
        _write(axes, row.at, row.bar.title, EDGE + CODE)
        _bar(axes, row.at, row.bar, today)


def _write(axes: Axes, at: float, text: str, from_left: float, *, bold: bool = False) -> None:
    """Left of the bars, cut where they begin."""
    font = FontProperties(size=SIZE, weight="bold" if bold else "normal")
    shown = _fitting(text, LEFT - 0.1 - from_left, font)
    axes.text((from_left - LEFT) / (WIDTH - LEFT - RIGHT), at, plain(shown), transform=axes.get_yaxis_transform(),
              fontproperties=font, color=INK, va="center", ha="left", gid="title")  # fmt: skip


def _fitting(text: str, inches: float, font: FontProperties) -> str:
    """What of it is no wider than that, looked for by halves: to measure a text is slow."""

    def too_wide(shown: str) -> bool:
        return bool(text_to_path.get_text_width_height_descent(shown, font, ismath=False)[0] > inches * 72)

    if not too_wide(text):
        return text
    end = bisect_left(range(1, len(text)), True, key=lambda kept: too_wide(text[:kept].rstrip() + "…"))
    return text[:end].rstrip() + "…"


def _bar(axes: Axes, at: float, bar: Bar, today: date) -> None:
    """What is late goes on, hatched, up to today."""
    colour = COLOURS[bar.standing]
    if bar.standing is Standing.LATE:
        axes.barh(at, x_of(today) - x_of(bar.end), left=x_of(bar.end), height=0.5, color="none", edgecolor=colour, lw=0,
                  hatch="//////", zorder=1.6, gid=f"late {bar.code}")  # fmt: skip
    if bar.planned < bar.end:
        axes.plot([x_of(bar.planned), x_of(bar.end)], [at, at], color=FAINT, lw=0.8, ls=":", zorder=1)
        axes.plot([x_of(bar.planned)], [at], color=FAINT, marker="|", ms=7, zorder=1, gid="planned")
    axes.barh(
        at, x_of(bar.end) - x_of(bar.start), left=x_of(bar.start), height=0.5, zorder=2, gid=f"bar {bar.code}",
        color=colour, alpha=0.9, edgecolor=INK if bar.critical else colour, lw=1.2 if bar.critical else 0.5,
    )  # fmt: skip
    late = bar.standing is Standing.LATE
    shape = "X" if late else "D" if bar.gate else "o"
    axes.plot(
        [x_of(bar.end)], [at], marker=shape, ms=8 if late else 5.5, zorder=4, gid=f"end {bar.code}",
        markerfacecolor=PAPER if bar.standing is Standing.OPEN else colour,
        markeredgecolor=INK if bar.critical else colour, markeredgewidth=0.8 if late else 1.2,
    )  # fmt: skip


def _waiting(axes: Axes, rows: dict[str, Row]) -> None:
    """From the end of a task down or up to what waits for it; the critical path is the dark one."""
    for row in rows.values():
        assert row.bar is not None
        for code in row.bar.after:
            before = rows.get(code)
            if before is None or before.bar is None:
                continue
            critical = before.bar.critical and row.bar.critical
            x = x_of(before.bar.end)
            axes.plot(
                [x, x, max(x, x_of(row.bar.start))], [before.at, row.at, row.at], zorder=3 if critical else 1,
                color=INK if critical else FAINT, lw=1.2 if critical else 0.6, alpha=0.9 if critical else 0.35,
                gid=f"{'critical' if critical else 'after'} {code} {row.bar.code}",
            )  # fmt: skip


def _legend(drawn: Figure, tall: float) -> None:
    def dot(shape: str, face: str, edge: str) -> Line2D:
        return Line2D([], [], ls="", marker=shape, ms=6, markerfacecolor=face, markeredgecolor=edge)

    done, late, open_ = (COLOURS[each] for each in (Standing.DONE, Standing.LATE, Standing.OPEN))
    shown = {
        "done": dot("o", done, done), "late": dot("X", late, late), "open": dot("o", PAPER, open_),
        "gate": dot("D", PAPER, open_), "decides the last date": Patch(facecolor=open_, edgecolor=INK, lw=1.2),
        "first date it had": Line2D([], [], ls=":", marker="|", ms=7, color=FAINT),
    }  # fmt: skip
    drawn.legend(list(shown.values()), list(shown), loc="lower left", bbox_to_anchor=(0.1 / WIDTH, 0.04 / tall),
                 ncols=3, frameon=False, fontsize=SIZE, labelcolor=INK, borderaxespad=0)  # fmt: skip
