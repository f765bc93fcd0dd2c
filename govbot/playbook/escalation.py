"""The ladder: levels, severities with their clocks, and what govbot raises by itself."""

from datetime import time
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from govbot.playbook.span import Span, SpanInWords
from govbot.playbook.terms import TEN_YEARS, Knowledge, Term, Terms


class Level(Term):
    roles: tuple[Literal["owner", "backup", "sponsor", "security", "contract_owner", "reviewer", "governance"], ...]
    ours: str
    theirs: str
    matters: str


class Levels(Terms[Level]):
    noun: ClassVar[str] = "level"


class Severity(Term):
    """`hours` says which time counts; `climbs` counts from the opening; without `snooze` it cannot be snoozed."""

    meaning: str
    hours: Literal["always", "extended", "business"]
    acknowledge: SpanInWords
    update: SpanInWords
    starts_at: tuple[str, ...] = Field(min_length=1)
    climbs: dict[str, SpanInWords]
    snooze: SpanInWords | None = None

    def next_climb(self, level: str) -> tuple[str, Span] | None:
        """The level above that one, and how long after the opening it is reached. None at the top."""
        return next(((above, span) for above, span in sorted(self.climbs.items()) if above > level), None)


class Severities(Terms[Severity]):
    noun: ClassVar[str] = "severity"


class Hours(Knowledge):
    start: time = Field(alias="from")
    end: time = Field(alias="to")

    @model_validator(mode="after")
    def _begin_before_they_end(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("these are hours on the clocks of whoever is reached: leave the zone out")
        if self.start >= self.end:
            raise ValueError("from has to be earlier than to")
        return self


class Rule(Term):
    """Raises `severity` that many days after the due date or the beginning of the state; below 0: before it."""

    days: int = Field(ge=-TEN_YEARS, le=TEN_YEARS)
    counted: Literal["days", "business_days"] = "days"
    tiers: tuple[str, ...] = ()
    severity: str

    @property
    def reason(self) -> str:
        """What the escalation says it was raised for."""
        return self.title.format(days=abs(self.days))

    @model_validator(mode="after")
    def _says_its_days(self) -> Self:
        if set("{}") & set(self.title.replace("{days}", "")):
            raise ValueError(f"the title of {self.key} has braces for anything but {{days}}")
        return self

    def holds_for(self, tier: str) -> bool:
        return not self.tiers or tier in self.tiers


class Rules(Terms[Rule]):
    noun: ClassVar[str] = "rule"
    fewest: ClassVar[int] = 0


class RegulatoryClock(Term):
    """A time within which a regulator or the people concerned must be told; it runs around the clock."""

    duty: str
    length: SpanInWords | None = None
    months: int = Field(default=0, ge=0, le=120)  # instead of a length: the same day of a later month
    remind: tuple[SpanInWords, ...]  # before it runs out, the longest first

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if (self.length is None) == (self.months == 0):
            raise ValueError(f"the clock {self.key} needs either a length or months")
        return self


class RegulatoryClocks(Terms[RegulatoryClock]):
    noun: ClassVar[str] = "regulatory clock"


class Escalation(Knowledge):
    levels: Levels
    severities: Severities
    extended_hours: Hours
    regulatory_clocks: RegulatoryClocks
    drill_step: SpanInWords  # how long a level has to answer in a drill with short clocks
    rules: Rules

    def severity(self, words: str) -> Severity:
        return self.severities.find(words)

    def rule(self, key: str) -> Rule:
        return self.rules[key]

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        for severity in self.severities.values():
            for level in (*severity.starts_at, *severity.climbs):
                if level not in self.levels:
                    raise ValueError(f"severity {severity.key} names the level {level}, which there is not")
        for rule in self.rules.values():
            if rule.severity not in self.severities:
                raise ValueError(f"rule {rule.key} names the severity {rule.severity}, which there is not")
        return self
