"""Gates: one named person lets a plan pass into its next phase, or says why not and when it is looked at again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.people import away
from govbot.people.models import Person
from govbot.plans import finding, roles, tasks
from govbot.plans.models import Plan, PlanTask
from govbot.plans.rolling import Rolled
from govbot.plans.tasks import Finished
from govbot.workspace import Workspace


@dataclass(frozen=True)
class Verdict:
    """`again` is the day on which one that was not passed is looked at again."""

    passed: bool
    why: str
    again: date | None = None


def of(session: Session, plan: Plan) -> list[PlanTask]:
    return [task for task in finding.tasks_of(session, plan) if task.gate]


def next_of(session: Session, plan: Plan) -> PlanTask:
    """The one that is decided next, or a Refusal where all are passed."""
    still = [gate for gate in of(session, plan) if gate.is_open]
    if not still:
        raise Refusal("Every gate of this plan is passed.")
    return still[0]


def keeper(session: Session, today: date, plan: Plan, gate: PlanTask) -> Person | None:
    """Who decides on it: whom it falls to, or who stands in for them that day."""
    named = roles.holder(session, plan, gate)
    return away.on(session, today).answering(named).person if named else None


def check_keeper(session: Session, today: date, plan: Plan, gate: PlanTask, person_id: int) -> None:
    """Only the named person decides: not whoever did the work, and not an admin."""
    named = roles.holder(session, plan, gate)
    deciding = keeper(session, today, plan, gate)
    if deciding is None:
        raise Refusal(f"Nobody is named who may pass {gate.code}. Give it to somebody first.")
    if person_id not in {deciding.id, named.id if named else 0}:
        raise Refusal(
            f"Only {deciding.name} decides on {gate.code}. Whoever runs the plan can give it to somebody else."
        )


def decide(
    session: Session, workspace: Workspace, now: datetime, person: Person, gate: PlanTask, verdict: Verdict
) -> Finished | Rolled:
    """Passed with what speaks for it; or failed, and what hangs on it moves."""
    plan = tasks.lock_open(session, workspace, gate)
    check_keeper(session, workspace.today(now), plan, gate, person.id)
    if not verdict.why.strip():
        raise Refusal("Say what speaks for it, or against it: it is kept with the plan.", field="why")
    if not verdict.passed:
        if verdict.again is None:
            raise Refusal("Pick the day on which it is looked at again.", field="again")
        return tasks.fail(session, workspace, now, person.slack_id, gate, verdict.why, verdict.again)
    _check_ready(session, plan, gate)
    return tasks.finish(session, workspace, now, person.slack_id, gate, shown=verdict.why, note=verdict.why)


def _check_ready(session: Session, plan: Plan, gate: PlanTask) -> None:
    waiting = finding.waits_for(finding.tasks_of(session, plan), gate)
    if waiting:
        raise Refusal(
            f"{gate.code} cannot be passed yet: {tasks.named(waiting)} {'is' if len(waiting) == 1 else 'are'} open."
            " Close that first, or choose “Not passed”.",
            field="verdict",
        )
