"""What a vendor does for us: looked at, added to, changed; a change of place brings the risk review forward."""

import click

from govbot.overview import changes
from govbot.rights import Right
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.vendors import blocks, fact_forms, finding, services
from govbot.vendors.models import Service, Vendor

router = Router()


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
    before = services.places_of(call.session, vendor)
    new = services.add(call.session, call.now, call.actor, vendor, fact_forms.service_given(call))
    if services.places_of(call.session, vendor) - before:
        _moved(call, vendor, new)
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
    if moved:
        _moved(call, vendor, service)
    return _window(call, vendor)


def _moved(call: Call, vendor: Vendor, service: Service) -> None:
    where = services.performed(service.function, service.location, service.countries)
    changes.happened(call, vendor, "location", f"They work from another place now: {where}")


@router.press("service.remove:1")
def removed(call: Call) -> Reply:
    service, vendor = _found(call)
    services.remove(call.session, call.now, call.actor, vendor, service)
    return _window(call, vendor)


def _found(call: Call) -> tuple[Service, Vendor]:
    service = services.by_id(call.session, int(call.value))
    return service, finding.by_id(call.session, service.vendor_id)
