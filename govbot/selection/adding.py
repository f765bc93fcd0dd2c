"""Candidates added to a selection: prospects that are there, and new ones by their names; each once, or none at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from govbot import playbook
from govbot.errors import Faults, Refusal, quoted
from govbot.people import service as people
from govbot.selection import finding, service
from govbot.selection.models import Candidate, Selection
from govbot.vendors import finding as vendors
from govbot.vendors import service as vendor_service
from govbot.vendors.models import Duty, Status, Tier, Vendor
from govbot.vendors.names import clean_name, name_key
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Wanted:
    """What was filled in: vendors that were picked, and names, one a line."""

    picked: Sequence[int] = ()
    names: str = ""
    tier: Tier = Tier.MEDIUM

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.names.splitlines() if line.strip()]


def prospects(session: Session) -> list[Vendor]:
    """Who may be picked, by name."""
    return list(session.exec(select(Vendor).where(Vendor.status == Status.PROSPECT).order_by(col(Vendor.name_key))))


def add(
    session: Session, workspace: Workspace, now: datetime, actor: str, selection: Selection, wanted: Wanted
) -> list[Candidate]:
    """New names become prospects, owned by whoever owns the selection."""
    service.lock_open(session, workspace, selection)
    entries = finding.board(session, selection).entries
    if not wanted.picked and not wanted.lines:
        raise Refusal("Pick a prospect, or write a name.", field="names")
    faults = Faults()
    picked = [vendors.by_id(session, id_) for id_ in wanted.picked]
    faults.read("prospects", _check_picked, entries, picked)
    read = [faults.read("names", _read, session, entries, line) for line in wanted.lines]
    faults.check()
    named = [each for each in read if each is not None]
    _check_once(picked, named)
    _check_few(entries, len(picked) + len(named))
    known = [each for each in named if isinstance(each, Vendor)]
    new = [_prospect(session, now, actor, selection, wanted.tier, each) for each in named if isinstance(each, str)]
    dropped = {entry.vendor.id: entry.candidate for entry in entries if entry.candidate.dropped_at}
    return service.added(session, now, actor, selection, [*picked, *known, *new], dropped)


def _check_picked(entries: Sequence[finding.Entry], picked: Sequence[Vendor]) -> None:
    for vendor in picked:
        _check(entries, vendor)


def _read(session: Session, entries: Sequence[finding.Entry], line: str) -> Vendor | str:
    """A vendor that is there by this name or reference, or the clean name of a new one."""
    name = clean_name(line)
    known = [found] if (found := vendors.by_ref(session, line) or vendors.by_name(session, name)) else []
    known = known or vendors.by_alias(session, name)
    if not known:
        return name
    _check(entries, known[0])
    return known[0]


def _check(entries: Sequence[finding.Entry], vendor: Vendor) -> None:
    name = quoted(vendor.name)
    if any(entry.vendor.id == vendor.id and entry.candidate.dropped_at is None for entry in entries):
        raise Refusal(f"{name} is a candidate here already.")
    if vendor.status is not Status.PROSPECT:
        back = f" `/vendor status {vendor.ref} prospect` brings it back." if vendor.status is Status.REJECTED else ""
        status = vendor.status.value.replace("_", " ")
        raise Refusal(f"{name} is {status} as {vendor.ref}, and candidates are prospects.{back}")


def _check_once(picked: Sequence[Vendor], named: Sequence[Vendor | str]) -> None:
    keys = [vendor.name_key for vendor in picked]
    for each in named:
        key = name_key(each) if isinstance(each, str) else each.name_key
        if key in keys:
            raise Refusal(f"{quoted(each if isinstance(each, str) else each.name)} stands here twice.", field="names")
        keys.append(key)


def _check_few(entries: Sequence[finding.Entry], more: int) -> None:
    most = playbook.load().selection.most
    if sum(entry.stands for entry in entries) + more > most:
        raise Refusal(f"{most} candidates are the most of one selection. Drop some first.", field="names")


def _prospect(session: Session, now: datetime, actor: str, selection: Selection, tier: Tier, name: str) -> Vendor:
    owner = people.by_id(session, selection.owner_id)
    held = {Duty.OWNER: owner} if owner.reachable else {}
    draft = vendor_service.Draft(name, selection.function, tier, status=Status.PROSPECT, people=held)
    return vendor_service.add(session, now, actor, draft)
