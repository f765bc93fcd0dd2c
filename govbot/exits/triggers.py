"""What our own data says that speaks for leaving a vendor: one reader for each trigger of the playbook it can know."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from govbot import playbook
from govbot.contracts.models import Contract
from govbot.contracts.reminders import UNDECIDED
from govbot.escalations import finding as escalations
from govbot.escalations.models import Severity, State
from govbot.evidence import finding as evidence
from govbot.evidence import holding
from govbot.evidence.models import Status
from govbot.exits.finding import Standing
from govbot.kpis import history, periods
from govbot.kpis import service as kpis
from govbot.kpis.models import State as Colour
from govbot.risks import exposure
from govbot.risks.models import Risk
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

PERIODS = 6  # of a KPI, in which those that were red are counted
LOOKED_BACK = timedelta(days=2 * 366)  # longer than that many quarters


class Fired(NamedTuple):
    """`of` is what exactly it was ("kpi:3"), `what` says it without an end."""

    vendor: Vendor
    trigger: str
    of: str
    what: str

    @property
    def stem(self) -> str:
        """How the causes of its proposals begin."""
        return f"{self.trigger}:{self.of}"


# Vendors by id, with how each would be left.
Ours = Mapping[int, Standing]
Sign = Callable[[Session, Workspace, Ours, date], Iterator[Fired]]


def limit(row: Standing, trigger: str) -> int:
    """The plan's own threshold, else the playbook's."""
    own = row.plan.triggers.get(trigger) if row.plan else None
    return own or playbook.load().exits.triggers[trigger].threshold or 0


def fired(session: Session, workspace: Workspace, rows: Sequence[Standing], today: date) -> list[Fired]:
    """All of it, of vendors that nobody is leaving yet; a trigger that the playbook took out fires no more."""
    ours = {row.vendor.id: row for row in rows if not row.leaving}
    known = {key: sign for key, sign in SIGNS.items() if key in playbook.load().exits.triggers}
    return [each for sign in known.values() for each in sign(session, workspace, ours, today)]


def notice_window(session: Session, _workspace: Workspace, ours: Ours, today: date) -> Iterator[Fired]:
    wanted = select(Contract).where(col(Contract.vendor_id).in_(list(ours)), col(Contract.ended_on).is_(None))
    wanted = wanted.where(UNDECIDED, col(Contract.notice_by) >= today).order_by(col(Contract.notice_by))
    for contract in session.exec(wanted):
        row, last = ours[contract.vendor_id], contract.notice_by
        if last and last <= today + timedelta(days=limit(row, "notice_window")):
            what = f"Nothing is decided about contract {contract.reference}, and notice is due by {last:%-d %B %Y}"
            yield Fired(row.vendor, "notice_window", f"{contract.subject}:{last}", what)


def s1_unresolved(session: Session, workspace: Workspace, ours: Ours, today: date) -> Iterator[Fired]:
    for escalation, vendor in escalations.unfinished(session):
        if vendor.id not in ours or escalation.severity is not Severity.S1 or escalation.state is State.CONTAINED:
            continue
        since, days = workspace.today(escalation.opened_at), limit(ours[vendor.id], "s1_unresolved")
        if since + timedelta(days=days) <= today:
            what = f"An S1 is neither contained nor resolved since {since:%-d %B %Y}: {escalation.what}"
            yield Fired(vendor, "s1_unresolved", escalation.subject, what)


def critical_kpi(session: Session, _workspace: Workspace, ours: Ours, today: date) -> Iterator[Fired]:
    measured = kpis.of_all(session, [row.vendor for row in ours.values()])
    critical = [kpi for each in measured.values() for kpi in each if kpi.critical]
    values = kpis.standing(session, critical, today - LOOKED_BACK)
    for kpi in critical:
        points = history.recent(kpi, values[kpi.id], today, PERIODS)
        reds = [point for point in points if point.state is Colour.RED]
        if reds and len(reds) >= limit(ours[kpi.vendor_id], "critical_kpi"):
            named = ", ".join(periods.of(point.period.start, kpi.frequency).label for point in reds)
            what = f"The critical KPI {kpi.name} was red in {len(reds)} of its last {len(points)} periods: {named}"
            yield Fired(ours[kpi.vendor_id].vendor, "critical_kpi", kpi.subject, what)


def lost_certificate(session: Session, _workspace: Workspace, ours: Ours, today: date) -> Iterator[Fired]:
    for vendor_id, pieces in evidence.of(session, list(ours)).items():
        row = ours[vendor_id]
        asked = {kind.key for kind in holding.required(row.vendor.tier)}
        for piece in pieces:
            lost = piece.kind in asked and piece.status is Status.ACCEPTED and piece.bridges_id is None and piece.due
            if lost and lost + timedelta(days=limit(row, "lost_certificate")) < today:
                what = f"{evidence.title(piece)} ran out on {lost:%-d %B %Y} and nothing came in its place"
                yield Fired(row.vendor, "lost_certificate", f"{piece.subject}:{lost}", what)


def risk_above_appetite(session: Session, workspace: Workspace, ours: Ours, today: date) -> Iterator[Fired]:
    wanted = select(Risk).where(col(Risk.vendor_id).in_(list(ours)), col(Risk.closed_at).is_(None))
    for risk in session.exec(wanted.order_by(col(Risk.id))).all():
        row = ours[risk.vendor_id]
        since = exposure.since(session, workspace, risk, row.vendor, today)
        if since and since + timedelta(days=limit(row, "risk_above_appetite")) <= today:
            what = f"{risk.ref} {risk.title}: above appetite since {since:%-d %B %Y} without a plan"
            yield Fired(row.vendor, "risk_above_appetite", risk.subject, what)


SIGNS: Mapping[str, Sign] = {
    "notice_window": notice_window,
    "s1_unresolved": s1_unresolved,
    "critical_kpi": critical_kpi,
    "lost_certificate": lost_certificate,
    "risk_above_appetite": risk_above_appetite,
}
