"""What people type, press and fill in about contacts on the vendor's side."""

import click

from govbot.errors import Refusal
from govbot.rights import Right
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.text import escape
from govbot.vendors import blocks, contact_reading, contacts, finding
from govbot.vendors import contact_blocks as drawn
from govbot.vendors.contacts import Draft
from govbot.vendors.models import Contact, Vendor

router = Router()


@router.word(
    "contact", "Who answers on the vendor's side", "/vendor contact <vendor> [add|list|remove] …", needs=Right.READ
)
@click.argument("words", nargs=-1, required=True)
def contact(call: Call, words: tuple[str, ...]) -> Reply:
    typed = contact_reading.split(words)
    vendor = finding.find(call.session, typed.vendor)
    if typed.verb == "list":
        return Reply(blocks=drawn.listing(vendor, contacts.of(call.session, vendor)))
    if call.right < Right.WRITE:
        raise Refusal("You may read contacts but not change them. Ask the vendor's owner or an admin to do it.")
    if typed.verb == "remove":
        return _remove(call, vendor, contacts.find(call.session, vendor, typed.rest))
    draft = contact_reading.draft(typed.rest)
    if draft.name and draft.level and (draft.email or draft.phone):
        return Reply(text=_added(call, vendor, draft))
    return Reply(form=drawn.adding(vendor, draft))


@router.press("contact.list:1", needs=Right.READ, reads=True)
def press_list(call: Call) -> Reply:
    return _window(call, finding.by_id(call.session, int(call.value)))


@router.press("contact.add:1", reads=True)
def press_add(call: Call) -> Reply:
    return Reply(form=drawn.adding(finding.by_id(call.session, int(call.value)), Draft()))


@router.form("contact.add:1")
def given(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    level = int(call.text("level"))
    said = {name: " ".join(call.text(name).split()) for name in ("name", "title", "email", "phone")}
    _added(call, vendor, Draft(level, **said))
    return _window(call, vendor)


@router.press("contact.remove:1")
def press_remove(call: Call) -> Reply:
    vendor_id, _, contact_id = call.value.partition(":")
    vendor = finding.by_id(call.session, int(vendor_id))
    _remove(call, vendor, contacts.by_id(call.session, int(contact_id)))
    return _window(call, vendor)


def _added(call: Call, vendor: Vendor, draft: Draft) -> str:
    added = contacts.add(call.session, call.now, call.actor, vendor, draft)
    return f"{escape(added.name)} answers at {blocks.name(vendor)} on L{added.level} now."


def _remove(call: Call, vendor: Vendor, found: Contact) -> Reply:
    contacts.remove(call.session, call.now, call.actor, vendor, found)
    return Reply(text=f"{escape(found.name)} is no contact of {blocks.name(vendor)} any more.")


def _window(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=drawn.window(vendor, contacts.of(call.session, vendor)))
