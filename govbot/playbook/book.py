"""The playbook as a whole: every file of it, and that they agree with each other."""

from typing import Self

from pydantic import model_validator

from govbot.playbook.changes import Changes
from govbot.playbook.concentration import Concentration
from govbot.playbook.contracts import Contracts
from govbot.playbook.due_diligence import DueDiligence
from govbot.playbook.escalation import Escalation
from govbot.playbook.evidence import Evidence
from govbot.playbook.exits import Exits
from govbot.playbook.kpis import Kpis
from govbot.playbook.plans import PlanRoles, Template
from govbot.playbook.readiness import Readiness
from govbot.playbook.reminders import Reminders
from govbot.playbook.reviews import Reviews
from govbot.playbook.risks import Risks
from govbot.playbook.scorecard import Scorecard
from govbot.playbook.selection import Selection
from govbot.playbook.terms import Countries, Currencies, Functions, Knowledge, Locations, Retained, Statuses, Tiers
from govbot.playbook.tiering import TIERS, Tiering


class Playbook(Knowledge):
    """One attribute for each YAML file of the same name."""

    functions: Functions
    tiers: Tiers
    tiering: Tiering
    changes: Changes
    concentration: Concentration
    statuses: Statuses
    locations: Locations
    retained: Retained
    countries: Countries
    currencies: Currencies
    reviews: Reviews
    kpis: Kpis
    scorecard: Scorecard
    contracts: Contracts
    evidence: Evidence
    risks: Risks
    readiness: Readiness
    selection: Selection
    due_diligence: DueDiligence
    exits: Exits
    plan_roles: PlanRoles
    exit: Template
    rollout: Template
    programme: Template
    reminders: Reminders
    escalation: Escalation

    def __hash__(self) -> int:
        """Each is read once and kept: what follows from it can be cached by it."""
        return id(self)

    @model_validator(mode="after")
    def _speaks_of_known_tiers(self) -> Self:
        known = {tier.key for tier in self.tiers.values()}
        for kind in self.reviews.kinds.values():
            _check(f"reviews.yaml, kinds.{kind.key}", {*kind.cadence, *kind.at_renewal} - known)
        _check("tiering.yaml", set(TIERS) ^ known)
        _check("risks.yaml, appetite", set(self.risks.appetite) ^ known)
        _check("evidence.yaml", self.evidence.tiers - known)
        _check("due_diligence.yaml", self.due_diligence.tiers - known)
        _check("exits.yaml", self.exits.tiers - known)
        if unknown := [key for key in self.exits.readiness.clauses if key not in self.contracts.clauses]:
            raise ValueError(f"exits.yaml, readiness.clauses: contracts.yaml has no clause {', '.join(unknown)}")
        for change in self.changes.values():
            if change.review not in self.reviews.kinds:
                raise ValueError(f"changes.yaml, {change.key}: there is no kind of review {change.review}")
        for rule in self.escalation.rules.values():
            _check(f"escalation.yaml, rules.{rule.key}", set(rule.tiers) - known)
        for thing, days in self.reminders.before.items():
            if isinstance(days, dict):
                _check(f"reminders.yaml, before.{thing}", set(days) ^ known)
        for kpi in self.kpis.catalogue.values():
            if kpi.dimension not in self.scorecard.dimensions:
                raise ValueError(f"kpis.yaml, catalogue.{kpi.key}: scorecard has no dimension {kpi.dimension}")
            if strange := [key for key in kpi.functions if key not in self.functions]:
                raise ValueError(f"kpis.yaml, catalogue.{kpi.key}: there is no function {', '.join(strange)}")
        return self

    @model_validator(mode="after")
    def _knows_who_does_what(self) -> Self:
        for kind, template in self.plans.items():
            for task in template.tasks.values():
                if task.role not in self.plan_roles:
                    raise ValueError(f"{kind}.yaml, tasks.{task.key}: there is no role {task.role}")
        if strange := [key for key in self.exits.tasks.values() if key not in self.exit.tasks]:
            raise ValueError(f"exits.yaml, tasks: exit.yaml has no task {', '.join(strange)}")
        for code in [code for key, code in self.exits.tasks.items() if key in ("access", "destruction")]:
            if code not in self.exit.closes_with:
                raise ValueError(f"exit.yaml, closes_with: has to name {code}: no exit closes without it")
            if not self.exit.tasks[code].proof:
                raise ValueError(f"exit.yaml, tasks.{code}: its proof has to stay: no exit closes without it")
        return self

    @property
    def plans(self) -> dict[str, Template]:
        """The templates of plans, by the name of their file."""
        return {kind: part for kind, part in self if isinstance(part, Template)}


def _check(where: str, wrong: set[str]) -> None:
    if wrong:
        raise ValueError(f"{where}: the tiers here and in tiers.yaml differ: {', '.join(sorted(wrong))}")
