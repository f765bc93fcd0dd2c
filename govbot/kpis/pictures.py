"""The pictures of KPIs by name: how each is drawn from what the queue of messages has kept."""

from collections.abc import Callable, Mapping
from typing import Any

from govbot.kpis import heat_picture, score_picture, trend_picture
from govbot.kpis.canvas import png

TREND, SCORECARD, HEAT_MAP = "kpi-trend", "scorecard", "heat-map"

DRAWINGS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    TREND: lambda data: png(trend_picture.figure(trend_picture.Trend.model_validate(data))),
    SCORECARD: lambda data: png(score_picture.figure(score_picture.Scorecard.model_validate(data))),
    HEAT_MAP: lambda data: png(heat_picture.figure(heat_picture.HeatMap.model_validate(data))),
}
