"""Glossaries: keys with titles and synonyms, found by any of them however they are spelled."""

import re
import unicodedata
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator
from rapidfuzz import process

from govbot.errors import Refusal, quoted

TEN_YEARS = 3650
Days = Annotated[int, Field(ge=0, le=TEN_YEARS)]
SomeDays = Annotated[int, Field(gt=0, le=TEN_YEARS)]
KEY = re.compile(r"\w{1,40}", re.ASCII)  # it also names choices of forms, and stands in paths
MOST = 100  # entries: as many as one list of Slack shows
CLOSE_ENOUGH = 75  # of rapidfuzz's 100: a typo or a missing word, not another word


class Knowledge(BaseModel):
    """A piece of the playbook: nobody changes it at run time, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(Knowledge):
    key: str
    title: str = Field(min_length=1, max_length=150)
    synonyms: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _goes_by_a_word(self) -> Self:
        if not KEY.fullmatch(self.key):
            raise ValueError("a key is one word of letters, digits and _")
        return self


class Function(Term):
    side: Literal["front_office", "back_office"]


class Tier(Term):
    meaning: str


class Status(Term):
    meaning: str
    moves: tuple[str, ...]  # keys of the statuses that may follow


class Responsibility(Term):
    meaning: str


class Location(Term):
    watch: str


AnyTerm = TypeVar("AnyTerm", bound=Term)


class Terms(RootModel[dict[str, AnyTerm]], Generic[AnyTerm]):
    """The terms of one kind by key, in the order of the file."""

    model_config = ConfigDict(frozen=True)
    noun: ClassVar[str] = "term"
    fewest: ClassVar[int] = 1  # a list of Slack cannot be empty

    @model_validator(mode="before")
    @classmethod
    def _name_each(cls, terms: Any) -> Any:
        """Each term knows its key, which the file says once."""
        if not isinstance(terms, dict):
            return terms
        for key, term in terms.items():
            if isinstance(term, dict) and term.get("key", key) != key:
                raise ValueError(f"{key} cannot have another key of its own")
        return {key: {**term, "key": str(key)} if isinstance(term, dict) else term for key, term in terms.items()}

    @model_validator(mode="after")
    def _can_be_listed(self) -> Self:
        if len(self.root) < self.fewest:
            raise ValueError(f"at least one {self.noun} has to stay")
        if len(self.root) > MOST:
            raise ValueError(f"there can be {MOST} at most, and these are {len(self.root)}")
        return self

    @model_validator(mode="after")
    def _one_meaning_a_word(self) -> Self:
        owners: dict[str, str] = {}
        for term in self.values():
            for word in (term.key, term.title, *term.synonyms):
                other = owners.setdefault(fold(word), term.key)
                if other != term.key:
                    raise ValueError(f"“{word}” means both {other} and {term.key}")
        return self

    def __getitem__(self, key: str) -> AnyTerm:
        """Whoever presses a button on an older message may ask for one that the workspace has taken out since."""
        if key not in self.root:
            raise Refusal(
                f"The {self.noun} {quoted(key)} is not in the playbook any more. Begin again, and pick another."
            )
        return self.root[key]

    def __contains__(self, key: object) -> bool:
        return key in self.root

    def values(self) -> tuple[AnyTerm, ...]:
        return tuple(self.root.values())

    def find(self, words: str) -> AnyTerm:
        """The term that goes by these words, or a Refusal with what comes close, else with all there are."""
        by_word = {fold(word): term for term in self.values() for word in (term.key, term.title, *term.synonyms)}
        found = by_word.get(fold(words))
        if found is None:
            raise Refusal(f"I do not know the {self.noun} {quoted(words)}. {self._suggestion(by_word, words)}")
        return found

    def _suggestion(self, by_word: dict[str, AnyTerm], words: str) -> str:
        near = process.extract(fold(words), list(by_word), limit=3, score_cutoff=CLOSE_ENOUGH)
        titles = list(dict.fromkeys(by_word[word].title for word, *_ in near))
        if titles:
            return f"Did you mean {' or '.join(titles)}?"
        return f"Use one of these: {', '.join(term.title for term in self.values())}."


class Functions(Terms[Function]):
    noun: ClassVar[str] = "function"


class Tiers(Terms[Tier]):
    noun: ClassVar[str] = "tier"


class Statuses(Terms[Status]):
    noun: ClassVar[str] = "status"

    @model_validator(mode="after")
    def _moves_lead_somewhere(self) -> Self:
        for status in self.values():
            for key in status.moves:
                if key not in self or key == status.key:
                    raise ValueError(f"the status {status.key} cannot move to {key}")
        return self


class Retained(Terms[Responsibility]):
    noun: ClassVar[str] = "responsibility"


class Locations(Terms[Location]):
    noun: ClassVar[str] = "location"


class Countries(RootModel[dict[str, str]]):
    """What people call a country, to its ISO 3166 code."""

    model_config = ConfigDict(frozen=True)


class Currencies(RootModel[dict[str, tuple[str, ...]]]):
    """The sign at an amount, to the ISO 4217 codes that it may stand for."""

    model_config = ConfigDict(frozen=True)


def fold(words: str) -> str:
    """What the spellings of a word have in common: off-shore, Off shore and offshore."""
    return "".join(char for char in unicodedata.normalize("NFKC", words).casefold() if char.isalnum())
