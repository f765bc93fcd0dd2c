"""What people type, press and fill in to begin an exit, to look at its tasks, to close one, and to stop it."""

import re

import click

from govbot.errors import Refusal
from govbot.escalations import pressed
from govbot.escalations import service as escalations
from govbot.exits import (
    buttons,
    ending,
    finding,
    invoke_forms,
    invoking,
    notice,
    proposals,
    running_blocks,
    standing,
    watching,
)
from govbot.exits.invoking import Variant, Wish
from govbot.exits.plays import PLAY, PLAYS
from govbot.plans import announce, reading, roles
from govbot.plans import commands as plan_commands
from govbot.plans import finding as plans
from govbot.plans.models import Plan, State
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, escape, mention
from govbot.vendors import duties, telling
from govbot.vendors import finding as vendors
from govbot.vendors.doors import VENDOR, of_button
from govbot.vendors.models import Duty, Vendor

router = Router()
CODE = re.compile(r"[A-Za-z]?\d{1,3}[A-Za-z]?", re.ASCII)


@VENDOR.opens(router, "exit invoke", "Begin to leave a vendor, by its exit plan", "/exit invoke <vendor>",
              buttons.INVOKE)  # fmt: skip
def invoke(call: Call, vendor: Vendor) -> Reply:
    invoking.check_free(call.session, call.workspace, vendor)
    bonds = notice.bonds(call.session, vendor, call.today)
    owner = duties.people_of(call.session, vendor).get(Duty.OWNER)
    held = roles.held_before(call.session, standing.KIND)
    unheld = invoke_forms.unheld(call, vendor)
    why = "; ".join(row.what for row in proposals.waiting(call.session, vendor))
    return Reply(form=invoke_forms.invoking(vendor, bonds, unheld, held, owner, call.today, why))


@router.form(buttons.INVOKE)
def invoked(call: Call) -> Reply:
    vendor = of_button(call)
    return _begun(call, vendor, invoke_forms.wish(call, invoke_forms.unheld(call, vendor)))


@VENDOR.opens(router, "exit gone", "A vendor is gone today: leave it now", "/exit gone <vendor>", buttons.GONE)
def gone(call: Call, vendor: Vendor) -> Reply:
    invoking.check_free(call.session, call.workspace, vendor)
    owner = duties.people_of(call.session, vendor).get(Duty.OWNER)
    held = roles.held_before(call.session, standing.KIND)
    return Reply(form=invoke_forms.gone(vendor, invoke_forms.unheld(call, vendor), held, owner, call.today))


@router.form(buttons.GONE)
def gone_given(call: Call) -> Reply:
    vendor, severity = of_button(call), invoke_forms.severity(call)
    reply = _begun(call, vendor, invoke_forms.wish(call, invoke_forms.unheld(call, vendor), Variant.GONE))
    if severity is None:
        return reply
    escalation = escalations.open(
        call.session, call.workspace, call.now, vendor=vendor, severity=severity,
        what=f"The vendor is gone: {call.text('why')}", raised_by=call.actor,
    )  # fmt: skip
    raised = pressed.answered(call, escalation, f"Escalated as {severity}. {pressed.asked(call, escalation)}")
    return Reply(text=reply.text, blocks=[*reply.blocks, *running_blocks.said(raised)])


def _begun(call: Call, vendor: Vendor, wish: Wish) -> Reply:
    asked = proposals.waiting(call.session, vendor)
    plan = invoking.invoke(call.session, call.workspace, call.now, call.actor, vendor, wish)
    watching.tell(call.session, call.now, vendor, asked)
    channel = announce.begun(call.session, call.workspace, call.now, plan, PLAY)
    file = reading.file(call.session, call.workspace, plan, call.today)
    bonds = notice.bonds(call.session, vendor, call.today)
    drawn = running_blocks.begun(file, finding.of(call.session, vendor), bonds, channel, wish.unbound)
    return Reply(text=f"The exit from {escape(clip(vendor.name, 80))} runs.", blocks=drawn)


@VENDOR.opens(router, "exit stop", "Stay after all: end an exit half-way", "/exit stop <vendor>", buttons.STOP)
def stop(call: Call, vendor: Vendor) -> Reply:
    _, plan = ending.running(call.session, vendor)
    left = sum(task.is_open for task in plans.tasks_of(call.session, plan))
    return Reply(form=invoke_forms.stopping(vendor, left))


@router.form(buttons.STOP)
def stopped(call: Call) -> Reply:
    vendor, why = of_button(call), call.text("why")
    plan = ending.stop(call.session, call.workspace, call.now, call.actor, vendor, why)
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    news = f"⏹️ {mention(call.actor)} stopped the exit from {name}: {clip(escape(why), 500)}"
    announce.redraw(call.session, call.workspace, call.now, plan, PLAY)
    telling.tell(call.session, call.workspace, call.now, vendor, f"{plan.subject}:stopped", news)
    bonds = notice.bonds(call.session, vendor, call.today)
    return Reply(text=f"The exit is stopped. {name} is {vendor.status.value}.{running_blocks.undone(bonds)}")


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
