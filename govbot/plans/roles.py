"""Who a task falls to: the one it was given to, else its role's, else the vendor's people, else who runs the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from govbot import playbook
from govbot.people.models import Person
from govbot.plans.models import Plan, PlanRole, PlanTask, State
from govbot.vendors import duties
from govbot.vendors.models import Duty

CHUNK = 500


@dataclass(frozen=True)
class Cast:
    """Who is what in some plans, read at once."""

    plans: Mapping[int, Plan]
    roles: Mapping[tuple[int, str], int]  # plan and role to a person's id
    duties: Mapping[int, Mapping[Duty, Person]]  # by vendor id
    people: Mapping[int, Person]

    def holder(self, task: PlanTask) -> Person | None:
        """The first in line who is here; nobody where none is."""
        return next((person for person in self._line(task) if person and person.reachable), None)

    def manager(self, plan: Plan) -> Person | None:
        return self.people.get(plan.manager_id or 0)

    def of_role(self, plan: Plan, role: str) -> Person | None:
        """Named for it in the plan, else by a duty; nobody where none of them is here."""
        return next((person for person in self._of_role(plan, role) if person and person.reachable), None)

    def _of_role(self, plan: Plan, role: str) -> Iterator[Person | None]:
        held, known = self.duties.get(plan.vendor_id or 0, {}), playbook.load().plan_roles
        yield self.people.get(self.roles.get((plan.id, role), 0))
        for duty in known[role].duties if role in known else ():
            yield held.get(Duty(duty))

    def _line(self, task: PlanTask) -> Iterator[Person | None]:
        plan = self.plans[task.plan_id]
        yield self.people.get(task.person_id or 0)
        yield from self._of_role(plan, task.role)
        yield self.manager(plan)
        yield self.duties.get(task.vendor_id or 0, {}).get(Duty.OWNER)


def cast(session: Session, plans: Sequence[Plan], tasks: Sequence[PlanTask] = ()) -> Cast:
    """`tasks` are those that somebody may have been given by name."""
    ids = [plan.id for plan in plans]
    roles = {(row.plan_id, row.role): row.person_id for row in _roles(session, ids)}
    wanted = {*roles.values(), *(plan.manager_id for plan in plans), *(task.person_id for task in tasks)}
    return Cast(
        plans={plan.id: plan for plan in plans},
        roles=roles,
        duties=duties.holders_by_vendor(session, sorted({plan.vendor_id for plan in plans if plan.vendor_id})),
        people=_people(session, sorted(person_id for person_id in wanted if person_id)),
    )


def holder(session: Session, plan: Plan, task: PlanTask) -> Person | None:
    """Who one task falls to."""
    return cast(session, [plan], [task]).holder(task)


def _roles(session: Session, ids: Sequence[int]) -> Iterator[PlanRole]:
    for start in range(0, len(ids), CHUNK):
        yield from session.exec(select(PlanRole).where(col(PlanRole.plan_id).in_(ids[start : start + CHUNK])))


def _people(session: Session, ids: Sequence[int]) -> dict[int, Person]:
    found: dict[int, Person] = {}
    for start in range(0, len(ids), CHUNK):
        some = select(Person).where(col(Person.id).in_(ids[start : start + CHUNK]))
        found |= {person.id: person for person in session.exec(some)}
    return found


def held_before(session: Session, kind: str) -> dict[str, Person]:
    """Who held each role in the plan of that kind that was begun last: a first guess for the next one."""
    last = select(Plan).where(Plan.kind == kind, Plan.state != State.STANDING).order_by(col(Plan.id).desc())
    plan = session.exec(last.limit(1)).first()
    if plan is None:
        return {}
    return {role: person for role, person in named(session, plan).items() if person.reachable}


def named(session: Session, plan: Plan) -> dict[str, Person]:
    """Who was named for which role of one plan."""
    rows = select(PlanRole.role, Person).join(Person, col(Person.id) == col(PlanRole.person_id))
    return dict(session.exec(rows.where(PlanRole.plan_id == plan.id)).all())
