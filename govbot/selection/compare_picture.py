"""The candidates of a selection as bars: how many points of 100 each criterion gives each of them."""

from itertools import cycle

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govbot.outbox.canvas import FAINT, INK, PAPER, plain, quiet, sheet
from govbot.selection.pictured import Bar, Comparison

# Okabe and Ito's colours, which stay apart for everybody; each with a hatch of its own, for colour is not enough.
LOOKS = (
    ("#0072B2", ""), ("#E69F00", "//"), ("#009E73", ".."), ("#CC79A7", "\\\\"), ("#56B4E9", "xx"), ("#D55E00", "--"),
)  # fmt: skip
WIDE, EACH, REST = 8.0, 0.55, 2.2  # inches: across, for a candidate, for title and legend


def figure(shown: Comparison) -> Figure:
    drawn = sheet(shown.title, (WIDE, REST + EACH * max(len(shown.bars), 2)))
    axes = drawn.subplots()
    quiet(axes)
    axes.set_yticks(range(len(shown.bars)), [plain(bar.name, 30) for bar in shown.bars])
    axes.invert_yaxis()
    axes.set_xlim(0, 118)
    axes.set_xticks([0, 25, 50, 75, 100])
    for at, bar in enumerate(shown.bars):
        _bar(axes, at, bar)
    _legend(axes, shown)
    return drawn


def _bar(axes: Axes, at: int, bar: Bar) -> None:
    left = 0.0
    for (colour, hatch), points in zip(cycle(LOOKS), bar.points, strict=False):
        if points:
            axes.barh(
                at, float(points), left=left, color=colour, hatch=hatch, edgecolor=PAPER, height=0.6, gid="points"
            )  # fmt: skip
            left += float(points)
    said = f"{bar.total}".removesuffix(".0") if bar.total is not None else "not wholly scored"
    axes.text(left + 1.5, at, said, color=INK if bar.total is not None else FAINT, fontsize=9, va="center")


def _legend(axes: Axes, shown: Comparison) -> None:
    for (colour, hatch), criterion in zip(cycle(LOOKS), shown.criteria, strict=False):
        axes.barh(0, 0, color=colour, hatch=hatch, edgecolor=PAPER, label=plain(criterion, 30))
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, frameon=False, fontsize=8, labelcolor=INK
    )  # fmt: skip
