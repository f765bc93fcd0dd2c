"""A KPI's values over its periods, before the bands of what was agreed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govbot.kpis.lines import Lines
from govbot.kpis.models import State
from govbot.outbox.canvas import BLUE, FAINT, INK, plain, quiet, sheet
from govbot.playbook.kpis import Direction
from govbot.scorecards.colours import COLOURS, SHAPES
from govbot.scorecards.pictured import Spot, Trend

BAND = 0.16  # how strong the bands are


def figure(trend: Trend) -> Figure:
    drawn = sheet(trend.title)
    axes = drawn.add_subplot()
    quiet(axes)
    low, high = _limits(trend)
    axes.set_ylim(low, high)
    axes.set_xlim(-0.5, len(trend.spots) - 0.5)
    _bands(axes, trend, low, high)
    _values(axes, trend.spots, low, high)
    axes.set_xticks(range(len(trend.spots)), [spot.label for spot in trend.spots])
    axes.set_ylabel(plain(trend.unit), color=INK, fontsize=9)
    axes.set_xlabel(plain(trend.target), color=FAINT, fontsize=9, loc="left")
    axes.legend(loc="upper left", bbox_to_anchor=(0, 1.09), ncols=6, frameon=False, fontsize=9, labelcolor=INK)
    return drawn


def _limits(trend: Trend) -> tuple[float, float]:
    """All values and all lines, with room around them."""
    shown = [spot.height for spot in trend.spots if spot.value is not None]
    for spot in trend.spots:
        agreed = Lines.model_validate(spot.lines)
        ends = (agreed.target, agreed.red, agreed.target_high, agreed.red_high)
        shown += [float(end) for end in ends if end is not None]
    room = (max(shown) - min(shown)) * 0.15 or 1.0
    return min(shown) - room, max(shown) + room


def _bands(axes: Axes, trend: Trend, low: float, high: float) -> None:
    """As agreed at each time: where a target changed, the bands take a step."""
    numbered = list(enumerate(trend.spots))
    stretches = [list(stretch) for _, stretch in groupby(numbered, key=lambda each: each[1].lines)]
    for stretch in stretches:
        left, right = stretch[0][0] - 0.5, stretch[-1][0] + 0.5
        agreed = Lines.model_validate(stretch[0][1].lines)
        for state, bottom, top in _spans(agreed, low, high):
            axes.fill_between([left, right], bottom, top, color=COLOURS[state], alpha=BAND, lw=0, gid=f"band {state}")
        for target in (agreed.target, agreed.target_high):
            if target is not None:
                axes.hlines(float(target), left, right, colors=INK, linestyles="dashed", lw=1, gid="target")
    for state, bottom, top in _spans(Lines.model_validate(trend.spots[-1].lines), low, high):
        middle = (bottom + top) / 2
        axes.text(len(trend.spots) - 0.45, middle, state.value, color=INK, fontsize=8, va="center", ha="left")


def _spans(agreed: Lines, low: float, high: float) -> Iterator[tuple[State, float, float]]:
    """From the bottom of the picture to its top."""
    target, red = float(agreed.target), float(agreed.red)
    if agreed.direction is Direction.BAND:
        assert agreed.target_high is not None
        assert agreed.red_high is not None
        edges = [low, red, target, float(agreed.target_high), float(agreed.red_high), high]
        states = [State.RED, State.AMBER, State.GREEN, State.AMBER, State.RED]
    else:
        limit = float(agreed.target if agreed.amber is None else agreed.amber)
        up = agreed.direction is Direction.UP
        edges = [low, red, limit, high] if up else [low, limit, red, high]
        states = [State.RED, State.AMBER, State.GREEN] if up else [State.GREEN, State.AMBER, State.RED]
    for at, state in enumerate(states):
        yield state, edges[at], edges[at + 1]


def _values(axes: Axes, spots: Sequence[Spot], low: float, high: float) -> None:
    """The line breaks where a value is missing; each state has its own shape."""
    there = [spot.height if spot.value is not None else float("nan") for spot in spots]
    axes.plot(range(len(spots)), there, color=BLUE, lw=2, zorder=2, gid="values")
    for state, shape in SHAPES.items():
        at = [index for index, spot in enumerate(spots) if spot.state is state]
        if at:
            axes.scatter(
                at, [there[index] for index in at], marker=shape, s=70, color=COLOURS[state], edgecolors=INK,
                linewidths=0.8, zorder=3, label="too few cases" if state is State.THIN else state.value,
            )  # fmt: skip
    for index, spot in enumerate(spots):
        if spot.value is None:
            axes.text(index, low + (high - low) * 0.03, "missing", color=FAINT, fontsize=8, ha="center", rotation=90)
