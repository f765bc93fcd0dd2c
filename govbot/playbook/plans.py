"""Templates of plans: tasks with their dates as offsets, what they wait for, who does them, and what proves them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from govbot.playbook.cadence import CadenceInWords
from govbot.playbook.terms import Knowledge, Term, Terms

WORDS = re.compile(r"([CTD])([+-])([0-9]{1,4})")
Anchor = Literal["C", "T", "D"]
# What can be counted in our own data (rollouts/measures.py).
Measure = Literal[
    "channel", "contracts", "owned", "tiered", "functions", "dated", "contacts", "evidence", "operational", "kpis",
    "clauses", "risks", "service", "drill", "chains", "exits", "business",
]  # fmt: skip


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

    duties: tuple[Literal["owner", "backup", "sponsor", "security", "contract_owner", "reviewer"], ...] = ()


class PlanRoles(Terms[PlanRole]):
    noun: ClassVar[str] = "role"


class TaskTemplate(Term):
    """`when` says its date in each variant that has it; `every` makes it come again, counted from when it was done."""

    phase: str
    role: str
    when: dict[str, OffsetInWords] = Field(default_factory=dict)
    every: CadenceInWords | None = None
    days: int = Field(default=1, ge=0, le=365)  # business days of work
    after: tuple[str, ...] = ()
    proof: str = ""
    gate: bool = False
    measure: Measure | None = None  # what our own data say about it


class TaskTemplates(Terms[TaskTemplate]):
    noun: ClassVar[str] = "task"


class Template(Knowledge):
    """One YAML file: phases in their order, variants with their meaning, tasks in their order."""

    title: str
    noun: str = "plan"  # inside a sentence: the exit moves to 8 March
    phases: dict[str, str]  # key to title
    variants: dict[str, str]  # key to meaning
    like: dict[str, str] = Field(default_factory=dict)  # a variant to the one whose dates it has where it says none
    ends_with: str = ""  # the task whose date is the plan's own; empty: the last one
    closes_with: tuple[str, ...] = ()  # tasks without which it does not close: none of them is ever left out
    tasks: TaskTemplates

    @model_validator(mode="after")
    def _speaks_of_what_it_has(self) -> Self:
        keys, variants = {task.key for task in self.tasks.values()}, {*self.variants}
        strange = {*self.closes_with, *filter(None, [self.ends_with])} - keys
        strange |= {*self.like, *self.like.values()} - variants
        if strange:
            raise ValueError(f"there is no {', '.join(sorted(strange))}")
        for task in self.tasks.values():
            wrong = {*task.after} - keys | {*task.when} - variants
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
        return tuple(task for task in self.tasks.values() if self.offset(task, variant))

    def offset(self, task: TaskTemplate, variant: str) -> Offset | None:
        return task.when.get(variant) or task.when.get(self.like.get(variant, ""))
