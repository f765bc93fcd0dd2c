"""A vendor as a whole: added with what follows from it, changed, and its history."""

import json

import click

from govbot import audit
from govbot.errors import Refusal
from govbot.overview import announce, blocks, changes
from govbot.reviews import service as reviews
from govbot.rights import Right
from govbot.slack.blocks import paragraphs
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import escape
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import duties, duty_commands, fact_forms, finding, forms
from govbot.vendors import service as vendors
from govbot.vendors.models import Vendor

router = Router()
PAGE = 15


@router.word("add", "Add a vendor: what it does, who owns it", "/vendor add [name]", reads=True)
@click.argument("name", nargs=-1)
def add(call: Call, name: tuple[str, ...]) -> Reply:
    facts = [fact_forms.name(" ".join(name)), *fact_forms.service(None), *forms.tier()]
    fields = [*facts, *forms.duties(), *fact_forms.common(None)]
    return Reply(form=Form("vendor.add:1", "Add a vendor", fields, submit="Add"))


def added(call: Call) -> tuple[Vendor, str]:
    """The new vendor, and what is said of it."""
    draft = forms.draft(call)
    vendor = vendors.add(call.session, call.now, call.actor, draft)
    planned = reviews.keep_programme(call.session, call.workspace, call.now, call.actor, vendor)
    held = duties.people_of(call.session, vendor)
    duty_commands.tell(call, vendor, {duty: person.slack_id for duty, person in held.items()})
    announce.tell(call, vendor, "added", blocks.welcome(vendor, held, planned, call.actor))
    return vendor, f"{vendor_blocks.name(vendor)} is in as `{vendor.ref}`."


@router.word("edit", "Change a vendor: names, data, spend, tags, channel, notes", "/vendor edit <vendor>", reads=True)
@click.argument("vendor", nargs=-1, required=True)
def edit(call: Call, vendor: tuple[str, ...]) -> Reply:
    return _edit_form(call, finding.find(call.session, " ".join(vendor)))


@router.press("vendor.edit:1", needs=Right.WRITE, reads=True)
def press_edit(call: Call) -> Reply:
    return _edit_form(call, finding.by_id(call.session, int(call.value)))


def _edit_form(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=Form("vendor.edit:1", "Change a vendor", fact_forms.facts(vendor), value=str(vendor.id)))


def edited(call: Call) -> tuple[Vendor, str, bool]:
    """The vendor, what is said of it, and whether anything was changed."""
    vendor = finding.by_id(call.session, int(call.value))
    changed = vendors.change(call.session, call.now, call.actor, vendor, **fact_forms.given(call))
    if not changed:
        said = f"Nothing about {vendor_blocks.name(vendor)} was different, so nothing was changed."
        return vendor, said, False
    before, after = changed.get("parent", ("", ""))
    if before:  # the first word on it is news to us, but no change
        now = f"belong to {after} in the end" if after else "are nobody's but their own"
        changes.happened(call, vendor, "ownership", f"They {now} now, it was {before}")
    return vendor, f"{vendor_blocks.name(vendor)} is changed.", True


@router.press("vendor.notes:1", needs=Right.READ, reads=True)
def read_notes(call: Call) -> Reply:
    """A long text, whole, in a window of its own."""
    vendor = finding.by_id(call.session, int(call.value))
    return Reply(form=Form("vendor.notes:1", "Notes", paragraphs(escape(vendor.notes))))


@router.word(
    "history", "Everything that happened with a vendor", "/vendor history <vendor>", needs=Right.READ, reads=True
)
@click.argument("vendor", nargs=-1, required=True)
def history(call: Call, vendor: tuple[str, ...]) -> Reply:
    return _history(call, finding.find(call.session, " ".join(vendor)), before=0)


@router.press("vendor.history:1", needs=Right.READ, reads=True)
def press_history(call: Call) -> Reply:
    where = json.loads(call.value)
    return _history(call, finding.by_id(call.session, where["vendor"]), where["before"])


def _history(call: Call, vendor: Vendor, before: int) -> Reply:
    """The newest first; `before` is a sequence number, 0 for the end."""
    events = [e for e in audit.history(call.session, vendor.subject) if not before or e.sequence < before]
    page, older = events[-PAGE:][::-1], len(events) > PAGE
    if not page:
        raise Refusal("There is nothing older.")
    drawn = blocks.history(vendor, page, older=older)
    return Reply(blocks=drawn, replace=bool(before))  # the card whose button was pressed stays
