"""What is typed, pressed and filled in about decisions: added, extended."""

from datetime import date

from govbot import playbook
from govbot.reminders import cards
from govbot.risks import blocks, card_blocks, decisions, filled, forms, news, records
from govbot.risks.decisions import Draft
from govbot.risks.doors import DECISION
from govbot.risks.models import Decision
from govbot.risks.record_commands import vendor_of_form
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors.giving import because

router = Router()


@router.form(forms.ADD_DECISION)
def added(call: Call) -> Reply:
    vendor = vendor_of_form(call)
    found = filled.read(
        call,
        title=filled.title("Say what was decided."),
        why=filled.text("Say why."),
        owner=filled.person(call, "Say who decided."),
        due=filled.ahead(call, "decision"),
        responsibility=filled.term(playbook.load().retained, optional=True),
    )
    draft = Draft(found["title"], found["why"], found["owner"], found["due"], found["responsibility"])
    decision = decisions.add(call.session, call.now, call.actor, vendor, draft)
    news.given(call, decision)
    return Reply(text=f"{blocks.name(decision)} is written down. It is looked at again on {day(decision.due)}.")


@DECISION.opens(router, "decision extend", "Let a decision last longer", "/vendor decision extend <decision>",
                card_blocks.EXTEND)  # fmt: skip
def extend(call: Call, decision: Decision) -> Reply:
    decisions.check_own(call.session, call.workspace, decision)
    return Reply(form=forms.extension(decision))


@router.form(card_blocks.EXTEND)
def extended(call: Call) -> Reply:
    decision = DECISION.pressed(call)
    found = filled.read(call, date=filled.ahead(call, "decision"), why=filled.text("Say why it still holds."))
    decisions.check_own(call.session, call.workspace, decision)
    return prolong(call, decision, found["date"], found["why"])


def prolong(call: Call, decision: Decision, to: date, why: str) -> Reply:
    """Another date for it, from its form or from a card's menu."""
    before = records.move(call.session, call.workspace, call.now, call.actor, decision, to, why)
    note = f"📅 Until {day(to)}, says {mention(call.actor)}{because(why)}"
    cards.note(call.session, call.now, decision.subject, before, note)
    return Reply(text=f"{blocks.name(decision)} lasts until {day(to)}; before it was {day(before)}.")
