"""The pictures of what is measured, by name: how each is drawn from what the queue of messages has kept.

The library takes half a second to load, which only those wait for who draw.
"""

from collections.abc import Callable, Mapping
from typing import Any

from govbot.scorecards.pictured import HeatMap, Scorecard, Trend

TREND, SCORECARD, HEAT_MAP = "kpi-trend", "scorecard", "heat-map"


def _trend(data: Mapping[str, Any]) -> bytes:
    from govbot.outbox import canvas
    from govbot.scorecards import trend_picture

    return canvas.png(trend_picture.figure(Trend.model_validate(data)))


def _scorecard(data: Mapping[str, Any]) -> bytes:
    from govbot.outbox import canvas
    from govbot.scorecards import score_picture

    return canvas.png(score_picture.figure(Scorecard.model_validate(data)))


def _heat_map(data: Mapping[str, Any]) -> bytes:
    from govbot.outbox import canvas
    from govbot.scorecards import heat_picture

    return canvas.png(heat_picture.figure(HeatMap.model_validate(data)))


DRAWINGS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    TREND: _trend,
    SCORECARD: _scorecard,
    HEAT_MAP: _heat_map,
}
