"""What people type, press and fill in about rollouts: begun, looked at, a task closed, a gate decided, stopped."""

import click

from govbot.plans import announce, doing, reading, roles, service, typed
from govbot.plans import blocks as plan_blocks
from govbot.plans import commands as plans
from govbot.plans import finding as all_plans
from govbot.plans.models import Plan
from govbot.plans.plan_commands import people_of
from govbot.rights import Right
from govbot.rollouts import blocks, finding, forms, gates
from govbot.rollouts import service as rollouts
from govbot.rollouts.plays import PLAYS
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import channel_link, mention
from govbot.vendors import duties
from govbot.vendors.blocks import name
from govbot.vendors.doors import VENDOR, of_button
from govbot.vendors.models import Duty, Vendor

router = Router()


@VENDOR.opens(router, "rollout start", "Begin a rollout in three phases with gates", "/vendor rollout start <vendor>")
def start(call: Call, vendor: Vendor) -> Reply:
    rollouts.check(call.session, vendor)
    held, before = duties.people_of(call.session, vendor), roles.held_before(call.session, rollouts.KIND)
    owner, sponsor = held.get(Duty.OWNER), held.get(Duty.SPONSOR) or before.get(rollouts.GATEKEEPER)
    return Reply(form=forms.start(vendor, call.today, owner, sponsor, before))


@router.form(forms.START)
def started(call: Call) -> Reply:
    vendor = of_button(call)
    wish = forms.wish(call, people_of(call, rollouts.ROLES))
    plan = rollouts.start(call.session, call.workspace, call.now, call.actor, vendor, wish)
    said = f"The rollout of {name(vendor)} begins. {mention(wish.gatekeeper.slack_id)} passes its gates."
    return Reply(text=f"{said} {begun(call, plan)}")


def begun(call: Call, plan: Plan) -> str:
    """Its card is posted; returns where it is followed."""
    channel = announce.begun(call.session, call.workspace, call.now, plan, PLAYS[plan.kind])
    if channel is None:
        return "Nobody else was told: there is no channel for it yet."
    return f"It is followed in {channel_link(channel)}."


@VENDOR.opens(router, "rollout show", "A rollout with its tasks and gates", "/vendor rollout show <vendor>",
              needs=Right.READ)  # fmt: skip
def show(call: Call, vendor: Vendor) -> Reply:
    return plans.page(call, finding.latest(call.session, vendor), plays_=PLAYS)


@router.word("rollout list", "Rollouts that are running", "/vendor rollout list", needs=Right.READ, reads=True)
def list_running(call: Call) -> Reply:
    running = finding.all_running(call.session)
    if not running:
        return Reply(text="No rollout is running. `/vendor rollout start <vendor>` begins one.")
    files = [reading.file(call.session, call.workspace, plan, call.today) for plan in running]
    return Reply(blocks=blocks.listing(files))


@router.word(
    "rollout task", "One task of a rollout", "/vendor rollout task <vendor> <R05>", needs=Right.READ, reads=True
)
@click.argument("words", nargs=-1, required=True)
def task(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, code = typed.vendor_and_code(call.session, words)
    plan = finding.latest(call.session, vendor)
    return plans.shown(call, all_plans.task(call.session, plan, code)) if code else plans.page(call, plan)


@router.word("rollout done", "Close a task of a rollout", "/vendor rollout done <vendor> <R05>", reads=True)
@click.argument("words", nargs=-1, required=True)
def done(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, code = typed.vendor_and_code(call.session, words)
    plan = finding.running(call.session, vendor)
    found = all_plans.task(call.session, plan, typed.check_code(code, f"/vendor rollout done {vendor.ref} R05"))
    return plans.finishing(call, PLAYS, found)


@VENDOR.opens(
    router, "rollout gate", "Pass the next gate of a rollout, or say why not", "/vendor rollout gate <vendor>"
)
def gate(call: Call, vendor: Vendor) -> Reply:
    plan = finding.running(call.session, vendor)
    return plans.finishing(call, PLAYS, gates.next_of(call.session, plan))


@router.form(forms.GATE)
def decided(call: Call) -> Reply:
    """Of a rollout, or of the programme."""
    decided_on, verdict = plans.task_of(call), forms.verdict(call)
    plan = all_plans.by_id(call.session, decided_on.plan_id)
    doing.Desk(call, plan, decided_on, PLAYS).check()
    gates.check_verdict(call.session, plan, decided_on, verdict)
    if verdict.again and not verdict.passed:
        return Reply(text=doing.fail(call, PLAYS, decided_on, verdict.why, verdict.again))
    return Reply(text=doing.finish(call, PLAYS, decided_on, shown=verdict.why))


@VENDOR.opens(router, "rollout stop", "Stop a rollout, and say why", "/vendor rollout stop <vendor>")
def stop(call: Call, vendor: Vendor) -> Reply:
    return stopping(call, finding.running(call.session, vendor))


@router.press(blocks.STOP, reads=True)
def press_stop(call: Call) -> Reply:
    return stopping(call, all_plans.by_id(call.session, int(call.value)))


def stopping(call: Call, plan: Plan) -> Reply:
    service.check_alive(call.session, call.workspace, plan)
    return Reply(form=forms.stopping(plan, plan_blocks.title(plans.file_of(call, plan))))


@router.form(forms.STOP)
def stopped(call: Call) -> Reply:
    """Of a rollout, or of the programme."""
    plan, why = all_plans.by_id(call.session, int(call.value)), call.text("why")
    service.stop(call.session, call.workspace, call.now, call.actor, plan, why)
    title = plan_blocks.title(plans.file_of(call, plan))
    doing.told(call, plan, PLAYS, "stopped", plan_blocks.stopped(title, call.actor, why))
    return Reply(text=plan_blocks.stopped(title, call.actor, why))
