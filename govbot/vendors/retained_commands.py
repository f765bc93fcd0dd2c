"""What people type, press and fill in about what stays ours with a vendor."""

import click

from govbot import playbook
from govbot.errors import Refusal, Refusals
from govbot.people import service as people
from govbot.people.models import Person
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import finding, retained
from govbot.vendors import retained_blocks as drawn
from govbot.vendors.models import Vendor

router = Router()


@router.word(
    "retained", "What stays ours with a vendor, and who answers for it", "/vendor retained <vendor>",
    needs=Right.READ, reads=True,
)  # fmt: skip
@click.argument("vendor", nargs=-1, required=True)
def show(call: Call, vendor: tuple[str, ...]) -> Reply:
    found = finding.find(call.session, " ".join(vendor))
    return Reply(blocks=drawn.listing(found, retained.of(call.session, found)))


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
    found: dict[str, Person | None] = {}
    faults: dict[str, str] = {}
    for term in playbook.load().retained.values():
        try:
            found[term.key] = people.find_able(call.session, call.text(term.key)) if call.text(term.key) else None
        except Refusal as refusal:
            faults[term.key] = refusal.text
    if faults:
        raise Refusals(faults)
    return found
