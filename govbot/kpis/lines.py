"""What was agreed: the target and the lines of amber and red, and what a value is by them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from govbot.errors import Refusals
from govbot.kpis.models import State
from govbot.playbook.kpis import Direction

HUNDRED = Decimal(100)


class Lines(BaseModel):
    """Green up to `amber` (by default the target), red beyond `red`.

    A band has two of target and red: green between the targets, red outside of the reds.
    """

    model_config = ConfigDict(frozen=True)

    direction: Direction
    target: Decimal
    red: Decimal
    amber: Decimal | None = None
    target_high: Decimal | None = None
    red_high: Decimal | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        faults = self.faults()
        if faults:
            raise Refusals(faults)
        return self

    def faults(self) -> dict[str, str]:
        """Field to sentence; empty where the lines stand in order."""
        if self.direction is Direction.BAND:
            return self._band_faults()
        side = "below" if self.direction is Direction.UP else "above"
        if self._worse(self.target) >= self._worse(self.red):
            return {"red": f"The red line lies {side} the target, for {_good(self.direction)} values are good."}
        if self.amber is not None and not self._worse(self.target) <= self._worse(self.amber) < self._worse(self.red):
            return {"amber": "The amber line lies between the target and the red line."}
        return {}

    def _band_faults(self) -> dict[str, str]:
        if self.target_high is None or self.target_high <= self.target:
            return {"target": "A band has two ends, such as 330-390, the lower one first."}
        if self.red_high is None or not self.red < self.target < self.target_high < self.red_high:
            return {"red": "The red lines lie outside of the target, such as 300-420 for a target of 330-390."}
        return {}

    def _worse(self, value: Decimal) -> Decimal:
        """Higher is worse, whatever the direction (not for bands)."""
        return -value if self.direction is Direction.UP else value

    def judge(self, value: Decimal) -> State:
        """Green, amber or red."""
        if self.direction is Direction.BAND:
            return self._judge_band(value)
        if self._worse(value) > self._worse(self.red):
            return State.RED
        limit = self.target if self.amber is None else self.amber
        return State.GREEN if self._worse(value) <= self._worse(limit) else State.AMBER

    def _judge_band(self, value: Decimal) -> State:
        assert self.target_high is not None
        assert self.red_high is not None
        if self.target <= value <= self.target_high:
            return State.GREEN
        return State.AMBER if self.red <= value <= self.red_high else State.RED

    def missed(self, value: Decimal) -> Decimal:
        """By how much the target was missed, in the KPI's unit; 0 where it was met."""
        if self.direction is Direction.BAND:
            assert self.target_high is not None
            return max(self.target - value, value - self.target_high, Decimal(0))
        return max(self._worse(value) - self._worse(self.target), Decimal(0))

    def attainment(self, value: Decimal, at_red: int) -> Decimal:
        """100 where the target is met, `at_red` on the red line, falling on in the same way, never below 0."""
        room = abs(self.target - self.red)
        if self.direction is Direction.BAND and self.target_high is not None and value > self.target_high:
            assert self.red_high is not None
            room = self.red_high - self.target_high
        return max(HUNDRED - self.missed(value) * (HUNDRED - at_red) / room, Decimal(0))

    def said(self, say: Callable[[Decimal], str]) -> str:
        """`target 80 %, red below 70 %`."""
        if self.direction is Direction.BAND:
            assert self.target_high is not None
            assert self.red_high is not None
            inside = f"{say(self.target)} to {say(self.target_high)}"
            return f"target {inside}, red outside of {say(self.red)} to {say(self.red_high)}"
        side = "below" if self.direction is Direction.UP else "above"
        amber = f", amber {side} {say(self.amber)}" if self.amber is not None else ""
        return f"target {say(self.target)}{amber}, red {side} {say(self.red)}"


def _good(direction: Direction) -> str:
    return "high" if direction is Direction.UP else "low"
