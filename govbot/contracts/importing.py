"""Contracts that a register knows of: written down once, then following the register where nobody changed them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit, db, playbook
from govbot.contracts import service as contracts
from govbot.contracts.models import Contract, Renewal
from govbot.vendors.models import Vendor
from govbot.vendors.names import name_key

NAMED = ("contract_ref", "contract_start", "contract_end")  # without any of these it speaks of no contract
KIND = "msa"
CHUNK = 500


def record(session: Session, today: date, now: datetime, actor: str, vendors: Sequence[Vendor]) -> int:
    """What the register said of these vendors' contracts last (`Vendor.imported`), in a few statements for all.

    Once however often it is called; returns how many contracts are new.
    """
    said = [(vendor, wanted) for vendor in vendors if (wanted := _columns(vendor))]
    known = _known(session, [vendor.id for vendor, _ in said])
    fresh: list[Contract] = []
    for vendor, wanted in said:
        mine = known.get(vendor.id, [])
        contract = _meant(mine, wanted)
        if contract:
            _follow(session, today, now, actor, contract, wanted)
        elif not any(each.kind == KIND and each.stands for each in mine):
            fresh.append(_begun(today, vendor, wanted))
    ids = db.insert_all(session, Contract, [each.model_dump(exclude={"id", "workspace_id"}) for each in fresh])
    audit.record_all(session, now, actor, [_step(id_, each) for id_, each in zip(ids, fresh, strict=True)])
    return len(fresh)


def _columns(vendor: Vendor) -> dict[str, Any]:
    """The columns of the contract that a register means, as JSON keeps them; empty where it means none."""
    facts = vendor.imported
    if not any(facts.get(key) for key in NAMED):
        return {}
    start, end = facts.get("contract_start"), facts.get("contract_end")
    renewal = _renewal(end, facts.get("auto_renew"))
    return {
        "reference": facts.get("contract_ref") or f"Contract of {vendor.ref}",
        "start": start if not (start and end and start > end) else None,  # of two imports, each right by itself
        "end": end,
        "renewal": renewal,
        "term": playbook.load().contracts.renews_for if renewal is Renewal.AUTO else "",
        "notice": facts.get("notice_days") or "",
    }


def _renewal(end: str | None, by_itself: bool | None) -> Renewal:
    if end is None:
        return Renewal.EVERGREEN
    return Renewal.AUTO if by_itself else Renewal.MANUAL


def _known(session: Session, vendor_ids: Sequence[int]) -> dict[int, list[Contract]]:
    found: dict[int, list[Contract]] = {}
    for start in range(0, len(vendor_ids), CHUNK):
        some = select(Contract).where(col(Contract.vendor_id).in_(vendor_ids[start : start + CHUNK]))
        for contract in session.exec(some.order_by(col(Contract.id))):
            found.setdefault(contract.vendor_id, []).append(contract)
    return found


def _meant(mine: Iterable[Contract], wanted: Mapping[str, Any]) -> Contract | None:
    """The one of that reference, else the one the register spoke of before under another."""
    key = name_key(wanted["reference"])
    called = [each for each in mine if each.reference_key == key]
    return next(iter([*called, *(each for each in mine if each.imported and each.stands)]), None)


def _begun(today: date, vendor: Vendor, wanted: Mapping[str, Any]) -> Contract:
    contract = Contract(vendor_id=vendor.id, kind=KIND, **_typed(wanted), imported=dict(wanted))
    contract.reference_key = name_key(contract.reference)
    contracts.derive(contract, today)
    return contract


def _follow(
    session: Session, today: date, now: datetime, actor: str, contract: Contract, wanted: Mapping[str, Any]
) -> None:
    """A column that somebody changed since stays as they left it; so does a contract that has ended."""
    if contract.imported == wanted:
        return
    before = _typed(contract.imported)
    new = {
        key: value
        for key, value in _typed(wanted).items()
        if key in before and getattr(contract, key) == before[key] != value and contract.stands
    }
    changed = {key: [before[key], value] for key, value in new.items()}
    for key, value in new.items():
        setattr(contract, key, value)
    contract.reference_key, contract.imported = name_key(contract.reference), dict(wanted)
    contracts.derive(contract, today)
    session.add(contract)
    session.flush()
    if changed:
        about, said = f"vendor:{contract.vendor_id}", {"reference": contract.reference, "changed": changed}
        audit.record(session, now, actor, "contract.changed", contract.subject, about=about, **said)


def _typed(columns: Mapping[str, Any]) -> dict[str, Any]:
    """JSON's text as dates and choices again."""
    typed = dict(columns)
    for key in ("start", "end"):
        if typed.get(key):
            typed[key] = date.fromisoformat(typed[key])
    return typed | ({"renewal": Renewal(typed["renewal"])} if "renewal" in typed else {})


def _step(contract_id: int, contract: Contract) -> audit.Step:
    said = {"reference": contract.reference, "kind": contract.kind, "until": contract.until}
    return audit.Step("contract.added", f"contract:{contract_id}", said, f"vendor:{contract.vendor_id}")
