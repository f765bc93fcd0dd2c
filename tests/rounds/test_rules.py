"""What govbot raises by itself, each cause once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from govbot import audit, db
from govbot.escalations import heartbeat, opening, steps
from govbot.escalations import service as escalations
from govbot.escalations.models import Escalation, Severity
from govbot.people import service as people
from govbot.reviews import rhythm
from govbot.reviews import service as reviews
from govbot.reviews.models import Outcome, Rating
from govbot.reviews.service import Minutes
from govbot.rounds import rules
from govbot.street import WATCHES
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


def test_two_engines_at_once_raise_each_cause_once(town: Town) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        for number in range(30):
            builders.vendor(session, town.start, f"Unowned {number}")
    now = town.at(MONDAY)
    with ThreadPoolExecutor(2) as pool:
        opened = list(
            pool.map(lambda _: rules.apply(town.engine, town.workspace, now, MONDAY, WATCHES), range(2), timeout=60)
        )
    assert sorted(opened) == [0, 30]
    found = raised(town)
    assert len({escalation.cause for escalation in found}) == len(found) == 30
    with db.read(town.engine, town.workspace.id) as session:
        assert [fault for fault in audit.verify(session) if isinstance(fault, audit.Fault)] == []


def test_many_at_once_are_opened_as_one_alone_would_be(town: Town) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        vendor = builders.vendor(session, town.start, "Alone")
        now = town.at(MONDAY)
        case = opening.Case(vendor, Severity.S3, "Nobody owns it", "cause:1")
        assert opening.open_all(session, town.workspace, now, [case, case]) == 1
        assert opening.open_all(session, town.workspace, now, [case]) == 0
        facts: dict[str, Any] = {
            "vendor": vendor,
            "severity": Severity.S3,
            "what": "Nobody owns it",
            "raised_by": audit.SYSTEM,
        }
        escalations.open(session, town.workspace, now, **facts, cause="cause:2")
    first, second = raised(town)
    own = {"id", "cause", "workspace_id"}
    assert first.model_dump(exclude=own) == second.model_dump(exclude=own)
    with db.read(town.engine, town.workspace.id) as session:
        histories = [steps.of(session, escalation) for escalation in (first, second)]
    told = [[step.model_dump(exclude=own | {"escalation_id"}) for step in history] for history in histories]
    assert told[0] == told[1] != []


@pytest.mark.parametrize(
    ("verb", "how"),
    [
        ("complete", "The review was completed"),
        ("move", "The review was moved to 1 December 2026"),
        ("skip", "The review was skipped"),
        ("tier cadence", "The review was dropped"),
        ("exited", "The review was dropped"),
    ],
)
def test_what_an_overdue_review_was_raised_for_is_settled_by_whoever_ends_it(town: Town, verb: str, how: str) -> None:
    town.review(MONDAY - timedelta(days=20))
    rounds(town, 1)
    now = town.at(MONDAY) + HOUR
    with db.write(town.engine, town.workspace.id) as session:
        vendor = finding.find(session, "Meridian")
        [review] = reviews.open_of(session, vendor)
        match verb:
            case "complete":
                minutes = Minutes(MONDAY, Rating.GREEN, Outcome.CONTINUE, ["U0IVO"], no_actions=True)
                reviews.complete(session, town.workspace, now, "U0DORA", review, minutes)
            case "move":
                reviews.move(session, town.workspace, now, "U0DORA", review, date(2026, 12, 1))
            case "skip":
                reviews.skip(session, town.workspace, now, "U0DORA", review, "It was held by phone")
            case "tier cadence":
                never = rhythm.plan(session, town.workspace, now, vendor.tier, review.kind, "never")
                rhythm.apply(session, now, "U0DORA", never)
            case "exited":
                vendor.status = Status.EXITED
                reviews.keep_programme(session, town.workspace, now, "U0DORA", vendor)
    [escalation] = raised(town)
    assert (escalation.settled_by, escalation.settled_at, escalation.settled_how) == ("U0DORA", now, how)
    assert not escalation.finished


def test_a_vendor_that_was_unowned_is_seen_to_have_an_owner(town: Town) -> None:
    with db.write(town.engine, town.workspace.id) as session:
        vendor = builders.vendor(session, town.start, "Unowned")
    rounds(town, 10)
    now = town.at(MONDAY + timedelta(days=10))
    with db.write(town.engine, town.workspace.id) as session:
        heartbeat.advance(session, town.workspace, now)
        duties.assign(session, now, "U0MAX", vendor, Duty.OWNER, people.find(session, "U0DORA"))
        assert heartbeat.waiting(session, now)
        heartbeat.advance(session, town.workspace, now)
        assert not heartbeat.waiting(session, now)
    [escalation] = raised(town)
    assert (escalation.settled_by, escalation.settled_how) == (audit.SYSTEM, "Dora Lind owns it")
