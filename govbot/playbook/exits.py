"""What an exit plan has to say, by when each tier needs one, how it is tested, and what speaks for leaving."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from govbot.playbook.cadence import Cadence, CadenceInWords
from govbot.playbook.scorecard import Colour
from govbot.playbook.terms import Knowledge, Term, Terms

Needed = Literal[
    "objectives", "scope", "alternatives", "impact", "transition_days", "cost", "data_formats", "destruction", "staff",
    "success", "their_people",
]  # fmt: skip
Known = Literal["drafted", "reviewed", "tested", "notice", "access", "destruction"]
Part = Literal[
    "written", "approved", "reviewed", "alternatives", "people", "contract", "notice", "data", "tested", "exported",
    "cost", "outage",
]  # fmt: skip


class Alternative(Term):
    pass


class Alternatives(Terms[Alternative]):
    noun: ClassVar[str] = "kind of alternative"


class TestKind(Term):
    __test__ = False  # no test of pytest's
    meaning: str
    cadence: dict[str, CadenceInWords] = Field(default_factory=dict)
    at_renewal: tuple[str, ...] = ()


class TestKinds(Terms[TestKind]):
    __test__ = False
    noun: ClassVar[str] = "kind of test"


class Trigger(Term):
    """Without a threshold it either happened or not; what govbot cannot know is only `told` by people."""

    meaning: str
    threshold: int | None = Field(default=None, gt=0)
    unit: str = ""
    told: bool = False


class Triggers(Terms[Trigger]):
    noun: ClassVar[str] = "trigger"


class ExitReadiness(Knowledge):
    """Weights of 100 in all; the colours as in a scorecard. `clauses` are what a contract should say about leaving."""

    parts: dict[Part, int]
    clauses: tuple[str, ...]
    green_from: int = Field(gt=0, le=100)
    amber_from: int = Field(gt=0, le=100)

    @model_validator(mode="after")
    def _sums_to_100(self) -> Self:
        if (total := sum(self.parts.values())) != 100:
            raise ValueError(f"the weights of readiness sum to {total}, not to 100")
        if self.amber_from >= self.green_from:
            raise ValueError("amber_from must lie below green_from")
        return self

    def colour(self, score: int) -> Colour:
        if score >= self.green_from:
            return "green"
        return "amber" if score >= self.amber_from else "red"


class Exits(Knowledge):
    plan_within: dict[str, int]  # tier to days after the vendor was added
    tasks: dict[Known, str]  # what govbot itself does with them, to their keys in exit.yaml
    planned_at_least: int = Field(gt=0)  # days
    notice_reserve: int = Field(ge=0)  # days between serving notice and the last day on which it is in time
    begun_before: int = Field(ge=0)  # days
    needed: dict[Needed, str]  # what a plan has to say before it is approved, as people call it
    alternatives: Alternatives
    tests: TestKinds
    first_test_within: int = Field(gt=0)  # days after the plan was begun
    answer_within: int = Field(gt=0)  # business days; then the admins are asked as well
    quiet_at_most: int = Field(gt=0)  # days for which a sponsor may say: not now
    triggers: Triggers
    readiness: ExitReadiness

    def needs_plan(self, tier: str) -> bool:
        return tier in self.plan_within

    def test_cadence(self, kind: str, tier: str) -> Cadence | None:
        return self.tests[kind].cadence.get(tier)

    @property
    def tiers(self) -> set[str]:
        """Every tier that is spoken of."""
        tested = {tier for kind in self.tests.values() for tier in (*kind.cadence, *kind.at_renewal)}
        return {*self.plan_within, *tested}
