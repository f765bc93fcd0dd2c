"""Which open things of which house fall to one person, and how each is given to somebody else."""

from typing import Any

from sqlmodel import Session, col, func, select

from govbot.contracts import gaps
from govbot.contracts import service as contracts
from govbot.contracts.models import Contract
from govbot.evidence import changing
from govbot.evidence import finding as evidence
from govbot.evidence.models import Evidence, Status
from govbot.exits import testing, tests_ahead
from govbot.exits.models import ExitTest
from govbot.kpis import service as kpis
from govbot.kpis.models import Kpi
from govbot.overview.charges import Deed, Source
from govbot.people.models import Person
from govbot.plans import service as plans
from govbot.plans import tasks, templates
from govbot.plans.models import ALIVE, Plan, PlanRole, PlanTask
from govbot.plans.reminders import OPEN
from govbot.reviews import actions, programme
from govbot.reviews import changing as reviews
from govbot.reviews.models import Action, Review
from govbot.reviews.reminders import title
from govbot.risks import approvals, issues, records
from govbot.risks.models import Answer, Approval, Decision, Entry, Issue, PolicyException, Risk
from govbot.selection import service as selections
from govbot.selection.models import Candidate, Selection
from govbot.vendors import retained
from govbot.vendors.models import RETIRED, Duty, Retained, Vendor


def _entry(table: type[Entry], *narrower: Any) -> Source:
    standing = (col(table.closed_at).is_(None), *narrower)
    noun = table.noun
    return Source(noun, f"{noun}s", table, table.owner_id, standing, _name, _give_entry)


def _name(_session: Session, entry: Entry) -> str:
    return f"{entry.ref} {entry.title}"


def _asked(session: Session, approval: Approval) -> str:
    return _name(session, records.of_subject(session, approval.subject))


def _give_entry(deed: Deed, entry: Entry, person: Person) -> None:
    records.reassign(*deed[:4], entry, person, deed.why)


REVIEW = Source(
    "review", "reviews", Review, Review.person_id, programme.STANDING,
    lambda _, review: title(review.kind).lower(),
    lambda deed, review, person: reviews.reassign(*deed[:4], review, person, deed.why),
)  # fmt: skip
ACTION = Source(
    "action", "actions", Action, Action.owner_id, (col(Action.done_at).is_(None),),
    lambda _, action: str(action.title),
    lambda deed, action, person: actions.reassign(*deed[:4], action, person, deed.why),
)  # fmt: skip
CONTRACT = Source(
    "contract", "contracts", Contract, Contract.person_id, (col(Contract.ended_on).is_(None),),
    lambda _, found: str(found.reference),
    lambda deed, found, person: contracts.reassign(deed.session, deed.now, deed.actor, found, person, deed.why),
)  # fmt: skip
CLAUSES = Source(
    "contract that lacks clauses", "contracts that lack clauses", Contract, Contract.clauses_person_id,
    (col(Contract.ended_on).is_(None), col(Contract.clauses_due).is_not(None)), CONTRACT.name,
    lambda deed, found, person: gaps.reassign(deed.session, deed.now, deed.actor, found, person, deed.why),
)  # fmt: skip
EVIDENCE = Source(
    "piece of evidence", "pieces of evidence", Evidence, Evidence.person_id, evidence.STANDING,
    lambda _, piece: evidence.title(piece),
    lambda deed, piece, person: changing.reassign(deed.session, deed.now, deed.actor, piece, person, deed.why),
)  # fmt: skip
KPI = Source(
    "KPI", "KPIs", Kpi, Kpi.owner_id, (col(Kpi.ended_at).is_(None),),
    lambda _, kpi: str(kpi.name),
    lambda deed, kpi, person: kpis.give(deed.session, deed.now, deed.actor, [kpi], person, deed.why),
)  # fmt: skip
VERIFICATION = Source(
    "issue to verify", "issues to verify", Issue, Issue.verifier_id, (col(Issue.closed_at).is_(None),),
    _name,
    lambda deed, issue, person: issues.pass_on(*deed[:4], issue, person, deed.why),
    lambda issue: issue.done_by,
)  # fmt: skip
APPROVAL = Source(
    "approval awaited", "approvals awaited", Approval, Approval.approver_id, (col(Approval.answer) == Answer.PENDING,),
    _asked,
    lambda deed, asked, person: approvals.hand_on(*deed[:4], asked, person),
    lambda asked: asked.asked_by, (Duty.SPONSOR, Duty.OWNER, Duty.BACKUP),
)  # fmt: skip
# A decision that came of an approval ends with it.
ENTRIES = (_entry(Risk), _entry(Issue), _entry(PolicyException), _entry(Decision, col(Decision.source) == ""))
RETAINED = Source(
    "responsibility that stays ours", "responsibilities that stay ours", Retained, Retained.person_id, (),
    lambda _, row: retained.title(row.responsibility),
    lambda deed, row, person: retained.give(deed.session, deed.now, deed.actor, row, person),
)  # fmt: skip
REQUEST = Source(
    "piece of evidence asked for", "pieces of evidence asked for", Evidence, Evidence.person_id,
    (*evidence.STANDING, col(Evidence.status) != Status.ACCEPTED), EVIDENCE.name, EVIDENCE.give,
)  # fmt: skip

