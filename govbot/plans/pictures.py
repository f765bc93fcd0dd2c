"""The pictures of plans, by name; the library that draws them loads when it is needed."""

from collections.abc import Callable, Mapping
from typing import Any

from govbot.plans.pictured import Gantt

GANTT = "gantt"


def _gantt(data: Mapping[str, Any]) -> bytes:
    from govbot.outbox import canvas
    from govbot.plans import gantt_picture

    return canvas.png(gantt_picture.figure(Gantt.model_validate(data)))


DRAWINGS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {GANTT: _gantt}
