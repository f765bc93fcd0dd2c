"""What a list of vendors is narrowed to, as a query."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.people.models import Kind, Person
from govbot.vendors.models import RETIRED, Assignment, Duty, Service, Vendor

Criterion = sa.ColumnElement[bool]


class Meaning(NamedTuple):
    """One thing that was asked for, and how people say it."""

    kind: str
    key: str
    said: str


@dataclass(frozen=True)
class Filter:
    """Of one kind any may hold; of different kinds all must."""

    meanings: Sequence[Meaning] = field(default_factory=tuple)

    def keys(self, kind: str) -> list[str]:
        return [meaning.key for meaning in self.meanings if meaning.kind == kind]

    def asks(self, flag: str) -> bool:
        return flag in self.keys("flag")

    @property
    def said(self) -> str:
        return ", ".join(meaning.said for meaning in self.meanings)


def criteria(wanted: Filter, person_id: int) -> list[Criterion]:
    """All that must hold, except `overdue`, which other houses know; `mine` is what the person has any duty in."""
    found = [CRITERIA[kind](keys) for kind in CRITERIA if (keys := wanted.keys(kind))]
    if wanted.asks("retired"):
        found.append(col(Vendor.status).in_(RETIRED))
    elif not wanted.keys("status"):
        found.append(col(Vendor.status).not_in(RETIRED))
    if wanted.asks("mine"):
        found.append(_held(col(Assignment.person_id) == person_id))
    if wanted.asks("unowned"):
        here = select(Person.id).where(col(Person.deleted).is_(False), Person.kind != Kind.BOT)
        found.append(~_held(col(Assignment.duty) == Duty.OWNER, col(Assignment.person_id).in_(here)))
    return found


def _performs(*conditions: Criterion) -> Criterion:
    return sa.exists(select(Service.id).where(col(Service.vendor_id) == col(Vendor.id), *conditions))


def _held(*conditions: Criterion) -> Criterion:
    now = (col(Assignment.vendor_id) == col(Vendor.id), col(Assignment.until).is_(None))
    return sa.exists(select(Assignment.id).where(*now, *conditions))


def tagged(tags: Sequence[str]) -> Criterion:
    """The tags of a vendor are a JSON list; both databases can look for one in its text."""
    text = sa.cast(col(Vendor.tags), sa.Text)
    return sa.or_(*(text.contains(json.dumps(tag), autoescape=True) for tag in tags))


def _of_sides(sides: Sequence[str]) -> Criterion:
    functions = [term.key for term in playbook.load().functions.values() if term.side in sides]
    return _performs(col(Service.function).in_(functions))


CRITERIA: dict[str, Callable[[list[str]], Criterion]] = {
    "tier": lambda keys: col(Vendor.tier).in_(keys),
    "status": lambda keys: col(Vendor.status).in_(keys),
    "function": lambda keys: _performs(col(Service.function).in_(keys)),
    "location": lambda keys: _performs(col(Service.location).in_(keys)),
    "side": _of_sides,
    "owner": lambda keys: _held(col(Assignment.duty) == Duty.OWNER, col(Assignment.person_id).in_(map(int, keys))),
    "tag": tagged,
}


def count(session: Session, conditions: Sequence[Criterion]) -> int:
    return session.exec(select(sa.func.count()).select_from(Vendor).where(*conditions)).one()


def page(session: Session, conditions: Sequence[Criterion], *, first: int, most: int) -> list[Vendor]:
    """By name."""
    wanted = select(Vendor).where(*conditions).order_by(col(Vendor.name_key))
    return list(session.exec(wanted.offset(first).limit(most)))
