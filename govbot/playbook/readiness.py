"""Whether a process is ready to be outsourced: what is asked, and which verdict the answers lead to."""

from collections.abc import Collection, Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

Verdict = Literal["outsource", "fix", "keep"]


class Criterion(Term):
    ask: str


class Criteria(Terms[Criterion]):
    noun: ClassVar[str] = "criterion"


class KeepSigns(Terms[Term]):
    noun: ClassVar[str] = "sign"


class VerdictTerm(Knowledge):
    title: str
    sign: str
    meaning: str


class Readiness(Knowledge):
    scale: dict[int, str]
    criteria: Criteria
    outsource_from: int = Field(gt=0)
    fix_from: int = Field(gt=0)
    verdicts: dict[str, VerdictTerm]
    keep_in_house: KeepSigns
    mistakes: tuple[str, ...] = Field(min_length=1)

    @property
    def best(self) -> int:
        """The total of a process that meets every criterion."""
        return max(self.scale) * len(self.criteria.values())

    def verdict(self, scores: Mapping[str, int], signs: Collection[str]) -> Verdict:
        """A sign keeps it in-house, and what is not met at all is mended first, whatever the total."""
        total = sum(scores.values())
        if signs or total < self.fix_from:
            return "keep"
        return "outsource" if total >= self.outsource_from and min(scores.values()) > 0 else "fix"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.fix_from < self.outsource_from <= self.best:
            raise ValueError(f"fix_from lies below outsource_from, and that not above {self.best}")
        if set(self.verdicts) != {"outsource", "fix", "keep"}:
            raise ValueError("the verdicts are outsource, fix and keep")
        return self
