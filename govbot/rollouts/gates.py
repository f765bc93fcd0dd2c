"""Gates: one named person lets a plan pass into its next phase, or says why not and when it is looked at again."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govbot.errors import Refusal
from govbot.people import away
from govbot.people.models import Person
from govbot.plans import finding, roles, tasks
from govbot.plans.models import Plan, PlanTask


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
    """Only the named person decides, or who stands in: not whoever did the work, and not an admin."""
    named, deciding = roles.holder(session, plan, gate), keeper(session, today, plan, gate)
    if named is None or deciding is None:
        raise Refusal(f"Nobody is named who may pass {gate.code}. Open it and give it to somebody first.")
    if person_id not in {named.id, deciding.id}:
        raise Refusal(f"Only {deciding.name} decides on {gate.code}. If that is wrong, give it to somebody else first.")


def check_verdict(session: Session, plan: Plan, gate: PlanTask, verdict: Verdict) -> None:
    """Nothing is passed while something it waits for is open; nothing fails without another day."""
    if not verdict.why.strip():
        raise Refusal("Say what speaks for it, or against it: it is kept with the plan.", field="why")
    if not verdict.passed and verdict.again is None:
        raise Refusal("Pick the day on which it is looked at again.", field="again")
    waiting = finding.waits_for(finding.tasks_of(session, plan), gate)
    if verdict.passed and waiting:
        raise Refusal(
            f"{gate.code} cannot be passed yet: {tasks.named(waiting)} {'is' if len(waiting) == 1 else 'are'} open."
            " Close that first, or choose “Not passed”.",
            field="verdict",
        )
