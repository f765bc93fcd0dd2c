"""What a vendor does for us: looked at, added to, changed; a change of place brings the risk review forward."""

from datetime import timedelta

import click

from govbot.overview import announce
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.rights import Right
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import day, mention
from govbot.vendors import blocks, fact_forms, finding, services
from govbot.vendors.models import Service, Vendor

router = Router()
LOOKED_AT = "risk"  # the kind of review whose agenda has changes of place
SOON = timedelta(days=14)


@router.word(
    "services", "What a vendor does for us, and from where", "/vendor services <vendor>", needs=Right.READ, reads=True
)
@click.argument("vendor", nargs=-1, required=True)
def list_services(call: Call, vendor: tuple[str, ...]) -> Reply:
    return Reply(blocks=_listing(call, finding.find(call.session, " ".join(vendor))))


@router.press("service.list:1", needs=Right.READ, reads=True)
def press_list(call: Call) -> Reply:
    return _window(call, finding.by_id(call.session, int(call.value)))


def _window(call: Call, vendor: Vendor) -> Reply:
    return Reply(form=Form("service.list:1", "Services", _listing(call, vendor)))


def _listing(call: Call, vendor: Vendor) -> list[Block]:
    known = finding.services_of(call.session, vendor)
    drawn = [section(f"{blocks.name(vendor)} ({vendor.ref}) does for us:")]
    for service in known:
        drawn.append(section(blocks.service(service), button("Change", "service.change:1", str(service.id))))
        if blocks.watch([service]):
            drawn.append(context(blocks.watch([service])))
        if len(known) > 1:
            question = "They do not do this for us any more?"
            drawn.append(actions(button("Remove", "service.remove:1", str(service.id), confirm=question)))
    return [*drawn, actions(button("Add a service", "service.add:1", str(vendor.id), style="primary"))]


@router.press("service.add:1", reads=True)
def press_add(call: Call) -> Reply:
    return Reply(form=Form("service.add:1", "Add a service", fact_forms.service(None), "Add", call.value))


@router.form("service.add:1")
def added(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    services.add(call.session, call.now, call.actor, vendor, fact_forms.service_given(call))
    return _window(call, vendor)


@router.press("service.change:1", reads=True)
def press_change(call: Call) -> Reply:
    fields = fact_forms.service(services.by_id(call.session, int(call.value)))
    return Reply(form=Form("service.change:1", "Change a service", fields, value=call.value))


@router.form("service.change:1")
def changed(call: Call) -> Reply:
    service, vendor = _found(call)
    draft = fact_forms.service_given(call)
    moved = services.change(call.session, call.now, call.actor, vendor, service, draft)
    if moved and not vendor.retired:
        news = f"{mention(call.actor)} says that {blocks.name(vendor)} ({vendor.ref}) works from another place now:"
        announce.tell(call, vendor, f"service:{service.id}", f"{news} {blocks.service(service)}.{_look(call, vendor)}")
    return _window(call, vendor)


def _look(call: Call, vendor: Vendor) -> str:
    """The review that looks at changes of place comes soon; what has to be said of it."""
    planned = next((each for each in reviews.open_of(call.session, vendor) if each.kind == LOOKED_AT), None)
    soon = call.workspace.calendar.next_business_day(call.today + SOON)
    if planned is None:
        return ""
    if planned.due > soon:
        _bring_forward(call, planned)
    return f" The review of its risks is due on {day(planned.due)}."


def _bring_forward(call: Call, planned: Review) -> None:
    soon = call.workspace.calendar.next_business_day(call.today + SOON)
    reviews.move(call.session, call.workspace, call.now, call.actor, planned, soon, "They work from another place now")


@router.press("service.remove:1")
def removed(call: Call) -> Reply:
    service, vendor = _found(call)
    services.remove(call.session, call.now, call.actor, vendor, service)
    return _window(call, vendor)


def _found(call: Call) -> tuple[Service, Vendor]:
    service = services.by_id(call.session, int(call.value))
    return service, finding.by_id(call.session, service.vendor_id)
