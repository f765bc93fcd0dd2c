"""What is known of a vendor's risks, issues, exceptions and decisions: one by one, in lists, and in a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from govbot.people import service as people
from govbot.risks import approvals, exposure, records
from govbot.risks.blocks import File
from govbot.risks.models import Decision, Entry, Issue, PolicyException, Risk
from govbot.risks.records import AnyEntry
from govbot.slack.text import plural
from govbot.vendors import finding
from govbot.vendors.models import RETIRED, Vendor

ENDS_SOON = 30  # days before its end in which an exception is worth a word
FLAGS = {
    "above appetite": "above", "above": "above", "mine": "mine", "overdue": "overdue", "expired": "overdue",
    "late": "overdue", "closed": "closed", "all": "", "open": "",
}  # fmt: skip


def file(session: Session, entry: Entry, today: date) -> File:
    asked = approvals.waiting(session, entry)
    return File(
        entry=entry,
        vendor=records.vendor_of(session, entry),
        owner=people.by_id(session, entry.owner_id),
        held=approvals.standing(session, entry),
        asked=asked,
        approver=approvals.asked_now(session, today, asked) if asked else None,
        today=today,
    )


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to, as it was typed: a vendor, and flags."""

    vendor: Vendor | None
    flags: frozenset[str]

    @classmethod
    def of(cls, session: Session, typed: str) -> "Narrowed":
        """Flags may stand anywhere; what is left is a vendor's name. One that is called like a flag is still found."""
        named = finding.by_name(session, typed)
        if named:
            return cls(named, frozenset())
        left, flags = f" {' '.join(typed.split())} ", set()
        for words, flag in FLAGS.items():
            at = left.lower().find(f" {words} ")
            if at >= 0:
                left = left[:at] + " " + left[at + len(words) + 2 :]
                flags.add(flag)
        vendor = finding.find(session, left) if left.strip() else None
        return cls(vendor, frozenset(flags - {""}))


def listed(
    session: Session, table: type[AnyEntry], wanted: Narrowed, today: date, person_id: int
) -> list[AnyEntry]:  # fmt: skip
    """The gravest risks first, of the rest what ends first."""
    found = select(table, Vendor).join(Vendor, col(Vendor.id) == col(table.vendor_id))
    closed = col(table.closed_at)
    found = found.where(closed.is_not(None) if "closed" in wanted.flags else closed.is_(None))
    if wanted.vendor:
        found = found.where(table.vendor_id == wanted.vendor.id)
    else:
        found = found.where(col(Vendor.status).not_in(RETIRED))
    if "mine" in wanted.flags:
        found = found.where(table.owner_id == person_id)
    if "overdue" in wanted.flags:
        found = found.where(table.due < today)
    rows = session.exec(found.order_by(*_order(table))).all()
    if "above" not in wanted.flags:
        return [entry for entry, _ in rows]
    return [entry for entry, vendor in rows if isinstance(entry, Risk) and exposure.is_above(entry, vendor)]


def _order(table: type[Entry]) -> list[Any]:
    soonest: list[Any] = [col(table.due).asc(), col(table.id).asc()]
    if issubclass(table, Risk):
        return [(col(table.residual_likelihood) * col(table.residual_impact)).desc(), *soonest]
    return soonest


def summary(session: Session, vendor: Vendor, today: date) -> str:
    """`2 risks above appetite, 1 issue overdue, 1 exception ends in 9 days`; empty where there is nothing at all."""
    risks, issues = records.open_of(session, Risk, vendor), records.open_of(session, Issue, vendor)
    exceptions = [each for each in records.open_of(session, PolicyException, vendor) if each.granted_at]
    above = sum(exposure.is_above(risk, vendor) for risk in risks)
    late = sum(issue.due < today for issue in issues)
    expired = sum(each.due < today for each in exceptions)
    parts = [f"{plural(above, 'risk')} above appetite" if above else plural(len(risks), "risk") if risks else ""]
    parts.append(f"{plural(late, 'issue')} overdue" if late else plural(len(issues), "open issue") if issues else "")
    parts.append(f"{plural(expired, 'exception')} expired" if expired else _next_end(exceptions, today))
    parts.append(_decided(session, vendor))
    return ", ".join(part for part in parts if part)


def _next_end(exceptions: Sequence[PolicyException], today: date) -> str:
    if not exceptions:
        return ""
    left = (exceptions[0].due - today).days
    if left > ENDS_SOON:
        return plural(len(exceptions), "exception")
    when = f"in {plural(left, 'day')}" if left else "today"
    return f"1 exception ends {when}"


def _decided(session: Session, vendor: Vendor) -> str:
    own = [each for each in records.open_of(session, Decision, vendor) if not each.source]
    return plural(len(own), "decision") if own else ""
