"""What vendors show us, how long it holds, and what a vendor of each tier must hold."""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from dateutil.relativedelta import relativedelta
from pydantic import Field, model_validator

from govbot.playbook.files import Files
from govbot.playbook.terms import Days, Knowledge, SomeDays, Term, Terms

Months = Annotated[int, Field(ge=0, le=120)]
Sort = Literal["certificate", "report", "audit", "document"]


class EvidenceKind(Term):
    """Without `months` the document states its own end; `open_ended`, it need not have one."""

    sort: Sort
    months: Months = 0
    tighter: dict[str, Months] = Field(default_factory=dict)  # by tier
    counted_from: Literal["issued", "period_end"] = "issued"
    open_ended: bool = False
    instead: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()

    def months_for(self, tier: str) -> int:
        return self.tighter.get(tier, self.months)

    def end(self, tier: str, since: date) -> date:
        """When it runs out, counted from the day that `counted_from` names."""
        return since + relativedelta(months=self.months_for(tier))


class EvidenceKinds(Terms[EvidenceKind]):
    noun: ClassVar[str] = "kind of evidence"


class Asking(Knowledge):
    days_before_end: Days
    days_at_least: Days


class CertificatesOnly(Knowledge):
    tiers: tuple[str, ...]
    cycles: int = Field(gt=1, le=100)


class Evidence(Knowledge):
    kinds: EvidenceKinds
    required: dict[str, tuple[str, ...]]
    collect_within: dict[str, Days]
    request: Asking
    decide_within: SomeDays
    four_eyes: tuple[str, ...]
    checks: tuple[str, ...]
    certificates_only: CertificatesOnly
    files: Files

    @property
    def tiers(self) -> set[str]:
        """Every tier that is spoken of."""
        kinds = {tier for kind in self.kinds.values() for tier in kind.tighter}
        return {*self.required, *self.collect_within, *self.four_eyes, *self.certificates_only.tiers} | kinds

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        named = {key for kind in self.kinds.values() for key in (*kind.instead, *kind.bridges)}
        named |= {key for kinds in self.required.values() for key in kinds}
        unknown = sorted(key for key in named if key not in self.kinds)
        if unknown:
            raise ValueError(f"there is no such kind of evidence: {', '.join(unknown)}")
        if set(self.required) != set(self.collect_within):
            raise ValueError("required and collect_within speak of different tiers")
        return self
