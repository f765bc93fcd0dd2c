"""What the vendor owes us for a missed target: by the agreed rule, to the cent."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from govbot.errors import Refusals

CENT = Decimal("0.01")
MONTHS = Decimal(12)
HUNDRED = Decimal(100)


class CreditRule(BaseModel):
    """`percent` of the monthly fee for each full `step` (in the KPI's unit) by which the target is missed."""

    model_config = ConfigDict(frozen=True)

    percent: Decimal
    step: Decimal
    cap: Decimal  # percent of the monthly fee, at most

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        faults = {}
        if not 0 < self.percent <= HUNDRED:
            faults["credit_percent"] = "More than 0 and at most 100 percent of the monthly fee."
        if self.step <= 0:
            faults["credit_step"] = "A step above 0, such as 1 for each full point."
        if not self.percent <= self.cap <= HUNDRED:
            faults["credit_cap"] = "At least one step's percent, and at most 100."
        if faults:
            raise Refusals(faults)
        return self

    def rate(self, missed: Decimal) -> Decimal:
        """Percent of the monthly fee that is owed for missing the target by so much."""
        return min(missed // self.step * self.percent, self.cap)


def owed(rule: CreditRule, missed: Decimal, annual_fee: Decimal) -> Decimal:
    """In the currency of the fee."""
    return (annual_fee * rule.rate(missed) / HUNDRED / MONTHS).quantize(CENT, ROUND_HALF_UP)
