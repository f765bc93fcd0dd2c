"""What people type, press and fill in to begin an exit and to stop it."""

from govbot.escalations import pressed
from govbot.escalations import service as escalations
from govbot.exits import (
    buttons,
    casting,
    ending,
    finding,
    invoke_forms,
    invoking,
    notice,
    proposals,
    rousing,
    running_blocks,
    watching,
)
from govbot.exits.invoking import Variant, Wish
from govbot.exits.plays import PLAY
from govbot.plans import announce, doing, reading
from govbot.plans import finding as plans
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, escape, mention
from govbot.vendors import telling
from govbot.vendors.doors import VENDOR, of_button
from govbot.vendors.models import Vendor

router = Router()


@VENDOR.opens(router, "exit invoke", "Begin to leave a vendor, by its exit plan", "/exit invoke <vendor>",
              buttons.INVOKE)  # fmt: skip
def invoke(call: Call, vendor: Vendor) -> Reply:
    invoking.check_free(call.session, call.workspace, vendor)
    bonds = notice.bonds(call.session, vendor, call.workspace.calendar.next_business_day(call.today))
    why = "; ".join(row.what for row in proposals.waiting(call.session, vendor))
    return Reply(form=invoke_forms.invoking(vendor, bonds, casting.crew(call.session, vendor), call.today, why))


@router.form(buttons.INVOKE)
def invoked(call: Call) -> Reply:
    vendor = of_button(call)
    return _begun(call, vendor, invoke_forms.wish(call, casting.crew(call.session, vendor)))


@VENDOR.opens(router, "exit gone", "A vendor is gone today: leave it now", "/exit gone <vendor>", buttons.GONE)
def gone(call: Call, vendor: Vendor) -> Reply:
    invoking.check_free(call.session, call.workspace, vendor)
    return Reply(form=invoke_forms.gone(vendor, casting.crew(call.session, vendor), call.today))


@router.form(buttons.GONE)
def gone_given(call: Call) -> Reply:
    vendor, severity = of_button(call), invoke_forms.severity(call)
    reply = _begun(call, vendor, invoke_forms.wish(call, casting.crew(call.session, vendor), Variant.GONE))
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
    doing.end_with(call, {}, vendor, but=plan)
    channel = announce.begun(call.session, call.workspace, call.now, plan, PLAY)
    file = reading.file(call.session, call.workspace, plan, call.today)
    if wish.variant is not Variant.PLANNED:
        rousing.rouse(call.session, call.workspace, call.now, call.actor, file)
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
