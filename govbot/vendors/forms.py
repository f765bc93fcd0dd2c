"""The fields in which a vendor is filled in, and what they hold once filled."""

from collections.abc import Mapping

from sqlmodel import Session

from govbot import playbook
from govbot.errors import Refusal, Refusals
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack.blocks import Block
from govbot.slack.call import Call
from govbot.slack.forms import Choice, channel_field, choice_field, person_field, text_field
from govbot.vendors.models import Duty, Location, Service, Tier, Vendor
from govbot.vendors.moving import LONGEST_REASON
from govbot.vendors.service import Draft

OWNER_HINT = "Accountable inside: hears every reminder first."
BACKUP_HINT = "Stands in for the owner, so somebody else."
SPONSOR_HINT = "Hears of what stays undone."


def tier_choices() -> list[Choice]:
    tiers = playbook.load().tiers
    return [(tier.value, f"{tier.value.capitalize()}: {tiers[tier.value].meaning}") for tier in Tier]


def function_choices() -> list[Choice]:
    return [(term.key, term.title) for term in playbook.load().functions.values()]


def facts(vendor: Vendor | None, service: Service | None, name: str = "") -> list[Block]:
    """What a vendor is: the fields of `add` and `edit`."""
    return [
        text_field("name", "Name", initial=vendor.name if vendor else name, most=200),
        choice_field(
            "function", "What they do for us", function_choices(), initial=service.function if service else ""
        ),
        choice_field(
            "location",
            "Where they work from",
            [(place.value, place.value.capitalize()) for place in Location],
            initial=(service.location or "") if service else "",
            optional=True,
        ),
        channel_field(
            "channel",
            "Channel",
            initial=(vendor.channel or "") if vendor else "",
            hint="Where their reviews and escalations are posted; without one it is the governance channel.",
            optional=True,
        ),
        text_field("notes", "Notes", initial=vendor.notes if vendor else "", long=True, optional=True),
    ]


def tier() -> list[Block]:
    """How much depends on a new vendor, and why."""
    hint = "The tier sets which reviews there are and how often."
    return [
        choice_field("tier", "How much depends on them", tier_choices(), hint=hint),
        text_field("rationale", "Why that tier", optional=True, most=LONGEST_REASON),
    ]


def duties() -> list[Block]:
    """Who answers for a new vendor."""
    return [
        person_field("owner", "Owner", hint=OWNER_HINT),
        person_field("backup", "Backup", hint=BACKUP_HINT, optional=True),
        person_field("sponsor", "Executive sponsor", hint=SPONSOR_HINT, optional=True),
    ]


def everybody(holders: Mapping[Duty, Person]) -> list[Block]:
    """Everybody who answers for a vendor."""
    hints = {Duty.OWNER: OWNER_HINT, Duty.BACKUP: BACKUP_HINT, Duty.SPONSOR: SPONSOR_HINT}
    return [
        person_field(
            duty.value,
            duty.label,
            initial=holders[duty].slack_id if duty in holders and holders[duty].reachable else "",
            hint=hints.get(duty, ""),
            optional=duty is not Duty.OWNER,
        )
        for duty in Duty
    ]


def picked(call: Call) -> dict[Duty, Person | None]:
    """Who was picked for each duty; nobody where a field was left open."""
    found = _people(call.session, {duty: call.text(duty.value) for duty in Duty})
    return {duty: found.get(duty) for duty in Duty}


def draft(call: Call) -> Draft:
    """The filled form, or every fault of it at once on its field."""
    location = call.text("location")
    return Draft(
        name=call.text("name"),
        function=call.text("function"),
        tier=Tier(call.text("tier")),
        tier_rationale=" ".join(call.text("rationale").split()),
        location=Location(location) if location else None,
        channel=call.text("channel") or None,
        notes=call.text("notes"),
        people=_people(call.session, {duty: call.text(duty.value) for duty in Duty}),
    )


def _people(session: Session, picked: dict[Duty, str]) -> dict[Duty, Person]:
    found: dict[Duty, Person] = {}
    faults: dict[str, str] = {}
    for duty, slack_id in picked.items():
        if not slack_id:
            continue
        try:
            found[duty] = people.find(session, slack_id, field=duty.value)
        except Refusal as refusal:
            faults[duty.value] = refusal.text
    if faults:
        raise Refusals(faults)
    return found
