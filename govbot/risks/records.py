"""What risks, issues, exceptions and decisions share: numbered, found, moved, given to somebody else, closed."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from govbot import audit, playbook
from govbot.errors import Ambiguous, Refusal, quoted
from govbot.people import service as people
from govbot.people.models import Person
from govbot.playbook.risks import Longest
from govbot.risks.models import Decision, Entry, Issue, PolicyException, Risk
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

TABLES: tuple[type[Entry], ...] = (Risk, Issue, PolicyException, Decision)
BY_NOUN = {table.noun: table for table in TABLES}
LONGEST: dict[str, Longest] = {
    "risk": "review", "issue": "issue", "exception": "exception", "decision": "decision"
}  # fmt: skip
LONGEST_TEXT, LONGEST_TITLE = 2000, 200
NUMBER = re.compile(r"(?:([A-Z]{3})-|#)?0*([0-9]{1,9})")
AnyEntry = TypeVar("AnyEntry", bound=Entry)


def add(session: Session, now: datetime, actor: str, entry: Entry, **facts: Any) -> None:
    """Give it the next reference of its kind."""
    entry.ref = _next_ref(session, type(entry))
    session.add(entry)
    session.flush()
    owner = people.by_id(session, entry.owner_id)
    record(session, now, actor, "added", entry, owner=owner.slack_id, due=entry.due, **facts)


def _next_ref(session: Session, table: type[Entry]) -> str:
    last = session.exec(select(sa.func.max(table.ref))).one()
    return f"{table.prefix}-{int(last[4:]) + 1 if last else 1:04d}"


def record(session: Session, now: datetime, actor: str, what: str, entry: Entry, **detail: Any) -> None:
    """A step of the audit chain, found with its vendor; what was changed on the row is written first."""
    session.add(entry)
    session.flush()
    audit.record(
        session, now, actor, f"{entry.noun}.{what}", entry.subject, about=f"vendor:{entry.vendor_id}",
        ref=entry.ref, title=entry.title, **detail,
    )  # fmt: skip


def find(session: Session, table: type[AnyEntry], text: str) -> AnyEntry:
    """By its reference in any spelling (RSK-0001, rsk-1, #1, 1); an open one also by words of its title."""
    match = NUMBER.fullmatch(text.strip().upper())
    if match and match[1] in (None, table.prefix):
        ref = f"{table.prefix}-{int(match[2]):04d}"
        found = session.exec(select(table).where(table.ref == ref)).all()
    else:
        found = _called(session, table, text)
    if len(found) > 1:
        named = ", ".join(f"{entry.ref} {quoted(entry.title)}" for entry in found[:5])
        choices = {f"{entry.ref} {entry.title}": entry.ref for entry in found}
        raise Ambiguous(f"{quoted(text)} could be {named}. Type its reference.", typed=text, choices=choices)
    if not found:
        raise Refusal(f"I know no {table.noun} {quoted(text)}. `/vendor {table.noun} list` shows them all.")
    return found[0]


def _called(session: Session, table: type[AnyEntry], text: str) -> Sequence[AnyEntry]:
    key = " ".join(text.casefold().split())
    standing = session.exec(select(table).where(col(table.closed_at).is_(None)).order_by(col(table.id)))
    return [entry for entry in standing if key and key in entry.title.casefold()]


def by_id(session: Session, table: type[AnyEntry], entry_id: int) -> AnyEntry:
    return session.exec(select(table).where(table.id == entry_id)).one()


def of_subject(session: Session, subject: str) -> Entry:
    """The thing that is called `risk:3` in the audit and on buttons."""
    noun, _, number = subject.partition(":")
    return by_id(session, BY_NOUN[noun], int(number))


def open_of(session: Session, table: type[AnyEntry], vendor: Vendor) -> list[AnyEntry]:
    wanted = select(table).where(table.vendor_id == vendor.id, col(table.closed_at).is_(None))
    return list(session.exec(wanted.order_by(col(table.due), col(table.id))))


def vendor_of(session: Session, entry: Entry) -> Vendor:
    return finding.by_id(session, entry.vendor_id)


def lock_open(session: Session, workspace: Workspace, entry: Entry) -> None:
    """From here on nobody else changes it."""
    session.refresh(entry, with_for_update=True)
    check_open(session, workspace, entry)


def check_open(session: Session, workspace: Workspace, entry: Entry) -> None:
    """Refuses what was closed meanwhile, naming who did it and when."""
    if entry.closed_at:
        who, on = people.by_whom(session, entry.closed_by), workspace.today(entry.closed_at)
        raise Refusal(f"{entry.ref} was already closed by {who} on {on:%-d %B %Y}. Nothing was changed.")


def close(session: Session, workspace: Workspace, now: datetime, actor: str, entry: Entry, why: str) -> None:
    lock_open(session, workspace, entry)
    shut(session, now, actor, entry, why)


def shut(session: Session, now: datetime, actor: str, entry: Entry, why: str, step: str = "closed") -> None:
    """The end of something that the caller has locked."""
    entry.closed_at, entry.closed_by, entry.closed_why = now, actor, why
    record(session, now, actor, step, entry, why=why)


def move(
    session: Session, workspace: Workspace, now: datetime, actor: str, entry: Entry, day: date, why: str
) -> date:  # fmt: skip
    """Give it another date; returns the one before."""
    lock_open(session, workspace, entry)
    check_ahead(workspace.today(now), day, LONGEST[entry.noun], "date")
    before, entry.due = entry.due, day
    record(session, now, actor, "moved", entry, before=before, after=day, why=why)
    return before


def reassign(
    session: Session, workspace: Workspace, now: datetime, actor: str, entry: Entry, person: Person, why: str
) -> None:  # fmt: skip
    lock_open(session, workspace, entry)
    if entry.owner_id == person.id:
        raise Refusal(f"{quoted(person.name)} has it already.", field="person")
    before, entry.owner_id = people.by_id(session, entry.owner_id), person.id
    record(session, now, actor, "reassigned", entry, before=before.slack_id, after=person.slack_id, why=why)


def check_ahead(today: date, day: date, longest: Longest, field: str) -> date:
    """A day that somebody sets lies ahead, and no further than the playbook lets it."""
    most = playbook.load().risks.longest_days[longest]
    if day < today:
        raise Refusal(f"{day:%-d %B %Y} is past. Pick today or a later day.", field=field)
    if (day - today).days > most:
        raise Refusal(f"That is more than {most} days away, the longest there is. Pick an earlier day.", field=field)
    return day
