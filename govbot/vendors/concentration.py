"""How much hangs on one parent, country, function or subcontractor: of vendors, of critical ones, of spend."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import pycountry
from sqlmodel import Session, col, select

from govbot import playbook
from govbot.playbook.concentration import Flagged
from govbot.vendors import finding
from govbot.vendors.models import UNGOVERNED, Service, Subcontractor, Tier, Vendor
from govbot.vendors.names import name_key

UNSAID = ""  # the group of those of whom nobody said where they belong
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Member:
    """A vendor with the groups it stands in: what each is compared by, and how it is called."""

    name: str
    critical: bool
    value: Decimal | None
    currency: str | None
    groups: Mapping[str, str]


class Part(NamedTuple):
    """Some of a whole: vendors, or an amount in one currency. `of` is how many vendors the whole consists of."""

    some: Decimal
    whole: Decimal
    of: int
    flagged: bool

    @property
    def percent(self) -> Decimal:
        return self.some * HUNDRED / self.whole if self.whole else Decimal(0)

    @property
    def rounded(self) -> int:
        """Down, so that a share that is shown as the limit has reached it."""
        return int(self.percent)


@dataclass(frozen=True)
class Group:
    name: str  # empty: nobody said
    vendors: Part
    critical: Part
    spend: Mapping[str, Part]  # by currency
    members: Sequence[str]

    @property
    def flagged(self) -> bool:
        return any(part.flagged for part in (self.vendors, self.critical, *self.spend.values()))


@dataclass(frozen=True)
class Total:
    vendors: int
    critical: int
    spend: Mapping[str, tuple[Decimal, int]] = field(default_factory=dict)  # currency: amount, of how many vendors

    @classmethod
    def of(cls, members: Sequence[Member]) -> "Total":
        spend: dict[str, tuple[Decimal, int]] = {}
        for each in members:
            if each.value and each.currency:
                amount, count = spend.get(each.currency, (Decimal(0), 0))
                spend[each.currency] = (amount + each.value, count + 1)
        return cls(len(members), sum(each.critical for each in members), dict(sorted(spend.items())))


def grouped(members: Sequence[Member], flagged: Flagged, fewest: int) -> list[Group]:
    """The weightiest first; those of whom nobody said where they belong come last.

    A vendor in several groups counts fully in each of them. Amounts of different currencies are never added.
    """
    whole = Total.of(members)
    names: dict[str, str] = {}
    inside: dict[str, list[Member]] = {}
    for member in members:
        for key, name in member.groups.items():
            names.setdefault(key, name)
            inside.setdefault(key, []).append(member)
    groups = [_group(names[key], some, whole, flagged, fewest) for key, some in inside.items()]
    return sorted(groups, key=_weight)


def _weight(group: Group) -> tuple[bool, bool, Decimal, Decimal, Decimal, str]:
    spend = max((part.percent for part in group.spend.values()), default=Decimal(0))
    return (not group.name, not group.flagged, -group.critical.some, -group.vendors.some, -spend, group.name)


def _group(name: str, some: Sequence[Member], whole: Total, flagged: Flagged, fewest: int) -> Group:
    def part(count: Decimal, total: Decimal, of: int, most: int) -> Part:
        over = bool(name) and of >= fewest and total > 0 and count * HUNDRED >= most * total
        return Part(count, total, of, over)

    here = Total.of(some)
    return Group(
        name,
        part(Decimal(here.vendors), Decimal(whole.vendors), whole.vendors, flagged.vendors),
        part(Decimal(here.critical), Decimal(whole.critical), whole.critical, flagged.critical),
        {code: part(amount, *whole.spend[code], flagged.spend) for code, (amount, _) in here.spend.items()},
        sorted(each.name for each in some),
    )


def look(session: Session, by: str) -> tuple[Total, list[Group]]:
    """By one of the playbook's groupings, over all vendors that work for us."""
    members = list(_members(session, by))
    book = playbook.load().concentration
    groups = grouped(members, book.groups[by].flagged, book.fewest)
    if by == "subcontractor":
        groups = [group for group in groups if group.vendors.some > 1]
    return Total.of(members), groups


def _members(session: Session, by: str) -> Iterable[Member]:
    vendors = [vendor for vendor in finding.everyone(session) if vendor.status not in UNGOVERNED]
    groups = {"parent": _parents, "country": _countries, "function": _functions, "subcontractor": _subcontractors}
    found = groups[by](session, vendors)
    unsaid = {} if by == "subcontractor" else {UNSAID: UNSAID}
    for each in vendors:
        critical = each.tier is Tier.CRITICAL
        yield Member(each.name, critical, each.annual_value, each.currency, found.get(each.id) or unsaid)


Named = dict[int, dict[str, str]]  # vendor: key and name of each of its groups


def _parents(_session: Session, vendors: Sequence[Vendor]) -> Named:
    """Who belongs to nobody is its own parent."""
    owners = {each.id: each.parent or each.name for each in vendors}
    return {id_: {name_key(owner): owner} for id_, owner in owners.items()}


def _countries(session: Session, _vendors: Sequence[Vendor]) -> Named:
    found: Named = {}
    for service in session.exec(select(Service)):
        codes = {code: country(code) for code in service.countries}
        found.setdefault(service.vendor_id, {}).update(codes)
    return found


def _functions(session: Session, _vendors: Sequence[Vendor]) -> Named:
    titles, found = playbook.load().functions, Named()
    for service in session.exec(select(Service)):
        title = titles[service.function].title if service.function in titles else service.function
        found.setdefault(service.vendor_id, {})[service.function] = title
    return found


def _subcontractors(session: Session, _vendors: Sequence[Vendor]) -> Named:
    found: Named = {}
    for each in session.exec(select(Subcontractor).where(col(Subcontractor.until).is_(None))):
        found.setdefault(each.vendor_id, {})[each.name_key] = each.name
    return found


def country(code: str) -> str:
    """As people call it: `Poland`."""
    known = pycountry.countries.get(alpha_2=code)
    return str(getattr(known, "common_name", known.name)) if known else code
