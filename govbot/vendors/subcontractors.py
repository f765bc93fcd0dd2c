"""Who works for a vendor on what it does for us, and for whom of them: a tree, looked at when it changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Ambiguous, Refusal, quoted
from govbot.vendors import services
from govbot.vendors.models import Sensitivity, Subcontractor, Vendor
from govbot.vendors.moving import LONGEST_REASON
from govbot.vendors.names import clean_name, name_key


@dataclass(frozen=True)
class Draft:
    """As it was filled in; `parent` is another subcontractor of the same vendor, for whom it works."""

    name: str
    function: str
    countries: Sequence[str]
    data_access: Sensitivity
    since: date
    parent: Subcontractor | None = None


def by_id(session: Session, subcontractor_id: int) -> Subcontractor:
    return session.exec(select(Subcontractor).where(Subcontractor.id == subcontractor_id)).one()


def of(session: Session, vendor: Vendor) -> list[Subcontractor]:
    """Those that work for it now, by name."""
    wanted = select(Subcontractor).where(Subcontractor.vendor_id == vendor.id, col(Subcontractor.until).is_(None))
    return list(session.exec(wanted.order_by(col(Subcontractor.name_key))))


def ended(session: Session, vendor: Vendor) -> list[Subcontractor]:
    """Those that did, the last one first."""
    wanted = select(Subcontractor).where(Subcontractor.vendor_id == vendor.id, col(Subcontractor.until).is_not(None))
    return list(session.exec(wanted.order_by(col(Subcontractor.until).desc(), col(Subcontractor.id).desc())))


def find(session: Session, vendor: Vendor, name: str) -> Subcontractor:
    """One that works for it now, by its name or a part of it."""
    known, key = of(session, vendor), name_key(name)
    found = [each for each in known if each.name_key == key] or [each for each in known if key in each.name_key]
    if len(found) == 1:
        return found[0]
    if found:
        text = f"{quoted(name)} could be {', '.join(quoted(each.name) for each in found[:5])}. Type more of the name."
        raise Ambiguous(text, typed=name, choices={each.name: each.name for each in found})
    raise Refusal(
        f"{quoted(vendor.name)} has no subcontractor called {quoted(name)}."
        f" `/vendor sub show {vendor.ref}` shows those it has."
    )


def branches(known: Sequence[Subcontractor]) -> Iterator[tuple[int, Subcontractor]]:
    """Each with its rank: 1 works for the vendor, 2 for one of rank 1, and so on; each after the one it works for."""
    below: dict[int | None, list[Subcontractor]] = {}
    here = {each.id for each in known}
    for each in known:
        below.setdefault(each.parent_id if each.parent_id in here else None, []).append(each)
    waiting = [(1, each) for each in reversed(below.get(None, []))]
    while waiting:
        rank, each = waiting.pop()
        yield rank, each
        waiting += [(rank + 1, child) for child in reversed(below.get(each.id, []))]


def add(session: Session, now: datetime, today: date, actor: str, vendor: Vendor, draft: Draft) -> Subcontractor:
    _lock(session, vendor)
    added = Subcontractor(vendor_id=vendor.id, name="", name_key="", function=draft.function, since=draft.since)
    _fill(session, today, vendor, added, draft)
    audit.record(session, now, actor, "subcontractor.added", vendor.subject, **_facts(session, added))
    return added


def change(
    session: Session, now: datetime, today: date, actor: str, vendor: Vendor, changed: Subcontractor, draft: Draft
) -> dict[str, list[Any]]:
    """Returns what really changed as field: [before, after]."""
    _lock(session, vendor)
    _check_working(changed)
    before = _facts(session, changed)
    _fill(session, today, vendor, changed, draft)
    after = _facts(session, changed)
    differing = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if differing:
        detail: dict[str, Any] = {"name": changed.name, "changed": differing}
        audit.record(session, now, actor, "subcontractor.changed", vendor.subject, **detail)
    return differing


def end(session: Session, now: datetime, actor: str, vendor: Vendor, gone: Subcontractor, on: date, why: str) -> None:
    """From that day on it works for the vendor no more. Whoever works for it is ended, or moved, before."""
    _lock(session, vendor)
    _check_working(gone)
    why = " ".join(why.split())[:LONGEST_REASON]
    if not why:
        raise Refusal("Say in a few words why it ends: whoever asks later reads it.", field="reason")
    if on < gone.since:
        raise Refusal(f"It began on {gone.since:%-d %B %Y}. It cannot have ended before that.", field="until")
    below = [each.name for each in of(session, vendor) if each.parent_id == gone.id]
    if below:
        named = ", ".join(quoted(name) for name in below[:5])
        raise Refusal(f"{named} would still work for it. End that first, or say for whom else it works.", field="until")
    gone.until, gone.ended_because = on, why
    session.add(gone)
    session.flush()
    audit.record(session, now, actor, "subcontractor.ended", vendor.subject, name=gone.name, until=on, reason=why)


def _lock(session: Session, vendor: Vendor) -> None:
    """One at a time changes a vendor's tree, and sees it as it is: two changes, each right, could make a circle."""
    session.refresh(vendor, with_for_update={"key_share": True})
    theirs = select(Subcontractor).where(Subcontractor.vendor_id == vendor.id)
    session.exec(theirs.execution_options(populate_existing=True)).all()


