"""A contract as it was filled in, and what is wrong with it, field by field. Pure functions of it and of the others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from govbot import playbook
from govbot.contracts import terms
from govbot.contracts.models import Contract, Decision, Renewal
from govbot.contracts.terms import Terms
from govbot.errors import quoted
from govbot.vendors import periods
from govbot.vendors.names import name_key

FIRST, LAST = date(1950, 1, 1), date(2150, 12, 31)  # beyond, it is a typing error
Faults = dict[str, str]


@dataclass(frozen=True)
class Draft:
    """Typed, and not yet checked; named as the columns are. No `services` are all of them."""

    reference: str
    kind: str
    renewal: Renewal
    start: date | None = None
    end: date | None = None
    services: Collection[int] = ()
    term: str = ""
    notice: str = ""
    notice_theirs: str = ""
    notice_method: str = ""
    notice_address: str = ""
    value: Decimal | None = None
    currency: str | None = None
    law: str = ""
    parent_id: int | None = None
    link: str = ""
    notes: str = ""

    @property
    def terms(self) -> Terms:
        return Terms(self.end, self.renewal, self.term, self.notice)


class Other(NamedTuple):
    """A contract that is there already, and the services it covers."""

    contract: Contract
    services: Collection[int]


def faults(draft: Draft, others: Sequence[Other], myself: Contract | None = None) -> Faults:
    """Everything wrong with it; `others` are all the vendor's, `myself` among them where it is changed."""
    left = [other for other in others if myself is None or other.contract.id != myself.id]
    found: Faults = {}
    for check in (_dates(draft), _periods(draft), _place(draft, others, left, myself), _among(draft, left, myself)):
        for field, sentence in check:
            found.setdefault(field, sentence)
    return found


def _dates(draft: Draft) -> Iterator[tuple[str, str]]:
    for field, day in (("start", draft.start), ("end", draft.end)):
        if day and not FIRST <= day <= LAST:
            yield field, f"Pick a day between {FIRST.year} and {LAST.year}."
    if draft.start is None:
        yield "start", "Say from when it runs."
    if draft.renewal is Renewal.EVERGREEN and draft.end:
        yield "end", "One that runs until somebody gives notice has no end. Leave this empty, or pick another renewal."
    elif draft.renewal is not Renewal.EVERGREEN and draft.end is None:
        yield "end", "Say on which day its term ends."
    elif draft.start and draft.end and draft.end < draft.start:
        yield "end", f"It begins on {draft.start:%-d %B %Y}. Pick that day or a later one."


def _periods(draft: Draft) -> Iterator[tuple[str, str]]:
    if draft.renewal is Renewal.AUTO and not draft.term:
        yield "term", "Say for how long it renews by itself, such as 12 months."
    elif draft.term and draft.renewal in (Renewal.EVERGREEN, Renewal.FIXED):
        yield "term", "It does not renew for a term. Leave this empty, or pick another renewal."
    elif draft.term and int(draft.term[1:-1]) == 0:
        yield "term", "A term of no time at all renews for ever. Say how long it is, such as 12 months."
    elif draft.notice and draft.term and terms.longer(draft.notice, draft.term):
        yield "notice", f"This is longer than the term of {periods.said(draft.term)}. Check both."
    if draft.start and draft.end and periods.before(draft.end, draft.notice) < draft.start <= draft.end:
        yield "notice", "Notice would be due before the contract begins. Check this, the start and the end."


def _place(
    draft: Draft, others: Sequence[Other], left: Sequence[Other], myself: Contract | None
) -> Iterator[tuple[str, str]]:
    """Below which contract it stands; never below itself, however far up."""
    kind = playbook.load().contracts.kinds[draft.kind]
    if draft.parent_id is None:
        if kind.below:
            # Without a contract to choose there is no such field in the form.
            field = "parent" if any(other.contract.stands for other in left) else "kind"
            yield field, f"An {kind.title.lower()} belongs to another contract: say to which."
        return
    above: Mapping[int, int | None] = {other.contract.id: other.contract.parent_id for other in others}
    if draft.parent_id not in above:
        yield "parent", "Pick a contract with the same vendor."
    at: int | None = draft.parent_id
    for _ in others:
        if myself and at == myself.id:
            yield "parent", "That one stands below this one already, so it cannot be above it."
            return
        at = above.get(at) if at else None


def _among(draft: Draft, others: Sequence[Other], myself: Contract | None) -> Iterator[tuple[str, str]]:
    """Its reference is its own, and nothing of its kind covers the same service at the same time."""
    if not draft.reference:
        yield "reference", "Say what it is called, such as its number."
    elif any(other.contract.reference_key == name_key(draft.reference) for other in others):
        yield (
            "reference",
            f"{quoted(draft.reference)} is there already. Change that one, or call this differently.",
        )
    if playbook.load().contracts.kinds[draft.kind].alongside or draft.start is None:
        return
    last = _last(myself) if myself and myself.decision is Decision.TERMINATE else _open_end(draft.renewal, draft.end)
    for contract, services in others:
        shared = not draft.services or not services or set(draft.services) & set(services)
        if contract.kind == draft.kind and contract.stands and shared and _meet(contract, draft.start, last):
            yield "start", _overlap(contract)


def _meet(contract: Contract, start: date, last: date) -> bool:
    return start <= _last(contract) and (contract.start or FIRST) <= last


def _last(contract: Contract) -> date:
    """The last day it can cover as things stand."""
    if contract.decision is Decision.TERMINATE and contract.until:
        return contract.until
    return _open_end(contract.renewal, contract.end)


def _open_end(renewal: Renewal, end: date | None) -> date:
    goes_on = renewal in (Renewal.AUTO, Renewal.EVERGREEN)
    return date.max if goes_on or end is None else end


def _overlap(contract: Contract) -> str:
    last = _last(contract)
    until = f"until {last:%-d %B %Y}" if last < date.max else "until somebody ends it"
    return (
        f"{quoted(contract.reference)} is of this kind and covers the same service {until}."
        " Begin later, pick other services, or decide about that one first."
    )
