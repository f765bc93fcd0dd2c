"""The fields in which facts of a vendor and of its services are filled in, and what they hold once filled."""

from typing import Any

from govbot import playbook
from govbot.slack.blocks import Block
from govbot.slack.call import Call
from govbot.slack.forms import Choice, channel_field, choice_field, parsed, text_field
from govbot.vendors import money, names, places
from govbot.vendors.models import Location, Sensitivity, Service, Vendor
from govbot.vendors.services import Draft

DATA = {
    Sensitivity.NONE: "None",
    Sensitivity.INTERNAL: "Internal",
    Sensitivity.CONFIDENTIAL: "Confidential: personal data, for example",
    Sensitivity.RESTRICTED: "Restricted: the most sensitive we have",
}


def service(performed: Service | None) -> list[Block]:
    functions = [(term.key, term.title) for term in playbook.load().functions.values()]
    locations: list[Choice] = [(place.value, place.value.capitalize()) for place in Location]
    return [
        choice_field(
            "function", "What they do for us", functions, initial=performed.function if performed else ""
        ),
        choice_field(
            "location", "Where they work from", locations,
            initial=(performed.location or "") if performed else "", hint="Seen from us.", optional=True,
        ),
        text_field(
            "countries", "In which countries", initial=", ".join(performed.countries) if performed else "",
            placeholder="Philippines, PL", optional=True, most=300,
        ),
    ]  # fmt: skip


def service_given(call: Call) -> Draft:
    location = call.text("location")
    read = parsed({"countries": lambda: places.countries(call.text("countries"))})
    return Draft(call.text("function"), Location(location) if location else None, read["countries"])


def name(initial: str) -> Block:
    return text_field("name", "Name", initial=initial, most=200)


def common(vendor: Vendor | None) -> list[Block]:
    """Asked for at the beginning and afterwards."""
    return [
        channel_field(
            "channel", "Channel", initial=(vendor.channel or "") if vendor else "", optional=True,
            hint="Where their reviews and escalations are posted; without one it is the governance channel.",
        ),
        text_field("notes", "Notes", initial=vendor.notes if vendor else "", long=True, optional=True),
    ]  # fmt: skip


def facts(vendor: Vendor) -> list[Block]:
    """What a vendor is, apart from what it does for us and who answers for it."""
    spend = money.said(vendor.annual_value, vendor.currency)
    return [
        name(vendor.name),
        text_field(
            "aliases", "Other names", initial=", ".join(vendor.aliases), optional=True, most=1000,
            hint="It is found by them too. Put commas between them.",
        ),
        choice_field(
            "sensitivity", "The most sensitive data they handle", [(key.value, text) for key, text in DATA.items()],
            initial=vendor.sensitivity,
        ),
        text_field("spend", "Spend in a year", initial=spend, placeholder="2,400,000 EUR", optional=True, most=60),
        text_field(
            "parent", "Whom they belong to in the end", initial=vendor.parent, optional=True, most=names.LONGEST_NAME,
            hint="Their ultimate parent, where they are part of a group. Another one is a reason to look at them.",
        ),
        text_field(
            "tags", "Tags", initial=", ".join(vendor.tags), placeholder="emea, key-supplier", optional=True, most=1000
        ),
        *common(vendor),
    ]  # fmt: skip


def given(call: Call) -> dict[str, Any]:
    """The filled form by column, or every fault of it at once on its field."""
    read = parsed(
        {
            "aliases": lambda: names.clean_aliases(call.text("aliases")),
            "spend": lambda: money.with_currency(call.text("spend")),
            "tags": lambda: names.clean_tags(call.text("tags")),
        }
    )
    value, currency = read.pop("spend")
    parent = " ".join(call.text("parent").split())
    own = {
        "name": call.text("name"),
        "parent": parent,
        "channel": call.text("channel") or None,
        "notes": call.text("notes"),
    }
    sensitivity = Sensitivity(call.text("sensitivity"))
    return own | read | {"sensitivity": sensitivity, "annual_value": value, "currency": currency}
