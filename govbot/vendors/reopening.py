"""A channel that is open again is given back to whatever lost it, unless somebody has decided otherwise since."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlmodel import Session, col, select

from govbot import audit
from govbot.audit import AuditEvent
from govbot.people import place
from govbot.vendors import blocks, channels, finding
from govbot.vendors import service as vendors
from govbot.workspace import Workspace

CLOSED = "channel.closed"
FIELDS = {"vendor.changed": "channel", "workspace.changed": "governance_channel"}


def closed(session: Session, now: datetime, subject: str, channel: str, why: str) -> None:
    """Remember what lost its channel: a vendor, the workspace, or a rule such as `tier:critical`."""
    audit.record(session, now, audit.SYSTEM, CLOSED, subject, channel=channel, why=why)


def give_back(session: Session, now: datetime, workspace: Workspace, open_: Collection[str]) -> dict[str, list[str]]:
    """Those of the channels that were lost; returns for each channel the names of what has it again."""
    given: dict[str, list[str]] = {}
    for step in _lost(session):
        channel = step.detail["channel"]
        name = _give_back(session, now, workspace, step.subject, channel) if channel in open_ else ""
        if name:
            given.setdefault(channel, []).append(name)
    return given


def _lost(session: Session) -> Iterator[AuditEvent]:
    """The last loss of each, where nothing was chosen for it since."""
    steps = select(AuditEvent).where(AuditEvent.action == CLOSED).order_by(col(AuditEvent.sequence))
    last = {step.subject: step for step in session.exec(steps)}
    for step in last.values():
        later = select(AuditEvent).where(AuditEvent.subject == step.subject, AuditEvent.sequence > step.sequence)
        if not any(_chooses(each) for each in session.exec(later)):
            yield step


def _chooses(step: AuditEvent) -> bool:
    return step.action == "channel.chosen" or FIELDS.get(step.action) in step.detail.get("changed", {})


def _give_back(session: Session, now: datetime, workspace: Workspace, subject: str, channel: str) -> str:
    """What it is called that has the channel again."""
    kind, _, number = subject.partition(":")
    if kind == "workspace":
        place.change(session, now, audit.SYSTEM, workspace, {"governance_channel": channel})
        return "all that belongs into the governance channel"
    if kind == "vendor":
        vendor = finding.by_id(session, int(number))
        vendors.change(session, now, audit.SYSTEM, vendor, channel=channel)
        return f"{blocks.name(vendor)} ({vendor.ref})"
    channels.choose(session, now, audit.SYSTEM, subject, channel)
    return channels.named(subject)
