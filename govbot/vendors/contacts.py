"""People on the vendor's side: who answers there, and on which level of the ladder."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit
from govbot.errors import Refusal, Refusals, quoted
from govbot.vendors.models import Contact, Vendor
from govbot.vendors.names import name_key

LEVELS = (1, 2, 3, 4)
LONGEST = 120
ADDRESS = re.compile(r"[^@\s<>,;|]+@[^@\s<>,;|]+\.[^@\s<>,;.|]+")
NUMBER = re.compile(r"\+?[\d\s()/.-]*\d[\d\s()/.-]*")


@dataclass(frozen=True)
class Draft:
    """A contact as it was typed or filled in; `level` None was not said."""

    level: int | None = None
    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""


def of(session: Session, vendor: Vendor) -> list[Contact]:
    """From the lowest level up."""
    wanted = select(Contact).where(Contact.vendor_id == vendor.id)
    return list(session.exec(wanted.order_by(col(Contact.level), col(Contact.name_key))))


def by_id(session: Session, contact_id: int) -> Contact:
    found = session.exec(select(Contact).where(Contact.id == contact_id)).first()
    if found is None:
        raise Refusal("That contact was removed meanwhile.")
    return found


def add(session: Session, now: datetime, actor: str, vendor: Vendor, draft: Draft) -> Contact:
    """A new contact, or what is new about one of that name."""
    _check(draft)
    key = name_key(draft.name)
    known = session.exec(select(Contact).where(Contact.vendor_id == vendor.id, Contact.name_key == key)).first()
    contact = known or Contact(vendor_id=vendor.id, level=0, name="", name_key=key)
    contact.level, contact.name, contact.title = draft.level or 0, draft.name, draft.title
    contact.email, contact.phone = draft.email.lower(), draft.phone
    session.add(contact)
    session.flush()
    action = "contact.changed" if known else "contact.added"
    audit.record(
        session, now, actor, action, vendor.subject,
        name=contact.name, level=contact.level, title=contact.title, email=contact.email, phone=contact.phone,
    )  # fmt: skip
    return contact


def remove(session: Session, now: datetime, actor: str, vendor: Vendor, contact: Contact) -> None:
    session.delete(contact)
    session.flush()
    audit.record(session, now, actor, "contact.removed", vendor.subject, name=contact.name, level=contact.level)


def find(session: Session, vendor: Vendor, text: str) -> Contact:
    """By name, part of it, or e-mail address; never a guess between two."""
    known = of(session, vendor)
    key = name_key(text)
    found = [each for each in known if key in (each.name_key, each.email)] or [
        each for each in known if key and key in each.name_key
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(quoted(each.name) for each in found or known) or "nobody yet"
    which = "could be several" if found else "is none of them"
    raise Refusal(f"{quoted(text)} {which}. The contacts of {quoted(vendor.name)}: {names}.")


def _check(draft: Draft) -> None:
    faults: dict[str, str] = {}
    if not draft.name:
        faults["name"] = "A contact needs a name."
    if draft.level not in LEVELS:
        faults["level"] = "Say on which level they answer: L1, L2, L3 or L4."
    if draft.email and not ADDRESS.fullmatch(draft.email):
        faults["email"] = "That is no e-mail address, such as jane.doe@example.com."
    if draft.phone and not NUMBER.fullmatch(draft.phone):
        faults["phone"] = "That is no telephone number, such as +49 30 123456."
    if not (draft.email or draft.phone):
        faults["email"] = "Give an e-mail address or a telephone number: else nobody can reach them."
    for name in ("name", "title", "email", "phone"):
        if len(getattr(draft, name)) > LONGEST:
            faults[name] = f"{LONGEST} characters are the most."
    if faults:
        raise Refusals(faults)
