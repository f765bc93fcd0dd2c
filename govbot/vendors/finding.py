"""Vendors found by what people call them, never by a guess between two."""

from collections.abc import Sequence

import sqlalchemy as sa
from rapidfuzz import fuzz, process, utils
from sqlmodel import Session, col, select

from govbot.errors import Ambiguous, Refusal, quoted
from govbot.vendors.models import RETIRED, Service, Vendor
from govbot.vendors.names import name_key


def by_id(session: Session, vendor_id: int) -> Vendor:
    return session.exec(select(Vendor).where(Vendor.id == vendor_id)).one()


def by_ref(session: Session, ref: str) -> Vendor | None:
    return session.exec(select(Vendor).where(Vendor.ref == ref.strip().upper())).first()


def by_name(session: Session, name: str) -> Vendor | None:
    return session.exec(select(Vendor).where(Vendor.name_key == name_key(name))).first()


def by_alias(session: Session, name: str) -> list[Vendor]:
    """Those of whom this is another name; two may share one, such as a group's."""
    return _called(everyone(session, retired=True), name)


def _called(everybody: Sequence[Vendor], name: str) -> list[Vendor]:
    key = name_key(name)
    return [vendor for vendor in everybody if key in _names(vendor)[1:]]


def everyone(session: Session, *, retired: bool = False) -> list[Vendor]:
    """All vendors by name; the retired ones only when asked for."""
    wanted = select(Vendor).order_by(col(Vendor.name_key))
    return list(session.exec(wanted if retired else wanted.where(col(Vendor.status).not_in(RETIRED))))


def by_channel(session: Session, channel: str) -> Vendor | None:
    """The vendor that is talked about there; None where there are several."""
    found = [vendor for vendor in everyone(session) if channel and vendor.channel == channel]
    return found[0] if len(found) == 1 else None


def count(session: Session) -> int:
    """How many there are that are not retired."""
    standing = select(sa.func.count()).select_from(Vendor).where(col(Vendor.status).not_in(RETIRED))
    return session.exec(standing).one()


def services_of(session: Session, vendor: Vendor) -> list[Service]:
    wanted = select(Service).where(Service.vendor_id == vendor.id).order_by(col(Service.id))
    return list(session.exec(wanted))


def find(session: Session, text: str) -> Vendor:
    """A vendor as people call it: reference, name, alias, part of one, or with a typo; never a guess between two."""
    text = text.strip().strip('"“”')
    if not text:
        raise Refusal("Which vendor? Type its name or reference; `/vendor list` shows them all.")
    vendor = by_ref(session, text) or by_name(session, text)
    if vendor:
        return vendor
    everybody = everyone(session, retired=True)
    found = _called(everybody, text) or _similar(everybody, text)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{quoted(vendor.name)} ({vendor.ref})" for vendor in found[:5])
        raise Ambiguous(
            f"{quoted(text)} could be {names}. Type the reference of the one you mean.",
            typed=text,
            choices={f"{vendor.name} ({vendor.ref})": vendor.ref for vendor in found},
        )
    raise Refusal(f"I know no vendor called {quoted(text)}. `/vendor list` shows them all, `/vendor add` adds one.")


def is_named(vendor: Vendor, text: str) -> bool:
    """Whether the text is its reference, a name of it or a part of one, and not only something like it."""
    text = text.strip().strip('"“”')
    return text.upper() == vendor.ref or any(name_key(text) in name for name in _names(vendor))


def _similar(everybody: Sequence[Vendor], text: str) -> list[Vendor]:
    """Those that have a name containing the text; else those that have one that differs from it by a typo."""
    key = name_key(text)
    containing = [vendor for vendor in everybody if any(key in name for name in _names(vendor))]
    if containing:
        return containing
    names = {(vendor.id, at): name for vendor in everybody for at, name in enumerate(_names(vendor))}
    close = process.extract(key, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=86, limit=5)
    chosen = {vendor_id for _name, _score, (vendor_id, _at) in close}
    return [vendor for vendor in everybody if vendor.id in chosen]


def _names(vendor: Vendor) -> list[str]:
    """Everything it is called, as it is compared."""
    return [vendor.name_key, *map(name_key, vendor.aliases)]
