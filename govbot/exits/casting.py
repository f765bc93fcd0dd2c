"""Who would do what when a vendor is left: named beforehand on the plan that stands ready, taken over as it begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal
from govbot.exits import finding
from govbot.exits.models import ExitPlan
from govbot.people.models import Person
from govbot.plans import finding as plans
from govbot.plans import roles, service
from govbot.vendors import duties
from govbot.vendors.models import Duty, Vendor

KIND, MANAGER = "exit", "exit_manager"


@dataclass(frozen=True)
class Crew:
    """Who takes part as an exit begins: `unheld` roles are nobody's yet, `guesses` had them in the last exit."""

    named: Mapping[str, Person]
    manager: Person | None
    unheld: Sequence[str]
    guesses: Mapping[str, Person]


def asked() -> list[str]:
    """Every role of an exit, planned or stressed, in the order of the template."""
    book = playbook.load()
    tasks = (*book.exit.of("planned"), *book.exit.of("stressed"))
    return [role for role in dict.fromkeys(task.role for task in tasks) if role in book.plan_roles]


def named(session: Session, exit_plan: ExitPlan | None) -> dict[str, Person]:
    """Who was named on the plan that stands ready, as far as they are still here."""
    if exit_plan is None or exit_plan.standing_id is None:
        return {}
    held = roles.named(session, plans.by_id(session, exit_plan.standing_id))
    return {role: person for role, person in held.items() if person.reachable}


def unheld(session: Session, vendor: Vendor, exit_plan: ExitPlan | None) -> list[str]:
    """Roles for which nobody is named and nobody of the vendor's people stands."""
    held, known, already = duties.people_of(session, vendor), playbook.load().plan_roles, named(session, exit_plan)
    open_ = [role for role in asked() if role not in already and role != MANAGER]
    return [role for role in open_ if not any(Duty(duty) in held for duty in known[role].duties)]


def guessed(session: Session, exit_plan: ExitPlan) -> dict[str, Person]:
    """Who is named, and where nobody is, whoever had that role in the exit that was begun last."""
    return roles.held_before(session, KIND) | named(session, exit_plan)


def crew(session: Session, vendor: Vendor) -> Crew:
    exit_plan = finding.find(session, vendor)
    already = named(session, exit_plan)
    owner = duties.people_of(session, vendor).get(Duty.OWNER)
    return Crew(
        named={role: person for role, person in already.items() if role != MANAGER},
        manager=already.get(MANAGER) or (owner if owner and owner.reachable else None),
        unheld=unheld(session, vendor, exit_plan),
        guesses=roles.held_before(session, KIND),
    )


def name(
    session: Session, now: datetime, actor: str, exit_plan: ExitPlan, people: Mapping[str, Person | None]
) -> None:  # fmt: skip
    """Several at once; None: it falls to the vendor's people again."""
    if exit_plan.standing_id is None:
        raise Refusal("Write the exit plan first: its roles stand with its tasks.")
    standing = plans.by_id(session, exit_plan.standing_id)
    for role, person in people.items():
        service.give_role(session, now, actor, standing, role, person)
    session.flush()
