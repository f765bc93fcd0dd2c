"""The words a register may use: names of columns, and what people write in them."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import ClassVar

import yaml

from govbot import playbook
from govbot.playbook.terms import Knowledge, Term, Terms, fold


class Column(Term):
    needed: bool = False


class Columns(Terms[Column]):
    noun: ClassVar[str] = "column"


class Sensitivities(Terms[Term]):
    noun: ClassVar[str] = "data sensitivity"


class Answers(Terms[Term]):
    noun: ClassVar[str] = "answer"


class Words(Knowledge):
    columns: Columns
    sensitivities: Sensitivities
    answers: Answers


@cache
def load() -> Words:
    text = (files("govbot.register") / "columns.yaml").read_text(encoding="utf-8")
    return Words.model_validate(yaml.safe_load(text))


def key_of(vocabulary: str, words: str) -> str:
    """The key that goes by these words, else a Refusal."""
    return _key_of(playbook.load(), vocabulary, words)


@lru_cache(maxsize=4096)
def _key_of(book: playbook.Playbook, vocabulary: str, words: str) -> str:
    """Kept: a register says the same few again and again."""
    own = load()
    terms: dict[str, Terms[Term]] = {
        "function": book.functions,  # type: ignore[dict-item]  # only read, so a Term is what its subclasses are
        "location": book.locations,  # type: ignore[dict-item]
        "tier": book.tiers,  # type: ignore[dict-item]
        "status": book.statuses,  # type: ignore[dict-item]
        "review_kind": book.reviews.kinds,  # type: ignore[dict-item]
        "data_sensitivity": own.sensitivities,
        "auto_renew": own.answers,
    }
    return terms[vocabulary].find(words).key


@cache
def columns_by_word() -> dict[str, str]:
    columns = load().columns.values()
    return {fold(word): column.key for column in columns for word in (column.key, column.title, *column.synonyms)}
