"""Rules of risks: rated, treated, borne for a time with somebody's yes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.people.models import Person
from govbot.risks import approvals, exposure, rating, records
from govbot.risks.models import Answer, Approval, Risk, Treatment
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Draft:
    """A risk before it is written down. Without a date the band of its residual score says when it is looked at."""

    title: str
    category: str
    inherent: tuple[int, int]
    residual: tuple[int, int]
    owner: Person
    due: date | None = None


def add(session: Session, workspace: Workspace, now: datetime, actor: str, vendor: Vendor, draft: Draft) -> Risk:
    check_residual(draft.inherent, draft.residual)
    risk = Risk(
        vendor_id=vendor.id,
        title=draft.title,
        category=draft.category,
        likelihood=draft.inherent[0],
        impact=draft.inherent[1],
        residual_likelihood=draft.residual[0],
        residual_impact=draft.residual[1],
        owner_id=draft.owner.id,
        due=draft.due or next_look(workspace, now, draft.residual),
        opened_at=now,
        opened_by=actor,
    )
    if exposure.exposed(risk, vendor, None, workspace.today(now)):
        risk.exposed_since = workspace.today(now)
    records.add(session, now, actor, risk, category=draft.category, rating=risk.rating)
    return risk


def check_residual(inherent: tuple[int, int], residual: tuple[int, int]) -> None:
    """What is done about a risk does not make it worse."""
    if rating.score(*residual) > rating.score(*inherent):
        raise Refusal(
            f"What is left ({rating.score(*residual)}) is more than there would be if nothing were done"
            f" ({rating.score(*inherent)}). Lower it, or rate the risk itself higher.",
            field="residual_likelihood",
        )


def next_look(workspace: Workspace, now: datetime, residual: tuple[int, int]) -> date:
    days = playbook.load().risks.band(rating.score(*residual)).review_days
    return workspace.calendar.next_business_day(workspace.today(now) + timedelta(days=days))


def rate(
    session: Session, workspace: Workspace, now: datetime, actor: str, risk: Risk, residual: tuple[int, int],
    why: str, due: date | None = None,
) -> list[Approval]:  # fmt: skip
    """Say how bad it is now; the same again is an answer too. Returns the acceptances that no longer fit."""
    bare = _lock(session, workspace, now, risk)
    if rating.score(*residual) > rating.score(risk.likelihood, risk.impact):  # then it was worse than was thought
        risk.likelihood = max(risk.likelihood, residual[0])
        risk.impact = max(risk.impact, residual[1])
    before = risk.rating
    risk.residual_likelihood, risk.residual_impact = residual
    risk.due = due or next_look(workspace, now, residual)
    moved = approvals.rating_moved(session, workspace, now, actor, risk)
    exposure.note(session, workspace, now, actor, risk, bare, f"{risk.ref} was rated {risk.rating}, within appetite")
    records.record(session, now, actor, "rated", risk, before=before, after=risk.rating, due=risk.due, why=why)
    return [each for each in moved if each.answer is Answer.STALE]


def _lock(session: Session, workspace: Workspace, now: datetime, risk: Risk) -> date | None:
    """Nobody else changes it from here on; since when nobody had an answer to it, before the change."""
    records.lock_open(session, workspace, risk)
    return exposure.since(session, workspace, risk, records.vendor_of(session, risk), workspace.today(now))


@dataclass(frozen=True)
class Plan:
    """What is done about a risk, by whom, and when that is looked at."""

    treatment: Treatment
    what: str
    owner: Person
    due: date


def treat(session: Session, workspace: Workspace, now: datetime, actor: str, risk: Risk, plan: Plan) -> None:
    """A plan takes the place of an acceptance."""
    bare = _lock(session, workspace, now, risk)
    approvals.withdraw(session, now, actor, risk, "there is a plan now", Answer.PENDING, *approvals.LIVE)
    risk.treatment, risk.plan, risk.owner_id, risk.due = plan.treatment, plan.what, plan.owner.id, plan.due
    exposure.note(session, workspace, now, actor, risk, bare, f"There is a plan for {risk.ref}: {plan.treatment}")
    detail = {"treatment": plan.treatment, "plan": plan.what, "owner": plan.owner.slack_id, "due": plan.due}
    records.record(session, now, actor, "treated", risk, **detail)


def accepted(session: Session, workspace: Workspace, now: datetime, actor: str, risk: Risk) -> None:
    """Its acceptance was granted."""
    risk.treatment = Treatment.ACCEPT
    exposure.note(session, workspace, now, actor, risk, None, f"{risk.ref} was accepted")


def close(session: Session, workspace: Workspace, now: datetime, actor: str, risk: Risk, why: str) -> None:
    _lock(session, workspace, now, risk)
    records.shut(session, now, actor, risk, why)
    approvals.withdraw(session, now, actor, risk, "the risk is closed", Answer.PENDING, *approvals.LIVE)
    exposure.settle(session, now, actor, risk, f"{risk.ref} was closed")
