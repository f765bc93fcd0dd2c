"""A vendor's whole file: what every house knows of it, gathered for its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from govbot.escalations import service as escalations
from govbot.escalations.models import Escalation
from govbot.people.models import Person
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.vendors import contacts, duties, finding, retained
from govbot.vendors.models import Contact, Duty, Service, Vendor


@dataclass(frozen=True)
class File:
    vendor: Vendor
    services: Sequence[Service]
    holders: Mapping[Duty, Person]
    unowned_since: datetime | None
    contacts: Sequence[Contact]
    retained: Mapping[str, Person]
    upcoming: Sequence[Review]
    last: Review | None
    escalations: Sequence[Escalation]


def of(session: Session, vendor: Vendor) -> File:
    return File(
        vendor=vendor,
        services=finding.services_of(session, vendor),
        holders=duties.people_of(session, vendor),
        unowned_since=duties.unowned_since(session, vendor),
        contacts=contacts.of(session, vendor),
        retained=retained.of(session, vendor),
        upcoming=reviews.open_of(session, vendor),
        last=reviews.last_of(session, vendor),
        escalations=escalations.open_of(session, vendor),
    )
