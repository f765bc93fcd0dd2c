"""What is special about rollouts and the programme: their gates, and what follows when the last one is passed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from govbot import playbook
from govbot.plans import blocks as plan_blocks
from govbot.plans import finding, templates
from govbot.plans.blocks import DONE
from govbot.plans.commands import file_of
from govbot.plans.models import Plan, PlanTask, State
from govbot.plans.plays import Play
from govbot.plans.reading import File
from govbot.plans.tasks import Finished
from govbot.rollouts import blocks, forms, gates, measures
from govbot.rollouts.programme import KIND as PROGRAMME
from govbot.rollouts.service import KIND as ROLLOUT
from govbot.slack.blocks import Element, button
from govbot.slack.call import Call
from govbot.slack.forms import Form
from govbot.vendors import telling, trial
from govbot.vendors.models import Vendor

LATER = timedelta(days=14)  # proposed for a gate that is not passed


def _check(call: Call, plan: Plan, task: PlanTask) -> None:
    if task.gate:
        gates.check_keeper(call.session, call.today, plan, task, call.caller.id)


def _form(call: Call, plan: Plan, task: PlanTask) -> Form | None:
    if not task.gate:
        return None
    again = call.workspace.calendar.next_business_day(max(call.today, task.due) + LATER)
    return forms.gate(task, plan_blocks.title(file_of(call, plan)), again)


def _closed(call: Call, plan: Plan, finished: Finished) -> str:
    """After a gate: what begins now, or that the vendor may go live."""
    if not finished.task.gate:
        return ""
    still = [gate for gate in gates.of(call.session, plan) if gate.is_open]
    if still:
        return f"What waited for this gate can begin now. The next one is {still[0].code}."
    vendor = finding.vendor_of(call.session, plan)
    if vendor is None:
        return "That was the last gate: the programme has done its work, and the rhythm goes on by itself."
    return _steady(call, plan, vendor)


def _steady(call: Call, plan: Plan, vendor: Vendor) -> str:
    """Told where the vendor is talked about, with what comes next."""
    drawn = blocks.steady(
        vendor, call.actor, tried=trial.on(call.session, vendor), exit_plan=_lacks_exit_plan(call, vendor)
    )
    key = f"{plan.subject}:steady"
    untold = telling.tell(call.session, call.workspace, call.now, vendor, key, "", drawn)
    return f"The rollout has reached its steady state. {untold}".strip()


def _lacks_exit_plan(call: Call, vendor: Vendor) -> bool:
    wanted = playbook.load().exits.needs_plan(vendor.tier)
    return wanted and finding.alive(call.session, "exit", vendor, State.STANDING) is None


def _buttons(file: File) -> tuple[Element, ...]:
    still = [task for task in file.still if task.gate]
    drawn = [button("Decide on the gate…", DONE, str(still[0].id))] if still else []
    return (*drawn, button("Stop it…", blocks.STOP, str(file.plan.id)))


def _known(call: Call, plan: Plan) -> Mapping[str, str]:
    """How far each step of the programme is, by what we have written down."""
    measured = measures.measure(call.session, call.workspace)
    steps = templates.of(call.session, plan).tasks.values()
    return {step.key: blocks.measured(measured[step.measure]) for step in steps if step.measure}


def _says(_session: Session, file: File) -> str:
    return blocks.gates_said(file)


_GATED = Play(check=_check, form=_form, closed=_closed, buttons=_buttons, says=_says)
PLAYS: Mapping[str, Play] = {ROLLOUT: _GATED, PROGRAMME: replace(_GATED, known=_known)}
