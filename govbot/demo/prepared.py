"""What stands ready in the demo: assessed processes, due-diligence files, a selection, exit plans and their tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from govbot import playbook
from govbot.exits import header, standing, testing, tests_ahead
from govbot.exits.models import ExitPlan, Result
from govbot.exits.testing import FollowUp, Held
from govbot.people import service as people
from govbot.people.models import Person
from govbot.selection import adding, checklist, diligence, readiness
from govbot.selection import service as selections
from govbot.selection.diligence import Filing
from govbot.selection.models import Answer, Candidate
from govbot.vendors import finding
from govbot.vendors.models import Vendor
from govbot.workspace import Workspace

NOON = time(11, tzinfo=UTC)
ALTERNATIVE = ("name", "kind", "days")


@dataclass(frozen=True)
class Prepared:
    """One pass through prepared.yaml."""

    session: Session
    place: Workspace
    now: datetime
    said: Mapping[str, Any]

    def write(self) -> None:
        for line in self.said["assessments"]:
            self._assess(*line)
        for name, file in self.said["diligence"].items():
            self._file(finding.find(self.session, name), self._person(file["by"]), file["filed"])
        for name, course in self.said["selections"].items():
            self._select(name, course)
        for name, plan in self.said["exit_plans"].items():
            self._plan(finding.find(self.session, name), plan)

    def _assess(self, process: str, scores: Sequence[int], signs: Sequence[str], note: str, by: str, day: int) -> None:
        criteria = playbook.load().readiness.criteria.values()
        chosen = {criterion.key: str(score) for criterion, score in zip(criteria, scores, strict=True)}
        given = readiness.Given(process, chosen, signs, note)
        readiness.assess(self.session, self._at(day), self._person(by).slack_id, given)

    def _file(self, vendor: Vendor, by: Person, filed: Sequence[Any]) -> None:
        items = playbook.load().due_diligence.by_key
        for keys, seen, day, states in filed:
            stated = self._day(day + states) if states else None
            filings = [Filing(items[key], False, seen, stated) for key in keys]
            diligence.file(self.session, self.place, self.now, by.slack_id, vendor, self._day(day), filings)

    def _select(self, name: str, course: Mapping[str, Any]) -> None:
        at, owner, said = self._at(course["began"]), self._person(course["owner"]), course["candidates"]
        draft = selections.Draft(name, course["function"], owner, self._day(course["decided"]))
        selection = selections.begin(self.session, self.place, at, owner.slack_id, draft)
        wanted = adding.Wanted(names="\n".join(said))
        candidates = adding.add(self.session, self.place, at, owner.slack_id, selection, wanted)
        for candidate, each in zip(candidates, said.values(), strict=True):
            self._score(at, owner.slack_id, candidate, each)

    def _score(self, at: datetime, by: str, candidate: Candidate, each: Mapping[str, Any]) -> None:
        scores = {key: str(score) for key, score in each["scores"].items()}
        selections.score(self.session, self.place, at, by, candidate, scores, each["note"])
        answers = {key: checklist.Given(Answer(answer)) for key, answer in each["checklist"].items()}
        checklist.answer(self.session, at, by, finding.by_id(self.session, candidate.vendor_id), answers)

    def _plan(self, vendor: Vendor, plan: Mapping[str, Any]) -> None:
        at, by, says = self._at(plan["day"]), self._person(plan["by"]).slack_id, dict(plan["says"])
        says["alternatives"] = [dict(zip(ALTERNATIVE, each, strict=True)) for each in says["alternatives"]]
        says |= {"cost": Decimal(says["cost"])} if "cost" in says else {}
        written = header.write(self.session, at, by, vendor, says)
        standing.keep(self.session, self.place, at, by, vendor, written)
        if plan["approved"]:
            self._approve(at + timedelta(days=2), self._person(plan["approved"]), written)
        for test in plan["tests"]:
            self._test(vendor, written, by, *test)

    def _approve(self, at: datetime, by: Person, plan: ExitPlan) -> None:
        header.approve(self.session, self.place, at, by.slack_id, plan, header.mark(plan))
        standing.approved(self.session, self.place, at, by.slack_id, plan)

    def _test(
        self, vendor: Vendor, plan: ExitPlan, by: str,
        kind: str, day: int, result: str, findings: str, mend: str, who: str,
    ) -> None:  # fmt: skip
        follow_ups = [FollowUp(mend, self._person(who), self._day(21))] if mend else []
        report = f"https://files.example.com/{vendor.ref}/exit-{kind}.pdf"
        held = Held(self._day(day), Result(result), report, findings, follow_ups)
        planned = tests_ahead.ahead(tests_ahead.of(self.session, [plan])[plan.id], kind)
        seen = planned.id if planned else 0
        testing.record(self.session, self.place, self._at(day), by, vendor, plan, kind, held, seen)

    def _person(self, handle: str) -> Person:
        return people.find(self.session, handle)

    def _day(self, days: int) -> date:
        return self.place.today(self.now) + timedelta(days=days)

    def _at(self, days: int) -> datetime:
        return datetime.combine(self._day(days), NOON)
