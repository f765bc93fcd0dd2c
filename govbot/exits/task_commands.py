"""What people type and fill in about the tasks of an exit, and about who would do them."""

import re

import click

from govbot.errors import Refusal
from govbot.exits import buttons, casting, finding, invoke_forms
from govbot.exits.commands import page
from govbot.exits.plays import PLAYS
from govbot.plans import commands as plan_commands
from govbot.plans import finding as plans
from govbot.plans import plan_commands as plan_forms
from govbot.plans.forms import ROLES_ASKED
from govbot.plans.models import Plan, State
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import finding as vendors
from govbot.vendors.doors import of_button
from govbot.vendors.models import Vendor

router = Router()
CODE = re.compile(r"[A-Za-z]?\d{1,3}[A-Za-z]?", re.ASCII)


@router.word("exit task", "Its tasks, or one of them", "/exit task <vendor> [X19]", needs=Right.READ, reads=True)
@click.argument("words", nargs=-1, required=True)
def task(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, code = _named(call, words)
    plan = _plan(call, vendor)
    if not code:
        return plan_commands.page(call, plan)
    return plan_commands.shown(call, plans.task(call.session, plan, code))


@router.word("exit done", "Close a task of an exit, with its proof", "/exit done <vendor> <X19>", reads=True)
@click.argument("words", nargs=-1, required=True)
def done(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, code = _named(call, words)
    if not code:
        raise Refusal(f"Which task? Name it, as in `/exit done {vendor.ref} X19`.")
    return plan_commands.finishing(call, PLAYS, plans.task(call.session, _plan(call, vendor), code))


def _named(call: Call, words: tuple[str, ...]) -> tuple[Vendor, str]:
    """The vendor, and the code where one follows; a vendor may itself be called `Studio 54`."""
    whole = vendors.by_name(call.session, " ".join(words))
    if whole is None and len(words) > 1 and CODE.fullmatch(words[-1]):
        return vendors.find(call.session, " ".join(words[:-1])), words[-1]
    return whole or vendors.find(call.session, " ".join(words)), ""


def _plan(call: Call, vendor: Vendor) -> Plan:
    """The exit that runs, else the one that ran last, where the vendor has exited, else what stands ready."""
    exit_plan = finding.of(call.session, vendor)
    ready = plans.by_id(call.session, exit_plan.standing_id) if exit_plan.standing_id else None
    last = plans.by_id(call.session, exit_plan.running_id) if exit_plan.running_id else None
    if ready and ready.state is State.STANDING and not (last and last.runs):
        return ready
    if last is None:
        raise Refusal(f"Its exit plan has no tasks. Write it with `/exit edit {vendor.ref}`.")
    return last


@router.press(buttons.ROLES, reads=True)
def ask_roles(call: Call) -> Reply:
    vendor = of_button(call)
    exit_plan = finding.of(call.session, vendor)
    return Reply(form=invoke_forms.naming(vendor, casting.asked(), casting.guessed(call.session, exit_plan)))


@router.form(buttons.ROLES)
def roles_given(call: Call) -> Reply:
    vendor = of_button(call)
    exit_plan = finding.of(call.session, vendor)
    shown = casting.asked()[:ROLES_ASKED]
    picked = plan_forms.people_of(call, shown)
    casting.name(call.session, call.now, call.actor, exit_plan, {role: picked.get(role) for role in shown})
    said = f"{len(picked)} of {len(shown)} roles are named. The others fall to the vendor's people."
    return Reply(text=said, blocks=page(call, vendor, exit_plan, said))
