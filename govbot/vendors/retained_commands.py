"""What people type, press and fill in about what stays ours with a vendor."""

from functools import partial

from govbot import playbook
from govbot.people import service as people
from govbot.people.models import Person
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.forms import parsed
from govbot.slack.router import Router
from govbot.vendors import finding, retained
from govbot.vendors import retained_blocks as drawn
from govbot.vendors.doors import VENDOR
from govbot.vendors.models import Vendor

router = Router()


@VENDOR.opens(router, "retained", "What stays ours with a vendor, and who answers for it",
              "/vendor retained <vendor>", needs=Right.READ)  # fmt: skip
def show(call: Call, vendor: Vendor) -> Reply:
    return Reply(blocks=drawn.listing(vendor, retained.of(call.session, vendor)))


@router.press("retained.list:1", needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    return _window(call, finding.by_id(call.session, int(call.value)))


def _window(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=drawn.window(vendor, retained.of(call.session, vendor)))


@router.press("retained.name:1", reads=True)
def press_name(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    return Reply(form=drawn.naming(vendor, retained.of(call.session, vendor)))


@router.form("retained.name:1")
def given(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    retained.name(call.session, call.now, call.actor, vendor, _picked(call))
    return _window(call, vendor)


def _picked(call: Call) -> dict[str, Person | None]:
    """Who was picked for each, or every fault at once on its field."""
    picked = {term.key: call.text(term.key) for term in playbook.load().retained.values()}
    named = {key: partial(people.find_able, call.session, slack_id) for key, slack_id in picked.items() if slack_id}
    return dict.fromkeys(picked) | parsed(named)
