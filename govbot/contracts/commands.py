"""What people type, press and fill in to see contracts, to add one and to change one."""

from datetime import date

from govbot.contracts import blocks, clauses, finding, forms, gaps, rules
from govbot.contracts import service as contracts
from govbot.contracts.gap_reminders import GAPS
from govbot.contracts.models import Contract
from govbot.contracts.reminders import CHANGE, NOTICE
from govbot.reminders import cards
from govbot.rights import Right
from govbot.slack.blocks import Block, section
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import day, escape, mention
from govbot.vendors import finding as vendors
from govbot.vendors import telling
from govbot.vendors.doors import VENDOR
from govbot.vendors.models import Vendor

router = Router()
CONTRACT = Door(
    lambda call, words: finding.find(call.session, words),
    lambda call: finding.by_id(call.session, int(call.value)),
)


@VENDOR.opens(router, "contract", "A vendor's contracts, and by when each is to be decided",
              "/vendor contract <vendor>", needs=Right.READ)  # fmt: skip
def list_contracts(call: Call, vendor: Vendor) -> Reply:
    return Reply(blocks=_listing(call, vendor))


@router.press("contract.list:1", needs=Right.READ, reads=True)
def press_list(call: Call) -> Reply:
    vendor = vendors.by_id(call.session, int(call.value))
    return Reply(form=Form("contract.list:1", "Contracts", _listing(call, vendor)))


def _listing(call: Call, vendor: Vendor) -> list[Block]:
    found = finding.of(call.session, vendor)
    return blocks.listing(vendor, found, clauses.gaps(found, vendor.tier), call.today)


@CONTRACT.opens(router, "contract show", "A contract on one page", "/vendor contract show <contract|vendor>",
                blocks.SHOW, needs=Right.READ)  # fmt: skip
def show(call: Call, contract: Contract) -> Reply:
    return Reply(blocks=page(call, contract))


def page(call: Call, contract: Contract, said: str = "") -> list[Block]:
    """The contract with all that belongs to it, below what was said about it."""
    vendor = vendors.by_id(call.session, contract.vendor_id)
    among = finding.of(call.session, vendor)
    covered = finding.services_of(call.session, [contract])[contract.id]
    performed = [each for each in vendors.services_of(call.session, vendor) if each.id in covered]
    family = {
        "Stands below": [each for each in among if each.id == contract.parent_id],
        "Above": [each for each in among if each.parent_id == contract.id],
    }
    missing = clauses.missing(contract, among, vendor.tier)
    drawn = blocks.page(contract, vendor, performed, family, missing, clauses.read(contract, among), call.today)
    return [section(said), *drawn] if said else drawn


@VENDOR.opens(router, "contract add", "Write down a contract", "/vendor contract add <vendor>", blocks.ADD)
def add(call: Call, vendor: Vendor) -> Reply:
    standing = [each for each in finding.of(call.session, vendor) if each.stands]
    return Reply(form=forms.adding(vendor, vendors.services_of(call.session, vendor), standing))


@router.form(forms.ADD)
def added(call: Call) -> Reply:
    vendor = vendors.by_id(call.session, int(call.value))
    contract = contracts.add(call.session, call.today, call.now, call.actor, vendor, forms.draft(call))
    keep_gaps(call, vendor)
    missing = clauses.missing(contract, finding.of(call.session, vendor), vendor.tier)
    which = " Which clauses does it have? Press Clauses." if missing else ""
    said = f"Contract *{escape(contract.reference)}* is written down.{which}"
    late = blocks.too_late(contract, vendor)
    if late:
        key = f"{contract.subject}:late:{contract.until}"
        telling.tell(call.session, call.workspace, call.now, vendor, key, late)
    return Reply(text=said, blocks=page(call, contract, said))


@CONTRACT.opens(router, "contract edit", "Change a contract", "/vendor contract edit <contract|vendor>", CHANGE.action)
def edit(call: Call, contract: Contract) -> Reply:
    return changing(call, contract)


def changing(call: Call, contract: Contract, why: str = "") -> Reply:
    """The form to change it; `why` says what brought the person here."""
    contracts.check_stands(contract)
    vendor = vendors.by_id(call.session, contract.vendor_id)
    covered = finding.services_of(call.session, [contract])[contract.id]
    among = [each for each in finding.of(call.session, vendor) if each.id != contract.id]
    others = [each for each in among if each.stands or each.id == contract.parent_id]
    performed = vendors.services_of(call.session, vendor)
    return Reply(form=forms.changing(vendor, contract, covered, performed, others, why))


@router.form(forms.CHANGE)
def changed(call: Call) -> Reply:
    contract = finding.by_id(call.session, int(call.value))
    vendor, due = vendors.by_id(call.session, contract.vendor_id), contract.notice_by
    differing = contracts.change(call.session, call.today, call.now, call.actor, vendor, contract, forms.draft(call))
    if due and due != contract.notice_by:
        _redate(call, contract, due)
    keep_gaps(call, vendor)
    said = f"Contract *{escape(contract.reference)}* is changed." if differing else "Nothing was different."
    return Reply(text=said, blocks=page(call, contract, said))


def keep_gaps(call: Call, vendor: Vendor) -> None:
    """After any change: what is not missing any more is noted where it was said."""
    for contract in gaps.keep(call.session, call.workspace, call.now, call.actor, vendor):
        note = f"✅ No clause is missing any more, says {mention(call.actor)} on {day(call.today)}."
        cards.note_all(call.session, call.now, f"{GAPS}:{contract.id}", note)


def _redate(call: Call, contract: Contract, before: date) -> None:
    """What was said for the day before counts no more."""
    then = f"notice is due by {day(contract.notice_by)}" if contract.notice_by else "no notice is due"
    note = f"📅 {mention(call.actor)} changed the contract: {then} now."
    cards.note(call.session, call.now, f"{NOTICE}:{contract.id}", before, note)
    rules.settle(call.session, call.now, call.actor, contract, f"Contract {contract.reference} was changed: {then}")
