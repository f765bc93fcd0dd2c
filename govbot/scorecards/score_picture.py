"""A vendor's scorecard: its parts, and how the score went over the last months."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from govbot.outbox.canvas import BLUE, FAINT, INK, NOTHING, PAPER, plain, quiet, sheet
from govbot.scorecards.colours import COLOURS
from govbot.scorecards.pictured import Scorecard


def figure(card: Scorecard) -> Figure:
    drawn = sheet(card.title)
    left, right = drawn.subplots(1, 2, width_ratios=[3, 2])
    _parts(left, card)
    _months(right, card)
    return drawn


def _parts(axes: Axes, card: Scorecard) -> None:
    """A bar each, with its number and its word."""
    quiet(axes)
    names = [plain(f"{part.name} ({part.weight})", 40) for part in card.parts]
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 125)
    axes.set_xticks([0, card.amber_from, card.green_from, 100])
    for at, part in enumerate(card.parts):
        if part.score is None:
            axes.barh(at, 100, color="none", edgecolor=NOTHING, hatch="///", height=0.55, gid="nothing")
            axes.text(102, at, part.note, color=FAINT, fontsize=8, va="center")
        else:
            axes.barh(at, float(part.score), color=COLOURS[part.state], height=0.55, gid=f"part {part.state}")
            axes.text(102, at, f"{part.score} {part.state}", color=INK, fontsize=8, va="center")
    for limit in (card.amber_from, card.green_from):
        axes.axvline(limit, color=INK, lw=0.8, ls="dashed", gid="limit")
    axes.set_title("Parts (weight)", loc="left", fontsize=10, color=FAINT)


def _months(axes: Axes, card: Scorecard) -> None:
    """The score as a line; behind it, how much of it was measured."""
    quiet(axes)
    at = range(len(card.months))
    axes.bar(at, [float(month.coverage) for month in card.months], color=NOTHING, width=0.7, label="coverage")
    scores = [float("nan") if month.score is None else float(month.score) for month in card.months]
    axes.plot(at, scores, color=BLUE, lw=2, marker="o", label="score", gid="score")
    for index, month in enumerate(card.months):
        if month.score is not None:
            label = {"facecolor": PAPER, "edgecolor": "none", "pad": 1, "alpha": 0.85}
            axes.text(index, float(month.score) + 4, str(month.score), color=INK, fontsize=8, ha="center", bbox=label)
    for limit in (card.amber_from, card.green_from):
        axes.axhline(limit, color=INK, lw=0.8, ls="dashed", gid="limit")
    axes.set_ylim(0, 112)
    axes.set_xticks(list(at), [month.label for month in card.months], rotation=35, ha="right")
    axes.legend(loc="upper left", bbox_to_anchor=(0, 1.02), ncols=2, frameon=False, fontsize=8, labelcolor=INK)
    axes.set_title("Score and coverage, %", loc="left", fontsize=10, color=FAINT)
