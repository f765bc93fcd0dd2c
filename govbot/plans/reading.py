"""A plan with all that is said about it: who does what, what waits for what, what is late, when it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from govbot.people.models import Person
from govbot.plans import finding, roles, rolling, templates
from govbot.plans.models import Plan, PlanTask
from govbot.playbook.plans import Template
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace


@dataclass(frozen=True)
class File:
    """`waits` has for each open task the open ones it waits for; `ends` is the forecast, beside the agreed target."""

    plan: Plan
    vendor: Vendor | None
    template: Template
    tasks: Sequence[PlanTask]
    doers: Mapping[int, Person | None]  # by task id, of the open ones
    waits: Mapping[int, Sequence[PlanTask]]
    manager: Person | None
    ends: date | None
    agreed: date | None  # the target, or the business day it leads to
    today: date
    known: Mapping[str, str] = field(default_factory=dict)  # what our own data say of a task, by its code

    @property
    def slips(self) -> bool:
        """Whether it ends later than agreed, as it stands."""
        return bool(self.ends and self.agreed and self.ends > self.agreed)

    @property
    def still(self) -> list[PlanTask]:
        return sorted((task for task in self.tasks if task.is_open), key=lambda task: (task.due, task.position))

    @property
    def done(self) -> list[PlanTask]:
        return [task for task in self.tasks if task.done_at]

    @property
    def dropped(self) -> list[PlanTask]:
        return [task for task in self.tasks if task.dropped_at]

    @property
    def late(self) -> list[PlanTask]:
        return [task for task in self.still if task.due < self.today]

    @property
    def ready(self) -> list[PlanTask]:
        """Not late, and waiting for nothing: what can be done now, the soonest first."""
        return [task for task in self.still if task.due >= self.today and not self.waits[task.id]]

    @property
    def waiting(self) -> list[PlanTask]:
        return [task for task in self.still if task.due >= self.today and self.waits[task.id]]


def file(session: Session, workspace: Workspace, plan: Plan, today: date) -> File:
    tasks = finding.tasks_of(session, plan)
    still = [task for task in tasks if task.is_open]
    cast = roles.cast(session, [plan], still)
    return File(
        plan=plan,
        vendor=finding.vendor_of(session, plan),
        template=templates.of(session, plan),
        tasks=tasks,
        doers={task.id: cast.holder(task) for task in still},
        waits={task.id: finding.waits_for(tasks, task) for task in still},
        manager=cast.manager(plan),
        ends=rolling.ends(session, workspace, plan, tasks),
        agreed=workspace.calendar.next_business_day(plan.target) if plan.target else None,
        today=today,
    )
