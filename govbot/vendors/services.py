"""What a vendor does for us: functions, each with where it is worked from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from govbot import audit, playbook
from govbot.errors import Refusal
from govbot.vendors.finding import services_of
from govbot.vendors.models import Location, Service, Vendor


@dataclass(frozen=True)
class Draft:
    """A service as it was filled in; `countries` are ISO 3166 codes."""

    function: str
    location: Location | None = None
    countries: Sequence[str] = ()


def by_id(session: Session, service_id: int) -> Service:
    found = session.exec(select(Service).where(Service.id == service_id)).first()
    if found is None:
        raise Refusal("That service was removed meanwhile.")
    return found


def add(session: Session, now: datetime, actor: str, vendor: Vendor, draft: Draft) -> Service:
    _check(session, vendor, draft, None)
    service = Service(vendor_id=vendor.id, function=draft.function)
    _fill(session, service, draft)
    audit.record(session, now, actor, "service.added", vendor.subject, **_facts(service))
    return service


def change(session: Session, now: datetime, actor: str, vendor: Vendor, service: Service, draft: Draft) -> bool:
    """Returns whether it is worked from somewhere else now, which is a reason to look at the vendor."""
    _check(session, vendor, draft, service)
    before = _facts(service)
    _fill(session, service, draft)
    after = _facts(service)
    if before != after:
        audit.record(session, now, actor, "service.changed", vendor.subject, before=before, **after)
    return any(before[name] != after[name] for name in ("location", "countries"))


def remove(session: Session, now: datetime, actor: str, vendor: Vendor, service: Service) -> None:
    """The last one stays: a vendor that does nothing for us is retired."""
    if len(services_of(session, vendor)) == 1:
        raise Refusal(f"It is the only service. Change it, or type `/vendor retire {vendor.ref}`.")
    audit.record(session, now, actor, "service.removed", vendor.subject, **_facts(service))
    session.delete(service)
    session.flush()


def places_of(session: Session, vendor: Vendor) -> set[str]:
    """Everywhere it works from, as far as somebody said so: `offshore`, `PH`."""
    known = services_of(session, vendor)
    named = {service.location.value for service in known if service.location}
    return named.union(*(service.countries for service in known))


def performed(function: str, location: str | None, countries: Sequence[str]) -> str:
    """`Payroll, back office, offshore (IN, PH)`; a function that the playbook has no longer keeps its key."""
    parts, functions = [function], playbook.load().functions
    if function in functions:
        parts = [functions[function].title, functions[function].side.replace("_", " ")]
    place = [location] if location else []
    return ", ".join([*parts, *place]) + (f" ({', '.join(countries)})" if countries else "")


def _check(session: Session, vendor: Vendor, draft: Draft, mine: Service | None) -> None:
    others = [service for service in services_of(session, vendor) if mine is None or service.id != mine.id]
    if any((other.function, other.location) == (draft.function, draft.location) for other in others):
        raise Refusal("That service is there already: change it instead.", field="function")


def _fill(session: Session, service: Service, draft: Draft) -> None:
    service.function, service.location, service.countries = draft.function, draft.location, list(draft.countries)
    session.add(service)
    session.flush()


def _facts(service: Service) -> dict[str, Any]:
    return {"function": service.function, "location": service.location, "countries": list(service.countries)}
