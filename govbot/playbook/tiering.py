"""The questions that lead to a tier, and what the answers propose: worse answers never make it lower."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

TIERS = ("low", "medium", "high", "critical")  # from the least that depends on a vendor to the most


class Answer(Term):
    points: int = Field(ge=0, le=1000)
    at_least: str = TIERS[0]  # a hard rule

    @property
    def weight(self) -> tuple[int, int]:
        return TIERS.index(self.at_least), self.points

    @field_validator("at_least")
    @classmethod
    def _is_a_tier(cls, tier: str) -> str:
        if tier not in TIERS:
            raise ValueError(f"{tier} is no tier; these are: {', '.join(TIERS)}")
        return tier


class Answers(Terms[Answer]):
    noun: ClassVar[str] = "answer"


class Question(Term):
    short: str
    hint: str = ""
    answers: Answers

    @model_validator(mode="after")
    def _from_the_best_to_the_worst(self) -> Self:
        for better, worse in pairwise(self.answers.values()):
            if worse.points < better.points or worse.weight[0] < better.weight[0]:
                raise ValueError(f"the answers of {self.key} go from the least that depends on them to the most")
        return self


class Questions(Terms[Question]):
    noun: ClassVar[str] = "question"


@dataclass(frozen=True)
class Proposal:
    """`rules` are the questions whose answers alone ask for the tier; without any it is the points."""

    tier: str
    points: int
    most: int
    rules: tuple[str, ...]


class Tiering(Knowledge):
    questions: Questions
    points: dict[str, int]

    @model_validator(mode="after")
    def _more_points_for_more(self) -> Self:
        asked = [self.points[tier] for tier in TIERS if tier in self.points]
        if set(self.points) != set(TIERS[1:]) or sorted(set(asked)) != asked:
            raise ValueError(f"points: each of {', '.join(TIERS[1:])} asks for more than the one before")
        return self

    def proposal(self, answers: Mapping[str, str]) -> Proposal:
        """What these answers (question to answer, by key) come to; what is not asked any more counts nothing."""
        asked = self.questions
        known = {key: answer for key, answer in answers.items() if key in asked and answer in asked[key].answers}
        given = {key: asked[key].answers[answer] for key, answer in known.items()}
        points = sum(answer.points for answer in given.values())
        by_points = max(
            (tier for tier, least in self.points.items() if points >= least), key=TIERS.index, default="low"
        )
        tier = max(by_points, *(answer.at_least for answer in given.values()), "low", key=TIERS.index)
        rules = tuple(key for key, answer in given.items() if answer.at_least == tier != "low")
        return Proposal(tier, points, self._most(), rules)

    def _most(self) -> int:
        return sum(question.answers.values()[-1].points for question in self.questions.values())
