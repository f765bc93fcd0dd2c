"""Rules of vendors: added once under one name, changed with a trace."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit, db
from govbot.errors import Refusal, quoted
from govbot.people.models import Person
from govbot.vendors.duties import appoint, check_people
from govbot.vendors.finding import by_alias, by_name, services_of
from govbot.vendors.models import Duty, Location, Sensitivity, Service, Status, Tier, Vendor
from govbot.vendors.names import clean_name, name_key


@dataclass(frozen=True)
class Draft:
    """A vendor as it comes from a form or a register, typed and not yet checked against the others."""

    name: str
    function: str
    tier: Tier
    tier_rationale: str = ""
    status: Status = Status.LIVE
    location: Location | None = None
    countries: Sequence[str] = ()
    channel: str | None = None
    sensitivity: Sensitivity = Sensitivity.NONE
    annual_value: Decimal | None = None
    currency: str | None = None
    notes: str = ""
    ref: str | None = None
    imported: dict[str, Any] = field(default_factory=dict)
    people: dict[Duty, Person] = field(default_factory=dict)


def add(session: Session, now: datetime, actor: str, draft: Draft) -> Vendor:
    """A new vendor with its service and its people; a name that is there already is refused."""
    name = clean_name(draft.name)
    twin = by_name(session, name)
    if twin:
        raise Refusal(f"{quoted(name)} is there already as {twin.ref}. Type `/vendor show {twin.ref}`.", field="name")
    known = by_alias(session, name)
    if known:
        also = f"{known[0].name} ({known[0].ref})"
        raise Refusal(f"{quoted(name)} is another name of {quoted(also)}. Take it off there first.", field="name")
    return add_all(session, now, actor, [replace(draft, ref=draft.ref or next_ref(session))])[0]


def add_all(session: Session, now: datetime, actor: str, drafts: Sequence[Draft]) -> list[Vendor]:
    """Many new vendors at once, each with its reference. The caller found their names and references free."""
    added: list[Vendor] = []
    for draft in drafts:
        check_people(draft.people)
        added.append(_vendor(now, draft))
    session.add_all(added)
    session.flush()
    both = list(zip(added, drafts, strict=True))
    db.insert_all(session, Service, (_service(vendor, draft) for vendor, draft in both))
    steps = [_step(vendor) for vendor in added]
    steps += appoint(session, now, [(vendor, draft.people) for vendor, draft in both])
    audit.record_all(session, now, actor, steps)
    return added


def _service(vendor: Vendor, draft: Draft) -> dict[str, Any]:
    return {
        "vendor_id": vendor.id,
        "function": draft.function,
        "location": draft.location,
        "countries": list(draft.countries),
    }


def _step(vendor: Vendor) -> audit.Step:
    said = {"name": vendor.name, "ref": vendor.ref, "tier": vendor.tier, "rationale": vendor.tier_rationale}
    return audit.Step("vendor.added", vendor.subject, said)


def _vendor(now: datetime, draft: Draft) -> Vendor:
    name = clean_name(draft.name)
    if draft.ref is None:
        raise ValueError(f"{name} has no reference yet")
    return Vendor(
        ref=draft.ref,
        name=name,
        name_key=name_key(name),
        status=draft.status,
        tier=draft.tier,
        tier_rationale=draft.tier_rationale,
        channel=draft.channel,
        sensitivity=draft.sensitivity,
        annual_value=draft.annual_value,
        currency=draft.currency,
        notes=draft.notes,
        imported=dict(draft.imported),
        created_at=now,
    )


def change(session: Session, now: datetime, actor: str, vendor: Vendor, **changes: Any) -> dict[str, list[Any]]:
    """Set fields of a vendor; returns what really changed as field: [before, after], which the audit keeps."""
    differing = {
        name: [getattr(vendor, name), value] for name, value in changes.items() if getattr(vendor, name) != value
    }
    if "name" in differing:
        changes["name"] = clean_name(changes["name"])
        twin = by_name(session, changes["name"])
        if twin and twin.id != vendor.id:
            raise Refusal(f"{quoted(changes['name'])} is the name of {twin.ref} already.", field="name")
        vendor.name_key = name_key(changes["name"])
    for name in differing:
        setattr(vendor, name, changes[name])
    if differing:
        session.add(vendor)
        # An amount means nothing without its currency, although only one of them may have changed.
        whole = {"annual_value", "currency"}
        money = {name: getattr(vendor, name) for name in whole} if differing.keys() & whole else {}
        audit.record(session, now, actor, "vendor.changed", vendor.subject, changed=differing, **money)
    return differing


def next_ref(session: Session) -> str:
    """The reference after the highest one in use."""
    refs = session.exec(select(Vendor.ref).where(col(Vendor.ref).like("VND-%")))
    numbers = [int(ref[4:]) for ref in refs if ref[4:].isdecimal()]
    return f"VND-{max(numbers, default=0) + 1:04d}"


def perform(
    session: Session,
    now: datetime,
    actor: str,
    vendor: Vendor,
    function: str,
    location: Location | None,
    countries: Sequence[str] | None = None,
) -> dict[str, list[Any]]:
    """Set what the vendor does for us and from where; returns what really changed, as `change` does."""
    known = services_of(session, vendor)
    service = known[0] if known else Service(vendor_id=vendor.id, function=function)
    wanted: dict[str, Any] = {"function": function, "location": location}
    if countries is not None:
        wanted["countries"] = list(countries)
    differing = {
        name: [getattr(service, name), value]
        for name, value in wanted.items()
        if not known or getattr(service, name) != value
    }
    if differing:
        for name, value in wanted.items():
            setattr(service, name, value)
        session.add(service)
        audit.record(session, now, actor, "vendor.changed", vendor.subject, changed=differing)
    return differing
