"""The picture of a selection, by name; the library that draws it loads when it is needed."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from govbot.outbox.pictures import LONGEST_ALT, Picture, written
from govbot.selection import scoring, table
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection
from govbot.selection.pictured import Bar, Comparison
from govbot.slack.text import clip

COMPARISON = "candidates"


def _comparison(data: Mapping[str, Any]) -> bytes:
    from govbot.outbox import canvas
    from govbot.selection import compare_picture

    return canvas.png(compare_picture.figure(Comparison.model_validate(data)))


DRAWINGS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {COMPARISON: _comparison}


def picture(board: Board) -> Picture:
    """Those who stand, the best first; whoever is not wholly scored comes last."""
    selection = board.selection
    bars = sorted((_bar(selection, entry) for entry in board.standing), key=lambda bar: -(bar.total or -1))
    criteria = [f"{table.short(key)} ({weight})" for key, weight in selection.weights.items()]
    drawn = Comparison(title=f"Candidates: {written(selection.name, 'a selection')}", criteria=criteria, bars=bars)
    alt = "; ".join(f"{entry.vendor.name}: {_said(selection, entry)}" for entry in board.standing)
    title = clip(f"Candidates of {selection.name}", 200)
    return Picture(drawing=COMPARISON, data=drawn.model_dump(mode="json"), title=title, alt=clip(alt, LONGEST_ALT))


def _bar(selection: Selection, entry: Entry) -> Bar:
    scores = entry.candidate.scores
    weights = selection.weights.items()
    points = [Decimal(weight * scores[key]) / selection.best if key in scores else None for key, weight in weights]
    name = written(entry.vendor.name, entry.vendor.ref)
    return Bar(name=name, points=points, total=scoring.of(selection, scores))


def _said(selection: Selection, entry: Entry) -> str:
    total = scoring.of(selection, entry.candidate.scores)
    return f"{scoring.said(total)} of 100" if total is not None else "not wholly scored"
