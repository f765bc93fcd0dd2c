"""`/vendor tier`: in words at once; else questions, what they propose and what that changes, and a decision."""

import json
from dataclasses import replace

import click

from govbot import playbook
from govbot.contracts import commands as contract_commands
from govbot.errors import Refusal
from govbot.overview import announce, following, moving_blocks, tier_diff, tiering_forms
from govbot.overview.tiering_forms import Step
from govbot.risks import exposure
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import blocks, finding, moving, reading, tiering
from govbot.vendors.models import Tier, Vendor

router = Router()


@router.word("tier", "Say how much depends on a vendor, and why", "/vendor tier <vendor> [<tier> because <why>]")
@click.argument("words", nargs=-1, required=True)
def tier(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, key, reason = reading.wish(call.session, words, playbook.load().tiers)
    if key and reason:
        return Reply(text=_retier(call, vendor, Tier(key), reason))
    if key:
        return _show(call, vendor, Step(vendor.id, vendor.tier, key), "")
    return _ask(call, vendor, reason)


@router.press("vendor.tier:1", reads=True)
def press_tier(call: Call) -> Reply:
    return _ask(call, finding.by_id(call.session, int(call.value)), "")


def _ask(call: Call, vendor: Vendor, reason: str) -> Reply:
    last = tiering.last(call.session, vendor)
    return Reply(form=tiering_forms.questions(vendor, last.answers if last else {}, reason))


@router.form("tier.questions:1")
def answered(call: Call) -> Reply:
    """Nothing is written yet: the answers go on to the next step."""
    carried = json.loads(call.value)
    vendor = finding.by_id(call.session, carried["vendor"])
    answers = {key: call.text(key) for key in playbook.load().tiering.questions.root}
    step = Step(vendor.id, vendor.tier, playbook.load().tiering.proposal(answers).tier, answers)
    return _show(call, vendor, step, carried["reason"])


def _show(call: Call, vendor: Vendor, step: Step, reason: str) -> Reply:
    shown = Tier(step.shown)
    kept = vendor.tier_rationale if shown is vendor.tier else ""
    diff = tier_diff.between(call.session, vendor, shown)
    return Reply(form=tiering_forms.decision(vendor, step, diff, reason or kept or step.rationale))


@router.form("tier.decide:1")
def decided(call: Call) -> Reply:
    """What is confirmed was seen: another tier, or a vendor that moved meanwhile, is shown first."""
    step = Step(**json.loads(call.value))
    vendor, wanted = finding.by_id(call.session, step.vendor), Tier(call.text("tier"))
    reason = " ".join(call.text("reason").split())
    call.session.refresh(vendor, with_for_update=True)
    if (step.before, step.shown) != (vendor.tier, wanted):
        return _show(call, vendor, replace(step, before=vendor.tier, shown=wanted.value), reason)
    if step.proposed and wanted is not step.proposed and reason in ("", step.rationale):
        asked = f"The answers propose {step.proposed.value}. Say why it is to be {wanted.value}."
        raise Refusal(asked, field="reason")
    return Reply(text=_decide(call, vendor, wanted, reason, step))


def _decide(call: Call, vendor: Vendor, wanted: Tier, reason: str, step: Step) -> str:
    as_it_is = (vendor.tier, vendor.tier_rationale) == (wanted, reason)
    if step.proposed and as_it_is:
        said = f"{blocks.name(vendor)} stays {wanted.value}; the answers are written down."
    else:
        said = _retier(call, vendor, wanted, reason)
    if step.proposed:
        tiering.keep(call.session, call.now, call.actor, vendor, step.answers, step.proposed)
    return said


def _retier(call: Call, vendor: Vendor, wanted: Tier, rationale: str) -> str:
    diff = tier_diff.between(call.session, vendor, wanted)
    before = moving.retier(call.session, call.now, call.actor, vendor, wanted, rationale)
    if before is wanted:
        return f"{blocks.name(vendor)} stays {wanted.value}; why is written down."
    contract_commands.keep_gaps(call, vendor)
    exposure.tier_moved(call.session, call.now, call.actor, vendor)
    reviews = moving_blocks.consequences(following.keep_reviews(call, vendor))
    follows = "\n".join([reviews, *tiering_forms.beside_reviews(diff)])
    announce.tell(call, vendor, wanted, f"{moving_blocks.tiered_news(vendor, before, call.actor)}\n{follows}")
    return f"{blocks.name(vendor)} is {wanted.value} now, it was {before.value}. {follows}"