def _check_working(subcontractor: Subcontractor) -> None:
    if subcontractor.until:
        raise Refusal(f"{quoted(subcontractor.name)} ended on {subcontractor.until:%-d %B %Y}. Nothing was changed.")


def _fill(session: Session, today: date, vendor: Vendor, filled: Subcontractor, draft: Draft) -> None:
    name = clean_name(draft.name)
    known = {each.id: each for each in of(session, vendor)}
    _check(today, vendor, name, known, filled, draft)
    filled.name, filled.name_key, filled.function = name, name_key(name), draft.function
    filled.countries, filled.data_access, filled.since = list(draft.countries), draft.data_access, draft.since
    filled.parent_id = draft.parent.id if draft.parent else None
    session.add(filled)
    session.flush()


def _check(
    today: date, vendor: Vendor, name: str, known: Mapping[int, Subcontractor], filled: Subcontractor, draft: Draft
) -> None:
    if name_key(name) == vendor.name_key:
        raise Refusal(f"{quoted(name)} is the vendor itself. Name somebody who works for it.", field="name")
    if any(each.name_key == name_key(name) for each in known.values() if each is not filled):
        raise Refusal(f"{quoted(name)} is there already. Change it instead.", field="name")
    if not draft.countries:
        raise Refusal("Say in which country they work, such as Philippines or PL.", field="countries")
    if draft.since > today:
        raise Refusal("That day is still to come. Write it down once they have begun.", field="since")
    _check_parent(known, filled, draft.parent)


def _check_parent(known: Mapping[int, Subcontractor], filled: Subcontractor, parent: Subcontractor | None) -> None:
    """Nobody works for themselves, however long the way round is."""
    above = parent
    while above:
        if above.id == filled.id:
            raise Refusal(f"{quoted(filled.name)} would work for itself that way. Name somebody else.", field="parent")
        if above.id not in known:
            raise Refusal(f"{quoted(above.name)} does not work for this vendor now.", field="parent")
        above = known.get(above.parent_id) if above.parent_id else None


def _facts(session: Session, each: Subcontractor) -> dict[str, Any]:
    return {
        "name": each.name,
        "function": each.function,
        "countries": list(each.countries),
        "data_access": each.data_access.value,
        "works_for": by_id(session, each.parent_id).name if each.parent_id else "the vendor",
        "since": each.since,
    }


def performed(each: Subcontractor) -> str:
    """`Payroll, back office (PH), confidential data`."""
    data = "" if each.data_access is Sensitivity.NONE else f", {each.data_access.value} data"
    return services.performed(each.function, None, each.countries) + data
