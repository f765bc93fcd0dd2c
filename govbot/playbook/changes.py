"""What may change with a vendor between two reviews, and which review then looks at it."""

from typing import ClassVar

from pydantic import Field

from govbot.playbook.terms import Term, Terms


class Change(Term):
    review: str  # a key of the kinds of review
    within_days: int = Field(gt=0)


class Changes(Terms[Change]):
    noun: ClassVar[str] = "change"
