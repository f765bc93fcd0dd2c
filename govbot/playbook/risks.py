"""What may go wrong, how bad that is, how much of it is borne, and how long an approval lasts."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from govbot.playbook.terms import Knowledge, SomeDays, Term, Terms

WORST = 5
Longest = Literal["acceptance", "exception", "decision", "review", "issue"]
Asked = Literal["approval", "verification", "acceptance"]


class Category(Term):
    examples: tuple[str, ...] = Field(min_length=1)


class Categories(Terms[Category]):
    noun: ClassVar[str] = "category of risk"


class Band(Term):
    sign: str
    up_to: int
    review_days: SomeDays


class Bands(Terms[Band]):
    noun: ClassVar[str] = "band"


class Treatment(Term):
    meaning: str


class Treatments(Terms[Treatment]):
    noun: ClassVar[str] = "treatment"


class Source(Term):
    pass


class Sources(Terms[Source]):
    noun: ClassVar[str] = "source of an issue"


class Risks(Knowledge):
    categories: Categories
    likelihood: dict[int, str]
    impact: dict[int, str]
    bands: Bands
    appetite: dict[str, Annotated[int, Field(ge=0, le=WORST * WORST)]]
    treatments: Treatments
    sources: Sources
    longest_days: dict[Longest, SomeDays]
    answer_days: dict[Asked, SomeDays]

    def band(self, score: int) -> Band:
        return next(band for band in self.bands.values() if score <= band.up_to)

    @model_validator(mode="after")
    def _covers_every_score(self) -> Self:
        for scale in (self.likelihood, self.impact):
            if list(scale) != list(range(1, WORST + 1)):
                raise ValueError(f"likelihood and impact each go from 1 to {WORST}")
        ends = [band.up_to for band in self.bands.values()]
        if ends != sorted(set(ends)) or ends[-1:] != [WORST * WORST]:
            raise ValueError(f"bands go up, and the last one up to {WORST * WORST}")
        if set(self.treatments.root) != {"reduce", "transfer", "avoid", "accept"}:
            raise ValueError("the treatments are reduce, transfer, avoid and accept")
        return self
