"""What runs in the demo: plans that began long ago, lived through to the day on which it begins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from govbot.exits import invoking
from govbot.exits.invoking import Variant
from govbot.people import service as people
from govbot.people.models import Person
from govbot.plans import announce, finding, gantt, progress_blocks, reading, roles, tasks
from govbot.plans.models import Plan, PlanTask
from govbot.rollouts import service as rollouts
from govbot.street import PLAYS
from govbot.vendors import finding as vendors
from govbot.workspace import Workspace

MORNING = time(10, tzinfo=UTC)
LAST_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Running:
    """One pass through plans.yaml."""

    session: Session
    place: Workspace
    now: datetime
    said: Mapping[str, Any]

    def write(self) -> None:
        for name, course in self.said["rollouts"].items():
            self._live_through(self._rollout(name, course), course)
        for name, course in self.said["exits"].items():
            self._live_through(self._exit(name, course), course)

    def _rollout(self, name: str, course: Mapping[str, Any]) -> Plan:
        begun = self._at(self._day(course["begun"]))
        manager, gatekeeper = self._person(course["manager"]), self._person(course["gatekeeper"])
        wish = rollouts.Wish(self._day(course["begun"]), manager, gatekeeper, self._roles(course), course["why"])
        return rollouts.start(
            self.session, self.place, begun, manager.slack_id, vendors.find(self.session, name), wish
        )  # fmt: skip

    def _exit(self, name: str, course: Mapping[str, Any]) -> Plan:
        begun, target = self._day(course["begun"]), self._day(course["target"])
        manager = self._person(course["manager"])
        wish = invoking.Wish(
            Variant.PLANNED, begun, target, course["why"], manager, roles=self._roles(course)
        )  # fmt: skip
        vendor = vendors.find(self.session, name)
        return invoking.invoke(self.session, self.place, self._at(begun), manager.slack_id, vendor, wish)

    def _live_through(self, plan: Plan, course: Mapping[str, Any]) -> None:
        """Its card stands in the channel as it is today; its thread begins a week ago."""
        announce.begun(self.session, self.place, plan.begun_at, plan, PLAYS[plan.kind])
        known, failed = finding.tasks_of(self.session, plan), dict(course["failed"])
        cast = roles.cast(self.session, [plan], known)
        monday = self._at(self.place.today(self.now) - LAST_WEEK)
        at, told = plan.begun_at, False
        while task := self._next(known, course["open"]):
            at = max(at, self._at(task.due))
            if at >= monday and not told:
                told = True
                self._tell(plan, monday)
            doer = cast.holder(task)
            by = doer.slack_id if doer else plan.begun_by
            if task.code in failed:
                self._fail(at, by, task, *failed.pop(task.code))
            else:
                self._finish(at, by, task, course["passed"])
        announce.redraw(self.session, self.place, self.now, plan, PLAYS[plan.kind])

    def _next(self, known: Sequence[PlanTask], left_open: Collection[str]) -> PlanTask | None:
        """What is due next and waits for nothing, as long as that is before today."""
        today = self.place.today(self.now)
        due = [task for task in known if task.is_open and task.due < today and task.code not in left_open]
        ready = [task for task in due if not finding.waits_for(known, task)]
        return min(ready, key=lambda task: (task.due, task.position), default=None)

    def _finish(self, at: datetime, by: str, task: PlanTask, passed: Mapping[str, str]) -> None:
        link = f"https://files.example.com/plans/{task.plan_id}/{task.code}.pdf" if task.proof else ""
        tasks.finish(self.session, self.place, at, by, task, shown=passed.get(task.code, link))

    def _fail(self, at: datetime, by: str, task: PlanTask, days: int, why: str) -> None:
        again = self.place.today(at) + timedelta(days=days)
        tasks.fail(self.session, self.place, at, by, task, why, again)

    def _tell(self, plan: Plan, at: datetime) -> None:
        """As the week of that day was told; without its picture, which would take a second of the start."""
        file = reading.file(self.session, self.place, plan, self.place.today(at))
        finished = [task for task in file.done if task.done_at and at - task.done_at < LAST_WEEK]
        text = progress_blocks.week(file, finished, gantt.chain(file, self.place))
        announce.say(self.session, at, plan, f"progress:{file.today}", text)

    def _roles(self, course: Mapping[str, Any]) -> dict[str, Person]:
        return {role: self._person(handle) for role, handle in course["roles"].items()}

    def _person(self, handle: str) -> Person:
        return people.find(self.session, handle)

    def _day(self, days: int) -> date:
        return self.place.today(self.now) + timedelta(days=days)

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, MORNING)
