"""Not now, with a reason and a day; and what a person has to say because govbot cannot see it."""

from datetime import timedelta

from govbot import playbook
from govbot.errors import Refusal
from govbot.exits import answering, finding, header, proposal_blocks, proposals, watching
from govbot.exits.buttons import TOLD
from govbot.exits.finding import Standing
from govbot.exits.proposal_blocks import NOT_NOW
from govbot.exits.triggers import Fired
from govbot.slack.blocks import section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, choice_field, date_field, text_field
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors.doors import VENDOR, of_button
from govbot.vendors.models import Vendor

router = Router()
USUAL = timedelta(days=30)


@router.press(NOT_NOW, reads=True)
def ask_why(call: Call) -> Reply:
    vendor = of_button(call)
    answering.check_may_answer(call.session, vendor, call.caller.id, call.right, call.today)
    rows = answering.check_waiting(call.session, call.workspace, vendor)
    most = playbook.load().exits.quiet_at_most
    fields = [
        section(proposal_blocks.reasons_said(rows)),
        text_field("why", "Why not now?", long=True, most=1000, hint="The history of the vendor shows it."),
        date_field("until", "Ask again on", initial=call.today + USUAL,
                   hint=f"If it still holds then. At most {most} days ahead."),
    ]  # fmt: skip
    return Reply(form=Form(NOT_NOW, "Not now", fields, submit="Not now", value=str(vendor.id)))


@router.form(NOT_NOW)
def not_now(call: Call) -> Reply:
    vendor, until = of_button(call), call.date("until")
    answering.check_may_answer(call.session, vendor, call.caller.id, call.right, call.today)
    if until is None:
        raise Refusal("Pick the day on which to ask again.", field="until")
    rows = answering.not_now(
        call.session, call.workspace, call.now, call.actor, vendor, call.text("why"), until
    )  # fmt: skip
    watching.tell(call.session, call.now, vendor, rows)
    return Reply(text=f"Written down. If it still holds, you are asked again on {day(until)}.")


@VENDOR.opens(router, "exit trigger", "Say that something speaks for leaving: insolvency, sanctions, …",
              "/exit trigger <vendor>", TOLD)  # fmt: skip
def ask_what(call: Call, vendor: Vendor) -> Reply:
    _check_stays(call, vendor)
    triggers = [each for each in playbook.load().exits.triggers.values() if each.told]
    fields = [
        choice_field(
            "trigger", "What happened?", [(each.key, f"{each.title}: {each.meaning}"[:75]) for each in triggers]
        ),
        text_field("what", "In a sentence, with where you know it from", long=True, most=600),
    ]
    return Reply(form=Form(TOLD, "This speaks for leaving", fields, submit="Ask the sponsor", value=str(vendor.id)))


@router.form(TOLD)
def told(call: Call) -> Reply:
    vendor, what = of_button(call), call.text("what")
    row = _check_stays(call, vendor)
    if not what:
        raise Refusal("Say what happened.", field="what")
    title = playbook.load().exits.triggers.find(call.text("trigger"))
    fired = Fired(vendor, title.key, f"told:{call.actor}", f"{title.title}: {what.rstrip('.')}")
    if proposals.was_said(call.session, fired, call.today):
        raise Refusal("You said so already. Nothing was sent twice.", field="trigger")
    asked = watching.ask(call.session, call.workspace, call.now, row, [fired], call.actor)
    return Reply(
        text=f"{mention(asked.slack_id) if asked else 'The admins'} asked whether to leave. Nothing begins by itself."
    )


def _check_stays(call: Call, vendor: Vendor) -> Standing:
    header.check_ours(vendor)
    plan = finding.find(call.session, vendor)
    running = finding.running(call.session, plan)
    if running:
        raise Refusal(f"The exit runs already. `/exit show {vendor.ref}` shows how far it is.")
    return Standing(vendor, plan, None)
