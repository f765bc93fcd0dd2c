"""Where too much hangs on one: what vendors are grouped by, and from which share a group is flagged."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

GROUPINGS = {"parent", "country", "function", "subcontractor"}


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

    @model_validator(mode="after")
    def _groups_what_vendors_have(self) -> Self:
        if set(self.groups.root) != GROUPINGS:
            raise ValueError(f"groups: these are {', '.join(sorted(GROUPINGS))}")
        return self
