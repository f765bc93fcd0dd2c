"""The portfolio as a heat map: how many vendors of each tier stand where, and which."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from govbot.kpis.models import State
from govbot.outbox.canvas import FAINT, INK, NOTHING, PAPER, plain, quiet, sheet
from govbot.scorecards.colours import COLOURS
from govbot.scorecards.pictured import Cell, HeatMap

NAMED = 3  # vendors written into a cell


def figure(heat: HeatMap) -> Figure:
    drawn = sheet(heat.title)
    axes = drawn.add_subplot()
    quiet(axes)
    axes.set_xlim(0, len(heat.columns))
    axes.set_ylim(len(heat.rows), 0)
    axes.set_xticks([at + 0.5 for at in range(len(heat.columns))], heat.headings)
    axes.set_yticks([at + 0.5 for at in range(len(heat.rows))], [name for name, _ in heat.rows])
    axes.xaxis.tick_top()
    most = max((len(cell.names) for _, cells in heat.rows for cell in cells), default=0)
    for row, (_, cells) in enumerate(heat.rows):
        for column, (state, cell) in enumerate(zip(heat.columns, cells, strict=True)):
            _cell(axes, column, row, state, cell, most)
    return drawn


def _cell(axes: Axes, column: int, row: int, state: State, cell: Cell, most: int) -> None:
    """The stronger the colour, the more vendors; the number says it as well."""
    strength = 0.25 + 0.6 * len(cell.names) / most if cell.names else 0.05
    colour = COLOURS.get(state, NOTHING)
    axes.add_patch(
        Rectangle((column, row), 1, 1, facecolor=colour, alpha=strength, edgecolor=PAPER, lw=3, gid=f"cell {state}")
    )
    middle = column + 0.5
    axes.text(
        middle, row + 0.28, str(len(cell.names)) if cell.names else "–", color=INK if cell.names else FAINT,
        fontsize=15, fontweight="bold", ha="center", va="center",
    )  # fmt: skip
    shown = [plain(name, 22) for name in cell.names[:NAMED]]
    left = len(cell.names) - len(shown)
    shown += [f"and {left} more"] if left else []
    axes.text(middle, row + 0.48, "\n".join(shown), color=INK, fontsize=7, ha="center", va="top")
