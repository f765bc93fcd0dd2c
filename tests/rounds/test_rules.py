"""What govbot raises by itself, each cause once."""

from datetime import date, timedelta

from sqlmodel import select

from govbot import db
from govbot.escalations.models import Escalation
from govbot.vendors import duties, finding
from govbot.vendors import service as vendors
from govbot.vendors.models import Duty, Status
from tests import builders
from tests.rounds.town import HOUR, Town

MONDAY = date(2026, 11, 23)


def raised(town: Town) -> list[Escalation]:
    with db.read(town.engine, town.workspace.id) as session:
        return list(session.exec(select(Escalation)))


def rounds(town: Town, days: int) -> None:
    for number in range(days):
        town.round(town.at(MONDAY + timedelta(days=number)))


def test_thirteen_days_overdue_is_not_raised_and_fourteen_is_once(town: Town) -> None:
    town.review(MONDAY - timedelta(days=13))
    rounds(town, 1)
    assert raised(town) == []
    rounds(town, 5)
    [escalation] = raised(town)
    assert escalation.what == "Risk and compliance review 14 days overdue: it was due on 10 November 2026"
    assert escalation.vendor_id == town.vendor().id


def test_each_overdue_review_is_a_cause_of_its_own(town: Town) -> None:
    town.review(MONDAY - timedelta(days=14))
    town.review(MONDAY - timedelta(days=20), kind="due_diligence")
    rounds(town, 2)
    assert len({escalation.cause for escalation in raised(town)}) == len(raised(town)) == 2


def test_a_vendor_without_an_owner_for_five_business_days_is_raised_once(town: Town) -> None:
    friday = town.at(MONDAY - timedelta(days=3)) + HOUR
    with db.write(town.engine, town.workspace.id) as session:
        vendor = finding.find(session, "Meridian")
        duties.assign(session, friday, "U0MAX", vendor, Duty.OWNER, None)
    rounds(town, 4)
    assert raised(town) == []
    rounds(town, 12)
    [escalation] = raised(town)
    assert escalation.opened_at == town.at(MONDAY + timedelta(days=4))
    assert escalation.cause == f"unowned:vendor:{vendor.id}:2026-11-20"


def test_who_is_no_vendor_needs_no_owner(town: Town) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        for status in (Status.PROSPECT, Status.EXITED):
            builders.vendor(session, town.start, status.value, status=status)
        gone = builders.vendor(session, town.start, "Unowned")
        vendors.change(session, town.start, "U0MAX", gone, status=Status.REJECTED)
    rounds(town, 1)
    assert raised(town) == []
