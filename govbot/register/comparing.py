"""What a row would change of a vendor: an empty cell says nothing, and nothing is erased by it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from govbot.people.models import Person
from govbot.register.rows import Row
from govbot.vendors import duties, trial
from govbot.vendors.models import Duty, Service, Vendor

OF_VENDOR = {
    "name": "name", "tier": "tier", "status": "status", "channel": "channel", "data_sensitivity": "sensitivity",
    "annual_value": "annual_value", "currency": "currency", "notes": "notes",
}  # fmt: skip
OF_SERVICE = ("function", "location", "countries")
OF_PEOPLE = {"owner_email": Duty.OWNER, "backup_email": Duty.BACKUP, "sponsor_email": Duty.SPONSOR}
OF_REVIEWS = ("review_kind", "review_every", "last_review")
OF_CONTRACT = ("contract_ref", "contract_start", "contract_end", "notice_days", "auto_renew", "soc2_period_end")


@dataclass
class Standing:
    """A vendor as it stands before its row is taken in."""

    vendor: Vendor
    service: Service | None = None
    holders: dict[Duty, Person] = field(default_factory=dict)


def standing(session: Session, vendors: Sequence[Vendor]) -> dict[int, Standing]:
    """By vendor id, with two queries for all of them."""
    found = {vendor.id: Standing(vendor) for vendor in vendors}
    held = duties.holders_by_vendor(session, list(found))
    services = select(Service).where(col(Service.vendor_id).in_(list(found))).order_by(col(Service.id).desc())
    for service in session.exec(services):
        found[service.vendor_id].service = service
    for vendor_id, holders in held.items():
        found[vendor_id].holders = holders
    return found


def imported(row: Row, before: dict[str, Any]) -> dict[str, Any]:
    """The facts that no house owns yet, as JSON values, on top of those known before."""
    facts = {key: _plain(row.values[key]) for key in (*OF_CONTRACT, *OF_REVIEWS) if key in row.values}
    others = {**before.get("others", {}), **row.others}
    return {**before, **facts, **({"others": others} if others else {})}


def people_after(row: Row, holders: dict[Duty, Person]) -> dict[Duty, Person]:
    """Who holds which duty once the row is taken in; a backup who becomes owner is backup no more."""
    named = {duty: row.values[key] for key, duty in OF_PEOPLE.items() if key in row.values}
    after = {**holders, **named}
    owner, backup = after.get(Duty.OWNER), after.get(Duty.BACKUP)
    if owner and backup and owner.id == backup.id:
        del after[Duty.BACKUP if Duty.OWNER in named else Duty.OWNER]
    return after


def differences(row: Row, now: Standing) -> dict[str, list[Any]]:
    """Column to [before, after] as JSON values, for what really differs."""
    pairs: dict[str, tuple[Any, Any]] = {}
    for key, attribute in OF_VENDOR.items():
        pairs[key] = (getattr(now.vendor, attribute), row.values.get(key, getattr(now.vendor, attribute)))
    for key in OF_SERVICE:
        before = getattr(now.service, key) if now.service else None
        pairs[key] = (before, row.values.get(key, before))
    after = people_after(row, now.holders)
    for key, duty in OF_PEOPLE.items():
        pairs[key] = (_email(now.holders.get(duty)), _email(after.get(duty)))
    before_facts, after_facts = now.vendor.imported, imported(row, now.vendor.imported)
    for key in {**before_facts, **after_facts}:
        pairs[key] = (before_facts.get(key), after_facts.get(key))
    return {key: [_plain(before), _plain(after)] for key, (before, after) in pairs.items() if before != after}


def check_status(session: Session, row: Row, vendor: Vendor) -> None:
    """No register puts a prospect to work by the way: that is done in Slack, where its file is looked at."""
    if "status" in row.values and trial.ends(session, vendor, row.values["status"]):
        way = f"`/vendor status {vendor.ref} live`"
        row.fault("status", f"A status before live: it was a prospect, and only {way} puts it to work.")


def _email(person: Person | None) -> str | None:
    return person.email if person else None


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    if value is None or isinstance(value, bool | list | dict):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
