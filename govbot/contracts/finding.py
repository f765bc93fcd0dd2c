"""Contracts found by what people call them, never by a guess between two; and those that belong together."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from govbot.contracts.checking import Other
from govbot.contracts.models import Contract, Cover
from govbot.errors import Ambiguous, Refusal, quoted
from govbot.vendors import finding as vendors
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key

NUMBER = re.compile(r"#(\d{1,9})", re.ASCII)


def by_id(session: Session, contract_id: int) -> Contract:
    return session.exec(select(Contract).where(Contract.id == contract_id)).one()


def of(session: Session, vendor: Vendor) -> list[Contract]:
    """All of a vendor's, those that stand first, the one that is to be decided soonest before the others."""
    found = session.exec(select(Contract).where(Contract.vendor_id == vendor.id)).all()
    return sorted(found, key=_soonest)


def _soonest(contract: Contract) -> tuple[bool, date, str]:
    return not contract.stands, contract.notice_by or contract.until or date.max, contract.reference_key


def services_of(session: Session, contracts: Iterable[Contract]) -> dict[int, list[int]]:
    """Ids of the services that contracts cover, by id of the contract; none are all of them."""
    ids = [contract.id for contract in contracts]
    covered: dict[int, list[int]] = {contract_id: [] for contract_id in ids}
    for cover in session.exec(select(Cover).where(col(Cover.contract_id).in_(ids)).order_by(col(Cover.service_id))):
        covered[cover.contract_id].append(cover.service_id)
    return covered


def others(session: Session, vendor: Vendor) -> list[Other]:
    """A vendor's contracts with what they cover, as a draft is held against them."""
    found = of(session, vendor)
    covered = services_of(session, found)
    return [Other(contract, covered[contract.id]) for contract in found]


def find(session: Session, words: Sequence[str]) -> Contract:
    """By reference, `#12`, the vendor and the reference, or the vendor alone where it has only one that stands."""
    text = " ".join(words).strip('"“”')
    for at in range(len(words)):
        named = _called(session, " ".join(words[at:]))
        if at and named:
            vendor = vendors.find(session, " ".join(words[:at]))
            named = [contract for contract in named if contract.vendor_id == vendor.id]
        if named:
            return _the_one(session, text, named)
    vendor = _vendor(session, text)
    standing = [contract for contract in of(session, vendor) if contract.stands]
    if not standing:
        raise Refusal(
            f"{quoted(vendor.name)} has no contract that stands. `/vendor contract add {vendor.ref}` adds one."
        )
    return _the_one(session, text, standing)


def _vendor(session: Session, text: str) -> Vendor:
    try:
        return vendors.find(session, text)
    except Ambiguous:
        raise
    except Refusal as refusal:
        raise Refusal(f"No contract is called {quoted(text)}. {refusal.text}") from None


def _called(session: Session, text: str) -> list[Contract]:
    number = NUMBER.fullmatch(text)
    wanted = Contract.id == int(number[1]) if number else Contract.reference_key == name_key(text.strip('"“”'))
    return list(session.exec(select(Contract).where(wanted).order_by(col(Contract.id))))


def _the_one(session: Session, typed: str, found: Sequence[Contract]) -> Contract:
    if len(found) == 1:
        return found[0]
    choices = {f"{each.reference} · {vendors.by_id(session, each.vendor_id).name}": f"#{each.id}" for each in found}
    several = ", ".join(quoted(label) for label in list(choices)[:5])
    raise Ambiguous(f"{quoted(typed)} could be {several}. Type the reference.", typed=typed, choices=choices)


def family(contract: Contract, among: Sequence[Contract]) -> list[Contract]:
    """The contract at the top of this one, then everything below that one; `among` are all the vendor's."""
    by_id = {each.id: each for each in among}
    top = contract
    while top.parent_id and top.parent_id in by_id:
        top = by_id[top.parent_id]
    return [top, *below(top, among)]


def below(contract: Contract, among: Sequence[Contract]) -> list[Contract]:
    """Everything below a contract, however far down."""
    direct = [each for each in among if each.parent_id == contract.id]
    return [found for each in direct for found in (each, *below(each, among))]
