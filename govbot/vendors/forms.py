"""The fields in which a vendor is filled in, and what they hold once filled."""

from collections.abc import Mapping
from functools import partial

from sqlmodel import Session

from govbot import playbook
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack.blocks import Block
from govbot.slack.call import Call
from govbot.slack.forms import Choice, choice_field, parsed, person_field, text_field
from govbot.vendors import fact_forms
from govbot.vendors.models import Duty, Tier
from govbot.vendors.moving import LONGEST_REASON
from govbot.vendors.service import Draft

OWNER_HINT = "Accountable inside: hears every reminder first."
BACKUP_HINT = "Stands in for the owner, so somebody else."
SPONSOR_HINT = "Hears of what stays undone."


def tier_choices() -> list[Choice]:
    tiers = playbook.load().tiers
    return [(tier.value, f"{tier.value.capitalize()}: {tiers[tier.value].meaning}") for tier in Tier]


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
    service = fact_forms.service_given(call)
    return Draft(
        name=call.text("name"),
        function=service.function,
        tier=Tier(call.text("tier")),
        tier_rationale=" ".join(call.text("rationale").split()),
        location=service.location,
        countries=service.countries,
        channel=call.text("channel") or None,
        notes=call.text("notes"),
        people=_people(call.session, {duty: call.text(duty.value) for duty in Duty}),
    )


def _people(session: Session, picked: dict[Duty, str]) -> dict[Duty, Person]:
    return parsed({duty: partial(people.find_able, session, slack_id) for duty, slack_id in picked.items() if slack_id})
