"""Templates of plans: tasks with their dates as offsets, what they wait for, who does them, and what proves them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from govbot.playbook.terms import Knowledge, Term, Terms

WORDS = re.compile(r"([CTD])([+-])([0-9]{1,4})")
Anchor = Literal["C", "T", "D"]


@dataclass(frozen=True)
class Offset:
    """Calendar days from an anchor: C the contract's start, T the day of exit, D the day it starts."""

    anchor: str
    days: int

    @classmethod
    def parse(cls, words: str) -> Self:
        match = WORDS.fullmatch(words.strip())
        if match is None:
            raise ValueError(f"“{words}” is not an offset such as T-90, D+5 or C+90")
        return cls(match[1], int(match[2] + match[3]))

    def __str__(self) -> str:
        return f"{self.anchor}{self.days:+d}"

    def on(self, anchors: Mapping[str, date]) -> date:
        return anchors[self.anchor] + timedelta(days=self.days)


def _validate(value: object) -> object:
    return Offset.parse(value) if isinstance(value, str) else value


OffsetInWords = Annotated[Offset, BeforeValidator(_validate), PlainSerializer(str, return_type=str)]


class PlanRole(Term):
    """Who does it where nobody is named for the plan: the first of the vendor's duties that somebody holds."""

    duties: tuple[str, ...] = ()


class PlanRoles(Terms[PlanRole]):
    noun: ClassVar[str] = "role"


class TaskTemplate(Term):
    """`when` says its date in each variant that has it; `every` makes it come again (ISO 8601)."""

    phase: str
    role: str
    when: dict[str, OffsetInWords] = Field(default_factory=dict)
    every: str = ""
    days: int = Field(default=1, ge=0, le=365)  # business days of work
    after: tuple[str, ...] = ()
    proof: str = ""
    gate: bool = False
    measure: str = ""  # what our own data say about it, by the name of the one who counts


class TaskTemplates(Terms[TaskTemplate]):
    noun: ClassVar[str] = "task"


class Template(Knowledge):
    """One YAML file: phases in their order, variants with their meaning, tasks in their order."""

    title: str
    phases: dict[str, str]  # key to title
    variants: dict[str, str]  # key to meaning
    tasks: TaskTemplates

    @model_validator(mode="after")
    def _speaks_of_what_it_has(self) -> Self:
        for task in self.tasks.values():
            wrong = {*task.after} - {other.key for other in self.tasks.values()} | {*task.when} - {*self.variants}
            wrong |= {task.phase} - {*self.phases}
            if wrong:
                raise ValueError(f"tasks.{task.key}: there is no {', '.join(sorted(wrong))}")
        return self

    @model_validator(mode="after")
    def _ends(self) -> Self:
        try:
            TopologicalSorter({task.key: task.after for task in self.tasks.values()}).prepare()
        except CycleError as error:
            raise ValueError(f"these tasks wait for each other: {' → '.join(error.args[1])}") from error
        return self

    def of(self, variant: str) -> tuple[TaskTemplate, ...]:
        """The tasks that have a date in this variant."""
        return tuple(task for task in self.tasks.values() if variant in task.when)
