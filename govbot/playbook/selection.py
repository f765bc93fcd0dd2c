"""How candidates are scored, what is settled before one of them is taken, and what they are asked."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

WHOLE = 100


class Weighted(Term):
    short: str = Field(max_length=10)  # a table has to fit a phone
    weight: int = Field(gt=0)
    hint: str


class PartnerCriteria(Terms[Weighted]):
    noun: ClassVar[str] = "criterion"


class Checklist(Terms[Term]):
    noun: ClassVar[str] = "item"


class Selection(Knowledge):
    best: int = Field(gt=0)
    most: int = Field(gt=1)
    longest_days: int = Field(gt=0)
    criteria: PartnerCriteria
    checklist: Checklist
    questions: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = sum(criterion.weight for criterion in self.criteria.values())
        if total != WHOLE:
            raise ValueError(f"the weights of the criteria sum to {total}, not to {WHOLE}")
        return self
