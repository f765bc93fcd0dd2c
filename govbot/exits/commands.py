"""What people type, press and fill in to keep an exit plan ready: list, show, start, edit, approve."""

from typing import Any

import click

from govbot.exits import (
    asking,
    blocks,
    burdens,
    buttons,
    casting,
    finding,
    header,
    header_forms,
    notice,
    page_blocks,
    standing,
)
from govbot.exits.finding import Standing
from govbot.exits.models import ExitPlan
from govbot.rights import Right
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, escape, mention
from govbot.vendors import contacts, telling
from govbot.vendors import finding as vendors
from govbot.vendors.doors import VENDOR, of_button
from govbot.vendors.models import UNGOVERNED, Vendor

router = Router()


@router.word("exit list", "Who has an exit plan, and whom we are leaving", "/exit list", needs=Right.READ, reads=True)
@click.argument("vendor", nargs=-1)
def list_plans(call: Call, vendor: tuple[str, ...]) -> Reply:
    """With a vendor's name, as in `/exit Acme`, its page."""
    if vendor:
        return show(call, vendors.find(call.session, " ".join(vendor)))
    rows = finding.all_standing(call.session)
    if not rows:
        return Reply(text="No vendor needs an exit plan, and none has one. `/exit start <vendor>` begins one.")
    return Reply(blocks=blocks.listing(rows, call.today))


@VENDOR.opens(router, "exit show", "How a vendor would be left, on one page", "/exit show <vendor>", buttons.SHOW,
              needs=Right.READ)  # fmt: skip
def show(call: Call, vendor: Vendor) -> Reply:
    plan = finding.find(call.session, vendor)
    return Reply(blocks=page(call, vendor, plan)) if plan else Reply(blocks=_none(call, vendor))


def page(call: Call, vendor: Vendor, plan: ExitPlan, said: str = "") -> list[Block]:
    row = Standing(vendor, plan, finding.running(call.session, plan))
    bonds, named = notice.bonds(call.session, vendor, call.today), casting.named(call.session, plan)
    open_ = burdens.of(call.session, vendor, call.today)
    return page_blocks.page(row, bonds, named, open_, call.today, said)


def _none(call: Call, vendor: Vendor) -> list[Block]:
    """Without a plan it can still be written, or the worst has happened already."""
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    if vendor.status in UNGOVERNED:
        return [section(f"{name} is {vendor.status.value}: there is nothing to leave.")]
    text = f"{name} has no exit plan: {blocks.needed(Standing(vendor, None, None), call.today)}."
    offered = [
        button("Write it…", buttons.EDIT, str(vendor.id), style="primary"),
        button("Vendor is gone today…", buttons.GONE, str(vendor.id), style="danger"),
    ]
    return [section(text), actions(*offered)]


@VENDOR.opens(router, "exit start", "Begin the exit plan that is kept ready", "/exit start <vendor>")
def start(call: Call, vendor: Vendor) -> Reply:
    plan = finding.find(call.session, vendor)
    if plan and (vendor.retired or finding.running(call.session, plan) or standing.stands(call.session, plan)):
        return Reply(blocks=page(call, vendor, plan, "There is one already. Press Edit to change it."))
    return edit(call, vendor)


@VENDOR.opens(router, "exit edit", "Change what the exit plan says", "/exit edit <vendor>", buttons.EDIT)
def edit(call: Call, vendor: Vendor) -> Reply:
    header.check_ours(vendor)
    plan = finding.find(call.session, vendor)
    return Reply(form=header_forms.aim(vendor, plan, vendors.services_of(call.session, vendor)))


@router.form(header_forms.AIM)
def aim_given(call: Call) -> Reply:
    vendor = of_button(call)
    plan = _written(call, vendor, header_forms.aim_filled(call))
    return Reply(form=header_forms.way(vendor, plan, contacts.of(call.session, vendor)))


@router.form(header_forms.WAY)
def way_given(call: Call) -> Reply:
    vendor = of_button(call)
    plan = _written(call, vendor, header_forms.way_filled(call))
    return _answered(call, vendor, plan)


@router.press(buttons.TRIGGERS, reads=True)
def ask_triggers(call: Call) -> Reply:
    vendor = of_button(call)
    return Reply(form=header_forms.triggers(vendor, finding.of(call.session, vendor)))


@router.form(header_forms.TRIGGERS)
def triggers_given(call: Call) -> Reply:
    vendor = of_button(call)
    plan = _written(call, vendor, header_forms.triggers_filled(call))
    return _answered(call, vendor, plan)


def _written(call: Call, vendor: Vendor, said: dict[str, Any]) -> ExitPlan:
    plan = header.write(call.session, call.now, call.actor, vendor, said)
    standing.keep(call.session, call.workspace, call.now, call.actor, vendor, plan)
    return plan


def _answered(call: Call, vendor: Vendor, plan: ExitPlan) -> Reply:
    said = _saved(plan)
    return Reply(text=said, blocks=page(call, vendor, plan, said))


def _saved(plan: ExitPlan) -> str:
    if header.missing(plan):
        return "Saved. What is still missing stands at the end."
    return "Saved." if plan.is_approved else "Saved. Somebody else than you has to approve it: press Ask for approval."


@VENDOR.opens(router, "exit approve", "Approve an exit plan that somebody else wrote", "/exit approve <vendor>",
              reads=False)  # fmt: skip
def approve(call: Call, vendor: Vendor) -> Reply:
    plan = finding.of(call.session, vendor)
    return _approved(call, plan, header.mark(plan))


@router.press(buttons.APPROVE)
def press_approve(call: Call) -> Reply:
    number, _, seen = call.value.partition(" ")
    return _approved(call, finding.by_id(call.session, int(number)), seen)


def _approved(call: Call, plan: ExitPlan, seen: str) -> Reply:
    header.approve(call.session, call.workspace, call.now, call.actor, plan, seen)
    vendor = vendors.by_id(call.session, plan.vendor_id)
    standing.approved(call.session, call.workspace, call.now, call.actor, plan)
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    news = f"✅ {mention(call.actor)} approved the exit plan of {name}, {_by(plan)}."
    key = f"{plan.subject}:approved:{header.mark(plan)}"
    telling.tell(call.session, call.workspace, call.now, vendor, key, news)
    return Reply(text="Approved.", blocks=page(call, vendor, plan, "Approved."))


def _by(plan: ExitPlan) -> str:
    return f"written by {mention(plan.written_by)}"


@router.press(buttons.ASK)
def ask(call: Call) -> Reply:
    plan = finding.by_id(call.session, int(call.value.partition(" ")[0]))
    return asking.ask(call, plan, vendors.by_id(call.session, plan.vendor_id))
