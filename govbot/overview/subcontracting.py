"""`/vendor sub`: who works for a vendor; each change of it brings the review that looks at it."""

import click

from govbot.errors import Refusal, Refusals, quoted
from govbot.overview import changes
from govbot.overview import subcontracting_forms as drawn
from govbot.rights import Right
from govbot.slack.blocks import Block
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.vendors import finding, places, reading, subcontractors
from govbot.vendors.models import Sensitivity, Subcontractor, Vendor
from govbot.vendors.subcontractors import Draft

router = Router()


@router.word("sub show", "Who works for a vendor, as a tree", "/vendor sub show <vendor>", needs=Right.READ, reads=True)
@click.argument("vendor", nargs=-1, required=True)
def show(call: Call, vendor: tuple[str, ...]) -> Reply:
    return Reply(blocks=_tree(call, finding.find(call.session, " ".join(vendor))))


@router.press("sub.show:1", needs=Right.READ, reads=True)
def press_show(call: Call) -> Reply:
    return _window(call, finding.by_id(call.session, int(call.value)))


@router.word("sub add", "Add somebody who works for a vendor", "/vendor sub add <vendor>", reads=True)
@click.argument("vendor", nargs=-1, required=True)
def add(call: Call, vendor: tuple[str, ...]) -> Reply:
    return _adding(call, finding.find(call.session, " ".join(vendor)))


@router.press("sub.add:1", reads=True)
def press_add(call: Call) -> Reply:
    return _adding(call, finding.by_id(call.session, int(call.value)))


def _adding(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=drawn.adding(vendor, subcontractors.of(call.session, vendor), call.today))


@router.form("sub.add:1")
def added(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    new = subcontractors.add(call.session, call.now, call.today, call.actor, vendor, _given(call))
    changes.happened(call, vendor, "subcontractor", f"{new.name} works for them now: {subcontractors.performed(new)}")
    return _window(call, vendor)


@router.press("sub.change:1", reads=True)
def press_change(call: Call) -> Reply:
    chosen, vendor = _chosen(call, call.value)
    return Reply(form=drawn.changing(chosen, subcontractors.of(call.session, vendor), call.today))


@router.form("sub.change:1")
def changed(call: Call) -> Reply:
    chosen, vendor = _chosen(call, call.value)
    what = subcontractors.change(call.session, call.now, call.today, call.actor, vendor, chosen, _given(call))
    if what.keys() - {"since"}:
        now = f"{chosen.name} is another subcontractor than before: {subcontractors.performed(chosen)}"
        changes.happened(call, vendor, "subcontractor", now)
    return _window(call, vendor)


@router.word("sub end", "Say that a subcontractor ended", "/vendor sub end <vendor> [because <why>]", reads=True)
@click.argument("words", nargs=-1, required=True)
def end(call: Call, words: tuple[str, ...]) -> Reply:
    head, why = reading.because(words)
    return _ending(call, finding.find(call.session, " ".join(head)), None, why)


@router.press("sub.end:1", reads=True)
def press_end(call: Call) -> Reply:
    chosen, vendor = _chosen(call, call.value)
    return _ending(call, vendor, chosen, "")


def _ending(call: Call, vendor: Vendor, chosen: Subcontractor | None, why: str) -> Reply:
    known = subcontractors.of(call.session, vendor)
    if not known:
        raise Refusal(f"Nobody works for {quoted(vendor.name)}, so there is nothing to end.")
    return Reply(form=drawn.ending(vendor, known, chosen, call.today, why))


@router.form("sub.end:1")
def ended(call: Call) -> Reply:
    chosen, vendor = _chosen(call, call.text("who"))
    on, why = call.date("until") or call.today, call.text("reason")
    if on > call.today:
        raise Refusal("That day is still to come. Write it down once it is over.", field="until")
    subcontractors.end(call.session, call.now, call.actor, vendor, chosen, on, why)
    changes.happened(call, vendor, "subcontractor", f"{chosen.name} works for them no more: {chosen.ended_because}")
    return _window(call, vendor)


def _given(call: Call) -> Draft:
    """The filled form, or every fault of it at once on its field."""
    since, faults = call.date("since"), {}
    try:
        countries = places.countries(call.text("countries"))
    except Refusal as refusal:
        countries, faults = [], {"countries": refusal.text}
    if since is None:
        faults["since"] = "Say since when they have worked for them."
    if faults or since is None:
        raise Refusals(faults)
    above = call.text("parent")
    parent = None if above in ("", drawn.VENDOR) else subcontractors.by_id(call.session, int(above))
    access = Sensitivity(call.text("data_access"))
    return Draft(call.text("name"), call.text("function"), countries, access, since, parent)


def _chosen(call: Call, number: str) -> tuple[Subcontractor, Vendor]:
    chosen = subcontractors.by_id(call.session, int(number))
    return chosen, finding.by_id(call.session, chosen.vendor_id)


def _tree(call: Call, vendor: Vendor) -> list[Block]:
    return drawn.tree(vendor, subcontractors.of(call.session, vendor), subcontractors.ended(call.session, vendor))


def _window(call: Call, vendor: Vendor) -> Reply:
    known, gone = subcontractors.of(call.session, vendor), subcontractors.ended(call.session, vendor)
    return Reply(form=drawn.window(vendor, known, gone))
