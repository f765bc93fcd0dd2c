"""What stands in a vendor's due-diligence file, for which tiers, and how long each item holds."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Self

from dateutil.relativedelta import relativedelta
from pydantic import Field, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

MOST_ITEMS = 8  # of an area: they are filled in together, in one form


class DiligenceItem(Term):
    """With `months` it is counted when it runs out, `stated` stands on the document; else it holds."""

    proof: str
    months: int = Field(default=0, ge=0)
    tighter: dict[str, int] = Field(default_factory=dict)  # tier to months
    stated: bool = False
    tiers: tuple[str, ...] = ()  # who has to have it; empty: everybody
    never_waived: bool = False

    def asked_of(self, tier: str) -> bool:
        return not self.tiers or tier in self.tiers

    def until(self, tier: str, since: date, stated: date | None) -> date | None:
        """Its last day; None where it holds until something changes."""
        if self.stated:
            return stated
        months = self.tighter.get(tier, self.months)
        return since + relativedelta(months=months) if months else None


class DiligenceItems(Terms[DiligenceItem]):
    noun: ClassVar[str] = "item"


class Area(Term):
    items: DiligenceItems

    def asked_of(self, tier: str) -> list[DiligenceItem]:
        return [item for item in self.items.values() if item.asked_of(tier)]


class Areas(Terms[Area]):
    noun: ClassVar[str] = "area"


class DueDiligence(Knowledge):
    areas: Areas

    def items(self, tier: str) -> Iterator[DiligenceItem]:
        """All that a vendor of that tier has to have."""
        for area in self.areas.values():
            yield from area.asked_of(tier)

    @property
    def by_key(self) -> dict[str, DiligenceItem]:
        return {item.key: item for area in self.areas.values() for item in area.items.values()}

    @property
    def tiers(self) -> set[str]:
        """Every tier that is spoken of."""
        return {tier for item in self.by_key.values() for tier in (*item.tiers, *item.tighter)}

    @model_validator(mode="after")
    def _one_key_an_item(self) -> Self:
        seen: dict[str, Any] = {}
        for area in self.areas.values():
            if not 0 < len(area.items.values()) <= MOST_ITEMS:
                raise ValueError(f"areas.{area.key}: an area has 1 to {MOST_ITEMS} items")
            for item in area.items.values():
                if item.key in seen:
                    raise ValueError(f"the item {item.key} stands in {seen[item.key]} and in {area.key}")
                seen[item.key] = area.key
                if item.stated and item.months:
                    raise ValueError(f"{item.key}: either the document states its end, or months are counted")
        return self