# A selection belongs to no vendor: it is found with one of its candidates. Without any it skips whoever left by itself.
LOOKED_AT = select(func.min(Vendor.id)).join(Candidate, col(Candidate.vendor_id) == col(Vendor.id))
LOOKED_AT = LOOKED_AT.where(Candidate.selection_id == col(Selection.id), col(Vendor.status).not_in(RETIRED))
SELECTION = Source(
    "selection", "selections", Selection, Selection.owner_id, (col(Selection.decided_at).is_(None),),
    lambda _, selection: str(selection.name),
    lambda deed, selection, person: selections.reassign(*deed[:4], selection, person, deed.why),
    of=LOOKED_AT.correlate(Selection).scalar_subquery(),
)  # fmt: skip
# A plan of the workspace, which has no vendor, skips whoever left by itself (plans/roles.py).
STANDING_PLANS = select(Plan.id).where(col(Plan.state).in_(ALIVE))
PLAN = Source(
    "plan to run", "plans to run", Plan, Plan.manager_id, (col(Plan.state).in_(ALIVE),),
    lambda session, plan: templates.of(session, plan).title.lower(),
    lambda deed, plan, person: plans.give(deed.session, deed.now, deed.actor, plan, person, deed.why),
)  # fmt: skip
TASK = Source(
    "task", "tasks", PlanTask, PlanTask.person_id, (*OPEN, col(PlanTask.plan_id).in_(STANDING_PLANS)),
    lambda _, task: f"{task.code} {task.title}",
    lambda deed, task, person: tasks.reassign(*deed[:4], task, person, deed.why),
)  # fmt: skip
ROLE = Source(
    "role in a plan", "roles in plans", PlanRole, PlanRole.person_id, (col(PlanRole.plan_id).in_(STANDING_PLANS),),
    lambda _, held: templates.role(held.role),
    lambda deed, held, person: plans.pass_role(deed.session, deed.now, deed.actor, held, person),
    of=select(Plan.vendor_id).where(col(Plan.id) == PlanRole.plan_id).correlate(PlanRole).scalar_subquery(),
)  # fmt: skip
EXIT_TEST = Source(
    "test of an exit plan", "tests of exit plans", ExitTest, ExitTest.person_id, (col(ExitTest.held_on).is_(None),),
    lambda _, test: tests_ahead.title(test.kind).lower(),
    lambda deed, test, person: testing.reassign(deed.session, deed.now, deed.actor, test, person, deed.why),
)  # fmt: skip

# What is handed over. An action stays with who promised it, unless they have left; what stays ours is asked apart.
HANDED = (
    REVIEW, CONTRACT, CLAUSES, EVIDENCE, KPI, *ENTRIES, VERIFICATION, APPROVAL, SELECTION, PLAN, ROLE, TASK, EXIT_TEST,
)  # fmt: skip
ALL = (*HANDED, ACTION, RETAINED)
# What stays as it is when its vendor is retired; its reviews are dropped, actions and escalations are said apart.
LEFT = (CONTRACT, REQUEST, KPI, *ENTRIES, APPROVAL)
