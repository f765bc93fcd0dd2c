"""What people type, press and fill in to decide about a contract, to end it, and to tick its clauses."""

from govbot.contracts import blocks, deciding, decision_forms, finding, rules
from govbot.contracts import service as contracts
from govbot.contracts.commands import CONTRACT, keep_gaps, page
from govbot.contracts.models import Contract, Decision
from govbot.contracts.reminders import DECIDE, END, FINISH, NOTICE
from govbot.reminders import cards
from govbot.slack.blocks import Block, actions, button, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import clip, day, escape, mention
from govbot.vendors import finding as vendors
from govbot.vendors import moving, telling
from govbot.vendors.models import Status, Vendor

router = Router()


@CONTRACT.opens(router, "contract decide", "Renew, renegotiate or terminate a contract",
                "/vendor contract decide <contract|vendor>", DECIDE.action)  # fmt: skip
def decide(call: Call, contract: Contract) -> Reply:
    contracts.check_stands(contract)
    vendor = vendors.by_id(call.session, contract.vendor_id)
    return Reply(form=decision_forms.decision(vendor, contract, call.today))


@router.form(decision_forms.DECIDE)
def decided(call: Call) -> Reply:
    number, _, seen = call.value.partition(" ")
    contract, verdict = finding.by_id(call.session, int(number)), decision_forms.verdict(call)
    before = [(NOTICE, contract.notice_by), (END, contract.until)]
    deciding.decide(call.session, call.workspace, call.now, call.actor, contract, verdict, seen=seen)
    vendor = vendors.by_id(call.session, contract.vendor_id)
    for name, due in before:
        if due:
            note = f"✅ {verdict.decision.label}, decided by {mention(call.actor)} on {day(call.today)}."
            cards.note(call.session, call.now, f"{name}:{contract.id}", due, note)
    how = f"It was decided about contract {contract.reference}: {verdict.decision.label.lower()}"
    rules.settle(call.session, call.now, call.actor, contract, how)
    news = blocks.decided(contract, vendor, call.actor, verdict.decision, verdict.why)
    _tell(call, contract, vendor, "decided", news)
    said = f"Decided: contract *{escape(contract.reference)}*, {verdict.decision.label.lower()}."
    after = _exit_offer(vendor) if verdict.decision is Decision.TERMINATE else []
    return Reply(text=said, blocks=[*page(call, contract, said), *after])


def _exit_offer(vendor: Vendor) -> list[Block]:
    """What comes next where a contract was terminated."""
    if Status.EXITING not in moving.next_statuses(vendor):
        return []
    text = (
        f"*What comes next*  If you leave {escape(clip(vendor.name, 80))} with this, begin the exit: who takes over"
        " the work, how the data comes back and when access ends become tasks with dates and people."
    )
    begin = button("Begin the exit…", "exit.invoke:1", str(vendor.id), style="primary")
    return [section(text), actions(begin, button("Move it on", "vendor.status:1", str(vendor.id)))]


@CONTRACT.opens(router, "contract end", "A contract is over", "/vendor contract end <contract|vendor>", FINISH.action)
def end(call: Call, contract: Contract) -> Reply:
    contracts.check_stands(contract)
    vendor = vendors.by_id(call.session, contract.vendor_id)
    return Reply(form=decision_forms.ending(vendor, contract, call.today))


@router.form(decision_forms.END)
def ended(call: Call) -> Reply:
    contract = finding.by_id(call.session, int(call.value))
    on = call.date("ended_on") or call.today
    contracts.end(call.session, call.workspace, call.now, call.actor, contract, on, call.text("why"))
    vendor = vendors.by_id(call.session, contract.vendor_id)
    for name, due in ((NOTICE, contract.notice_by), (END, contract.until)):
        if due:
            cards.note(call.session, call.now, f"{name}:{contract.id}", due, f"🔚 Ended, says {mention(call.actor)}.")
    rules.settle(call.session, call.now, call.actor, contract, f"Contract {contract.reference} ended")
    keep_gaps(call, vendor)
    name = f"contract *{escape(contract.reference)}* of *{escape(clip(vendor.name, 80))}* ({vendor.ref})"
    why = clip(escape(contract.ended_because), 500)
    _tell(call, contract, vendor, "ended", f"🔚 {mention(call.actor)} says that {name} ended on {day(on)}: {why}")
    said = f"Contract *{escape(contract.reference)}* is over.{_left_below(call, contract, vendor)}"
    return Reply(text=said, blocks=page(call, contract, said))


def _left_below(call: Call, contract: Contract, vendor: Vendor) -> str:
    left = [each for each in finding.below(contract, finding.of(call.session, vendor)) if each.stands]
    if not left:
        return ""
    return " Still standing below it: " + ", ".join(escape(each.reference) for each in left[:10]) + "."


@router.press(blocks.CLAUSES, reads=True)
def press_clauses(call: Call) -> Reply:
    contract = finding.by_id(call.session, int(call.value))
    contracts.check_stands(contract)
    vendor = vendors.by_id(call.session, contract.vendor_id)
    return Reply(form=decision_forms.clauses(vendor, contract, call.today))


@router.form(decision_forms.CLAUSES)
def clauses_ticked(call: Call) -> Reply:
    contract = finding.by_id(call.session, int(call.value))
    contracts.check_clauses(call.session, call.now, call.actor, contract, decision_forms.ticked(call))
    keep_gaps(call, vendors.by_id(call.session, contract.vendor_id))
    said = f"The clauses of *{escape(contract.reference)}* are written down."
    return Reply(text=said, blocks=page(call, contract, said))


def _tell(call: Call, contract: Contract, vendor: Vendor, what: str, news: str) -> None:
    key = f"{contract.subject}:{what}:{int(call.now.timestamp() * 1000)}"
    telling.tell(call.session, call.workspace, call.now, vendor, key, news)
