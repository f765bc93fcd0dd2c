"""How candidates compare: a weighted score of 100 each, and who leads by how much. Nothing here decides."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from govbot.selection.finding import Board
from govbot.selection.models import Selection

WHOLE = 100


def total(weights: Mapping[str, int], best: int, scores: Mapping[str, int]) -> Decimal | None:
    """Of 100; None as long as a criterion is not scored."""
    if any(key not in scores for key in weights):
        return None
    points = sum(weight * scores[key] for key, weight in weights.items())
    return (Decimal(points) * WHOLE / (sum(weights.values()) * best)).quantize(Decimal("0.1"))


class Lead(NamedTuple):
    """Who is first (several where they are level), and how far the next one is behind; None where there is no next."""

    first: Sequence[int]
    score: Decimal
    ahead: Decimal | None
    next: Sequence[int] = ()


def lead(totals: Mapping[int, Decimal]) -> Lead | None:
    """Of those who are wholly scored, by vendor."""
    if not totals:
        return None
    best = max(totals.values())
    first = [key for key, value in totals.items() if value == best]
    others = {key: value for key, value in totals.items() if value < best}
    if not others:
        return Lead(first, best, None)
    second = max(others.values())
    return Lead(first, best, best - second, [key for key, value in others.items() if value == second])


def totals(board: Board) -> dict[int, Decimal]:
    """By vendor, of those who stand and are wholly scored."""
    found = {entry.vendor.id: of(board.selection, entry.candidate.scores) for entry in board.standing}
    return {key: value for key, value in found.items() if value is not None}


def of(selection: Selection, scores: Mapping[str, int]) -> Decimal | None:
    return total(selection.weights, selection.best, scores)


def said(value: Decimal) -> str:
    """`84`, `83.4`"""
    return f"{value:f}".removesuffix(".0")
