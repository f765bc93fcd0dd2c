"""Where too much hangs on one: what vendors are grouped by, and from which share a group is flagged."""

from typing import ClassVar

from pydantic import Field

from govbot.playbook.terms import Knowledge, Term, Terms


class Flagged(Knowledge):
    """Shares in per cent."""

    vendors: int = Field(gt=0, le=100)
    critical: int = Field(gt=0, le=100)
    spend: int = Field(gt=0, le=100)


class Grouping(Term):
    flagged: Flagged


class Groupings(Terms[Grouping]):
    noun: ClassVar[str] = "grouping"


class Concentration(Knowledge):
    fewest: int = Field(gt=0)
    groups: Groupings
