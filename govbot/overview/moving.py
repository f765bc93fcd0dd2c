"""A vendor's status moved with a reason, in words or in a form, and what follows from it told."""

import click

from govbot import playbook
from govbot.escalations import settling
from govbot.exits import ending as exits
from govbot.overview import announce, following, moving_forms
from govbot.overview import moving_blocks as blocks
from govbot.plans import doing
from govbot.rollouts.plays import PLAYS
from govbot.selection import admitting
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import escape
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import finding, moving, reading, trial
from govbot.vendors.models import RETIRED, Status, Vendor

router = Router()


@router.word("status", "Move a vendor on, and say why", "/vendor status <vendor> [<status> because <why>]")
@click.argument("words", nargs=-1, required=True)
def status(call: Call, words: tuple[str, ...]) -> Reply:
    vendor, key, reason = reading.wish(call.session, words, playbook.load().statuses)
    wanted = Status(key) if key else None
    if wanted in RETIRED:
        return _retire(call, vendor, reason)
    if wanted and reason:
        return _move(call, vendor, wanted, reason)
    if wanted:  # nobody writes a reason for what is refused then
        moving.check_way(vendor, wanted)
        _admitted(call, vendor, wanted)
    return Reply(form=moving_forms.status(vendor, wanted, reason))


@router.press("vendor.status:1", reads=True)
def press_status(call: Call) -> Reply:
    return Reply(form=moving_forms.status(_vendor(call)))


@router.form("vendor.status:1")
def status_given(call: Call) -> Reply:
    return _move(call, _vendor(call), Status(call.text("status")), call.text("reason"))


def _move(call: Call, vendor: Vendor, wanted: Status, reason: str) -> Reply:
    exits.check_over(call.session, vendor)
    admitted = _admitted(call, vendor, wanted)
    before = moving.move(call.session, call.now, call.actor, vendor, wanted, reason, admitted=admitted)
    allowed = f"It may: {escape(admitted)}.\n" if admitted else ""
    follows = f"{allowed}{blocks.consequences(following.keep_reviews(call, vendor))}"
    announce.tell(call, vendor, wanted, f"{blocks.moved_news(vendor, before, call.actor)}\n{follows}")
    tasks = f" `/exit invoke {vendor.ref}` gives the exit its tasks and dates." if wanted is Status.EXITING else ""
    return Reply(text=f"{vendor_blocks.name(vendor)} is {vendor_blocks.status(vendor)} now. {follows}{tasks}")


def _admitted(call: Call, vendor: Vendor, wanted: Status) -> str:
    """Why a vendor on trial may begin to work for us; refused where it may not."""
    if wanted not in moving.next_statuses(vendor) or not trial.ends(call.session, vendor, wanted):
        return ""
    return admitting.admitted(call.session, vendor, call.today)


@router.word("retire", "End with a vendor: exited, or rejected", "/vendor retire <vendor> [because <why>]")
@click.argument("words", nargs=-1, required=True)
def retire(call: Call, words: tuple[str, ...]) -> Reply:
    head, reason = reading.because(words)
    typed = " ".join(head)
    vendor = finding.find(call.session, typed)
    if reason and not finding.is_named(vendor, typed):  # nobody is retired by a typo
        return Reply(form=moving_forms.retirement(vendor, following.leftovers(call.session, vendor), reason))
    return _retire(call, vendor, reason)


@router.press("vendor.retire:1", reads=True)
def press_retire(call: Call) -> Reply:
    return _retire(call, _vendor(call), "")


@router.form("vendor.retire:1")
def retirement_given(call: Call) -> Reply:
    return _retire(call, _vendor(call), call.text("reason"))


def _retire(call: Call, vendor: Vendor, reason: str) -> Reply:
    exits.check_over(call.session, vendor)
    left, end = following.leftovers(call.session, vendor), moving.end_of(vendor)
    if not reason:
        return Reply(form=moving_forms.retirement(vendor, left))
    before = moving.move(call.session, call.now, call.actor, vendor, end, reason)
    settling.vendor_left(call.session, call.now, call.actor, vendor)
    following.keep_reviews(call, vendor)
    doing.end_with(call, PLAYS, vendor)
    announce.tell(call, vendor, end, blocks.moved_news(vendor, before, call.actor))
    return Reply(text=blocks.retired(vendor, left))


def _vendor(call: Call) -> Vendor:
    return finding.by_id(call.session, int(call.value))
