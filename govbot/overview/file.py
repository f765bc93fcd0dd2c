"""A vendor's whole file: what every house knows of it, gathered for its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from govbot import db
from govbot.contracts import reading as contracts
from govbot.escalations import service as escalations
from govbot.escalations.models import Escalation
from govbot.evidence import reading as evidence
from govbot.exits import reading as exits
from govbot.people.models import Person
from govbot.reminders import service as reminders
from govbot.reminders.models import Kind, Reminder
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.risks import reading as risks
from govbot.scorecards import reading as scorecards
from govbot.selection import reading as selection
from govbot.vendors import contacts, duties, finding, retained
from govbot.vendors.models import Contact, Duty, Service, Vendor
from govbot.workspace import Workspace

AHEAD = timedelta(days=366)  # how far a card looks for dates


@dataclass(frozen=True)
class Summary:
    """What a house has to say in a line."""

    house: str
    said: str


@dataclass(frozen=True)
class File:
    vendor: Vendor
    services: Sequence[Service]
    holders: Mapping[Duty, Person]
    unowned_since: datetime | None
    contacts: Sequence[Contact]
    retained: Mapping[str, Person]
    coming: Sequence[Reminder]
    upcoming: Sequence[Review]
    last: Review | None
    escalations: Sequence[Escalation]
    summaries: Sequence[Summary]


def of(session: Session, workspace: Workspace, vendor: Vendor, today: date, kinds: Sequence[Kind]) -> File:
    return File(
        vendor=vendor,
        services=finding.services_of(session, vendor),
        holders=duties.people_of(session, vendor),
        unowned_since=duties.unowned_since(session, vendor),
        contacts=contacts.of(session, vendor),
        retained=retained.of(session, vendor),
        coming=_coming(session, workspace, vendor, today, kinds),
        upcoming=reviews.open_of(session, vendor),
        last=reviews.last_of(session, vendor),
        escalations=escalations.open_of(session, vendor),
        summaries=[] if vendor.retired else _summaries(session, workspace, vendor, today),
    )


def _coming(
    session: Session, workspace: Workspace, vendor: Vendor, today: date, kinds: Sequence[Kind]
) -> list[Reminder]:
    """Every dated thing of the vendor, the next one first. Houses need not know that only one vendor is meant."""
    with db.narrowed(session, Vendor, Vendor.id == vendor.id):
        found = reminders.coming(session, workspace, today + AHEAD, kinds)
    return sorted((each for each in found if each.vendor_id == vendor.id), key=lambda each: (each.due, each.subject))


def _summaries(session: Session, workspace: Workspace, vendor: Vendor, today: date) -> list[Summary]:
    said = {
        "Contracts": contracts.summary(session, vendor, today),
        "Evidence": evidence.summary(session, vendor, today),
        "KPIs": scorecards.summary(session, workspace, vendor, today),
        "Risks": risks.summary(session, vendor, today),
        "Exit": exits.summary(session, vendor, today),
        "Due diligence": selection.summary(session, vendor, today),
    }
    return [Summary(house, text) for house, text in said.items() if text]
