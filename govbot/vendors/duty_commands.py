"""Who answers for a vendor, in words and in one form; whoever becomes it is told."""

import click

from govbot.errors import Refusal
from govbot.outbox import service as outbox
from govbot.people import service as people
from govbot.people.models import Person
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form
from govbot.slack.router import Router
from govbot.slack.text import mention
from govbot.vendors import blocks, duties, finding, forms
from govbot.vendors.models import Duty, Vendor

router = Router()
NOBODY = "nobody"
SUMMARIES = {
    Duty.OWNER: "Say who owns a vendor",
    Duty.BACKUP: "Say who stands in for the owner",
    Duty.SPONSOR: "Say which executive stands behind a vendor",
    Duty.SECURITY: "Say who answers for a vendor's security",
    Duty.CONTRACT_OWNER: "Say who owns the contract with a vendor",
    Duty.REVIEWER: "Say who reviews a vendor",
}


def _declare(duty: Duty, summary: str) -> None:
    @router.word(duty.word, summary, f"/vendor {duty.word} <vendor> @person")
    @click.argument("vendor", nargs=-1, required=True)
    @click.argument("person")
    def give(call: Call, vendor: tuple[str, ...], person: str) -> Reply:
        found = finding.find(call.session, " ".join(vendor))
        if person.lower() == NOBODY:
            return _take_away(call, found, duty)
        return _assign(call, found, duty, people.find_able(call.session, person))


for _duty, _summary in SUMMARIES.items():
    _declare(_duty, _summary)


def _assign(call: Call, vendor: Vendor, duty: Duty, person: Person) -> Reply:
    before = duties.assign(call.session, call.now, call.actor, vendor, duty, person)
    if before and before.id == person.id:
        return Reply(text=f"{mention(person.slack_id)} is {duty.label.lower()} of {blocks.name(vendor)} already.")
    tell(call, vendor, {duty: person.slack_id})
    instead = f" instead of {mention(before.slack_id)}" if before else ""
    news = f"{mention(person.slack_id)} is now {duty.label.lower()} of {blocks.name(vendor)}{instead}."
    return Reply(text=f"{news} They have been told.{_both(call, vendor)}")


def _take_away(call: Call, vendor: Vendor, duty: Duty) -> Reply:
    if duty is Duty.OWNER:
        raise Refusal(f"Somebody must own it. Name the new owner: `/vendor owner {vendor.ref} @person`.")
    before = duties.assign(call.session, call.now, call.actor, vendor, duty, None)
    was = (
        f"{mention(before.slack_id)} is not {duty.label.lower()} of"
        if before
        else f"Nobody was {duty.label.lower()} of"
    )
    return Reply(text=f"{was} {blocks.name(vendor)}{' any more' if before else ''}.")


def _both(call: Call, vendor: Vendor) -> str:
    """A sponsor who is the owner as well hears of it twice, and nobody above does."""
    held = duties.people_of(call.session, vendor)
    owner, sponsor = held.get(Duty.OWNER), held.get(Duty.SPONSOR)
    if owner is None or sponsor is None or owner.id != sponsor.id:
        return ""
    return (
        f" {mention(owner.slack_id)} is owner and executive sponsor at once, so what stays undone reaches nobody above."
        f" `/vendor sponsor {vendor.ref} @person` names somebody else."
    )


@router.word("people", "Who answers for a vendor, in one form", "/vendor people <vendor>", reads=True)
@click.argument("vendor", nargs=-1, required=True)
def ask(call: Call, vendor: tuple[str, ...]) -> Reply:
    return _form(call, finding.find(call.session, " ".join(vendor)))


@router.press("vendor.people:1", reads=True)
def press(call: Call) -> Reply:
    return _form(call, finding.by_id(call.session, int(call.value)))


def _form(call: Call, vendor: Vendor) -> Reply:
    fields = forms.everybody(duties.people_of(call.session, vendor))
    return Reply(form=Form("vendor.people:1", "Who answers for it", fields, value=str(vendor.id)))


@router.form("vendor.people:1")
def filled(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    moved = duties.rearrange(call.session, call.now, call.actor, vendor, forms.picked(call))
    if not moved:
        return Reply(text=f"The same people answer for {blocks.name(vendor)} as before.")
    tell(call, vendor, {duty: person.slack_id for duty, person in moved.items() if person})
    lines = [f"{duty.label}: {blocks.person(person)}" for duty, person in moved.items()]
    return Reply(text=f"Changed for {blocks.name(vendor)}: {'; '.join(lines)}.{_both(call, vendor)}")


def tell(call: Call, vendor: Vendor, given: dict[Duty, str]) -> None:
    """Let people know of a duty that became theirs; nobody is told what they did themselves."""
    for duty, slack_id in given.items():
        if slack_id != call.caller.slack_id:
            news = blocks.duty_news(vendor, duty, call.actor)
            key = f"duty:{vendor.id}:{duty.value}:{slack_id}:{int(call.now.timestamp())}"
            outbox.direct(call.session, call.now, key=key, slack_id=slack_id, text=news, blocks=None)
