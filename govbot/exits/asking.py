"""Somebody is asked to approve an exit plan, once for each version of it."""

from govbot.errors import Refusal
from govbot.exits import header
from govbot.exits.buttons import APPROVE, SHOW
from govbot.exits.models import ExitPlan
from govbot.outbox import service as outbox
from govbot.people.models import Person
from govbot.slack.blocks import actions, button, in_words, section
from govbot.slack.call import Call, Reply
from govbot.slack.text import clip, escape, mention
from govbot.vendors import duties
from govbot.vendors.models import Duty, Vendor

ASKED = (Duty.SPONSOR, Duty.OWNER, Duty.BACKUP)


def ask(call: Call, plan: ExitPlan, vendor: Vendor) -> Reply:
    """The first of sponsor, owner and backup who did not write it."""
    person = _approver(call, plan, vendor)
    seen = f"{plan.id} {header.mark(plan)}"
    name = f"*{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    text = f"{mention(call.actor)} asks you to approve the exit plan of {name}, written by {mention(plan.written_by)}."
    drawn = [
        section(text),
        actions(button("Read it", SHOW, str(vendor.id)), button("Approve", APPROVE, seen, style="primary")),
    ]
    outbox.direct(
        call.session, call.now, key=f"{plan.subject}:approval:{header.mark(plan)}", slack_id=person.slack_id,
        text=in_words(drawn), blocks=drawn, fallback=call.workspace.governance_channel,
    )  # fmt: skip
    return Reply(text=f"{mention(person.slack_id)} is asked to approve it.")


def _approver(call: Call, plan: ExitPlan, vendor: Vendor) -> Person:
    held = duties.people_of(call.session, vendor)
    found = [held[duty] for duty in ASKED if duty in held and held[duty].slack_id != plan.written_by]
    if not found:
        raise Refusal(
            f"Nobody but its author answers for it. Name a sponsor with `/vendor sponsor {vendor.ref} @person` first."
        )
    return found[0]
