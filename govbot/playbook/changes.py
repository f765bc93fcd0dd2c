"""What may change with a vendor between two reviews, and which review then looks at it."""

from typing import ClassVar

from govbot.playbook.terms import SomeDays, Term, Terms


class Change(Term):
    review: str  # a key of the kinds of review
    within_days: SomeDays


class Changes(Terms[Change]):
    noun: ClassVar[str] = "change"
