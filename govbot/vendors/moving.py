"""A vendor's status and tier: moved only where the playbook allows it, and never without a reason."""

from datetime import datetime

from sqlmodel import Session

from govbot import audit, playbook
from govbot.errors import Refusal, quoted
from govbot.vendors import trial
from govbot.vendors.models import Status, Tier, Vendor

LONGEST_REASON = 1000


def next_statuses(vendor: Vendor) -> list[Status]:
    """Where it may go from where it stands."""
    return [Status(key) for key in playbook.load().statuses[vendor.status].moves]


def end_of(vendor: Vendor) -> Status:
    """What it becomes when it is retired: one that never worked for us is rejected, any other has exited."""
    ends = [status for status in next_statuses(vendor) if status in (Status.REJECTED, Status.EXITED)]
    if not ends:
        raise Refusal(
            f"{quoted(vendor.name)} is {_said(vendor.status)} already."
            f" `/vendor status {vendor.ref}` brings it back if that was wrong."
        )
    return ends[0]


def check_way(vendor: Vendor, status: Status) -> None:
    """A Refusal where no way leads there from where it stands."""
    if status is vendor.status:
        raise Refusal(f"{quoted(vendor.name)} is {_said(status)} already, so nothing was changed.", field="status")
    allowed = next_statuses(vendor)
    if status not in allowed:
        ways = " or ".join(_said(each) for each in allowed)
        raise Refusal(
            f"{quoted(vendor.name)} is {_said(vendor.status)} and cannot become {_said(status)} from there."
            f" It can become {ways}.",
            field="status",
        )


def move(
    session: Session, now: datetime, actor: str, vendor: Vendor, status: Status, reason: str, *, admitted: str = ""
) -> Status:
    """To another status, with the reason; returns the one before.

    `admitted` says why a vendor on trial may begin to work for us: without it such a move is refused, whoever asks.
    """
    reason = _filled(reason, "Say why, in a sentence: it is kept with the vendor.")
    session.refresh(vendor, with_for_update=True)
    before = vendor.status
    check_way(vendor, status)
    if not admitted and trial.ends(session, vendor, status):
        raise Refusal(
            f"{quoted(vendor.name)} was a prospect, and never worked for us. `/vendor status {vendor.ref} live` looks"
            " whether it may.",
            field="status",
        )
    vendor.status, vendor.status_reason = status, reason
    session.add(vendor)
    detail = {"before": before, "after": status, "reason": reason} | ({"admitted": admitted} if admitted else {})
    audit.record(session, now, actor, "vendor.moved", vendor.subject, **detail)
    return before


def retier(session: Session, now: datetime, actor: str, vendor: Vendor, tier: Tier, rationale: str) -> Tier:
    """Another tier, or a better reason for the same one; returns the tier before."""
    rationale = _filled(rationale, "Say why it has this tier, in a sentence: whoever asks later reads it.")
    session.refresh(vendor, with_for_update=True)
    before = vendor.tier
    if (before, vendor.tier_rationale) == (tier, rationale):
        raise Refusal(f"{quoted(vendor.name)} is {tier.value} for this reason already, so nothing was changed.")
    vendor.tier, vendor.tier_rationale = tier, rationale
    session.add(vendor)
    audit.record(session, now, actor, "vendor.tiered", vendor.subject, before=before, after=tier, rationale=rationale)
    return before


def _filled(reason: str, ask: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise Refusal(ask, field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal(
            f"That has {len(reason)} characters; {LONGEST_REASON} is the most. Put the rest in the notes.",
            field="reason",
        )
    return reason


def _said(status: Status) -> str:
    return status.value.replace("_", " ")
