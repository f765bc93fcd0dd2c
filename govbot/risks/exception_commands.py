"""What is typed, pressed and filled in about exceptions, and how an approver answers."""

import json

from govbot.people import service as people
from govbot.people.models import Person
from govbot.risks import approvals, blocks, card_blocks, exceptions, filled, forms, news, records
from govbot.risks.approvals import Wish
from govbot.risks.doors import EXCEPTION
from govbot.risks.models import Answer, Approval, Entry, PolicyException
from govbot.risks.record_commands import vendor_of_form
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors import finding

router = Router()


@router.press("exception.about:1", reads=True)
def press_about(call: Call) -> Reply:
    """From another house, with what is to be allowed and what it is about."""
    asked = json.loads(call.value)
    return Reply(form=forms.exception(finding.by_id(call.session, asked["vendor"]), asked["what"], asked["about"]))


@router.form(forms.ASK)
def asked(call: Call) -> Reply:
    vendor = vendor_of_form(call)
    fields = filled.wish_fields(call, "exception")
    found = filled.read(call, title=filled.title("Say what is to be allowed."), **fields)
    wish = Wish(found["approver"], found["until"], found["why"])
    exception, approval = exceptions.ask(
        call.session,
        call.workspace,
        call.now,
        _caller(call),
        vendor,
        found["title"],
        wish,
        call.value.partition(" ")[2],
    )
    return _requested(call, exception, approval)


def _caller(call: Call) -> Person:
    return people.by_id(call.session, call.caller.id)


def _requested(call: Call, entry: Entry, approval: Approval) -> Reply:
    news.changed(call, entry)
    news.requested(call, approval, entry)
    approver = approvals.asked_now(call.session, call.today, approval)
    asked = f"{mention(approver.slack_id)} is asked to allow it until {day(approval.until)}"
    return Reply(text=f"{blocks.name(entry)}: {asked}, and you hear the answer.")


@EXCEPTION.opens(router, "exception renew", "Ask for an exception to last longer",
                 "/vendor exception renew <exception>", card_blocks.RENEW)  # fmt: skip
def renew(call: Call, exception: PolicyException) -> Reply:
    exceptions.check_renewable(call.session, call.workspace, exception)
    return Reply(form=forms.renewal(exception))


@router.form(card_blocks.RENEW)
def renewal_asked(call: Call) -> Reply:
    exception, wish = EXCEPTION.pressed(call), filled.wish(call, "exception")
    approval = exceptions.renew(call.session, call.workspace, call.now, call.actor, exception, wish)
    return _requested(call, exception, approval)


@router.press(card_blocks.APPROVE)
def approve(call: Call) -> Reply:
    return _answered(call, approvals.by_id(call.session, int(call.value)), "")


@router.press(card_blocks.REFUSE, reads=True)
def press_refuse(call: Call) -> Reply:
    approval = approvals.by_id(call.session, int(call.value))
    approvals.check_waiting(call.session, call.workspace, approval)
    approvals.check_may_answer(call.session, call.today, _caller(call), approval)
    return Reply(form=forms.refusal(records.of_subject(call.session, approval.subject), approval))


@router.form(card_blocks.REFUSE)
def refused(call: Call) -> Reply:
    why = filled.read(call, why=filled.text("Say why not, so that they can ask better."))["why"]
    return _answered(call, approvals.by_id(call.session, int(call.value)), why)


def _answered(call: Call, approval: Approval, note: str) -> Reply:
    entry = exceptions.answer(call.session, call.workspace, call.now, _caller(call), approval, note)
    news.changed(call, entry)
    news.answered(call, approval, entry)
    if approval.answer is Answer.REFUSED:
        return Reply(text=f"{blocks.name(entry)} is refused, and {mention(approval.asked_by)} has been told.")
    return Reply(text=f"{blocks.name(entry)} is approved until {day(approval.until)}.")
