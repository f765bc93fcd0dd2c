"""When red is a breach, and when it is over: a rule on the states of a KPI's periods, the oldest first."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from govbot.kpis.models import State
from govbot.playbook.kpis import Breach


class Turn(StrEnum):
    BREACHED = "breached"
    STILL_RED = "still red"
    RECOVERED = "recovered"


class Event(NamedTuple):
    at: int  # which of the periods
    turn: Turn


def events(states: Sequence[State], rule: Breach) -> list[Event]:
    """What happened. Over after one green period and not before; what was before that never counts again.

    A missing or thin period is neither: it breaks a run of reds, and heals nothing.
    """
    found: list[Event] = []
    begun, standing = 0, False
    for at, state in enumerate(states):
        if standing and state is State.GREEN:
            found.append(Event(at, Turn.RECOVERED))
            begun, standing = at + 1, False
        elif standing and state is State.RED:
            found.append(Event(at, Turn.STILL_RED))
        elif state is State.RED and _holds(states[begun : at + 1], rule):
            found.append(Event(at, Turn.BREACHED))
            standing = True
    return found


def _holds(states: Sequence[State], rule: Breach) -> bool:
    running = states[-rule.running :]
    if len(running) == rule.running and all(state is State.RED for state in running):
        return True
    return states[-rule.of :].count(State.RED) >= rule.reds


def standing_since(happened: Iterable[Event]) -> int | None:
    """Which period opened the breach that stands now; None where none does."""
    since: int | None = None
    for event in happened:
        if event.turn is Turn.BREACHED:
            since = event.at
        elif event.turn is Turn.RECOVERED:
            since = None
    return since
