"""A vendor's programme: one open review of each kind its tier asks for, spread, and kept true."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db, playbook
from govbot.playbook import Cadence
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.vendors import service as vendors
from govbot.vendors.models import Status, Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def kept(session: Session, workspace: Workspace, vendor: Vendor, now: datetime = NOW) -> dict[str, Review]:
    reviews.keep_programme(session, workspace, now, "U1", vendor)
    return {review.kind: review for review in reviews.open_of(session, vendor)}


@pytest.mark.parametrize("tier", list(Tier))
def test_each_kind_of_the_tier_has_one_open_review(engine: Engine, workspace: Workspace, tier: Tier) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=tier)
        planned = reviews.keep_programme(session, workspace, NOW, "U1", vendor)
        again = reviews.keep_programme(session, workspace, NOW, "U1", vendor)
        standing = reviews.open_of(session, vendor)
    asked = {kind.key for kind in playbook.load().reviews.programme(tier)}
    assert {review.kind for review in planned} == asked
    assert again == []
    assert Counter(review.kind for review in standing) == dict.fromkeys(asked, 1)
    assert [review.due for review in standing] == sorted(review.due for review in standing)


def test_first_dates_are_spread_on_business_days_and_the_same_each_time(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        session.begin_nested()
        names = [f"Vendor {number}" for number in range(20)]
        first = [
            {kind: review.due for kind, review in kept(session, workspace, builders.vendor(session, NOW, name)).items()}
            for name in names
        ]
        session.rollback()
        session.info["workspace_id"] = workspace.id
        second = [
            {kind: review.due for kind, review in kept(session, workspace, builders.vendor(session, NOW, name)).items()}
            for name in names
        ]
    assert first == second
    yearly = [dates["risk"] for dates in first]
    assert all(TODAY < day <= TODAY + timedelta(days=370) for day in yearly)
    assert all(workspace.calendar.is_business_day(day) for day in yearly)
    assert len({(day.year, day.month) for day in yearly}) >= 6


def test_a_higher_tier_dates_anew_what_was_not_set_by_hand(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=Tier.MEDIUM)
        before = kept(session, workspace, vendor)
        by_hand = date(2027, 6, 1)
        reviews.move(session, workspace, NOW, "U1", before["risk"], by_hand)
        vendors.change(session, NOW, "U1", vendor, tier=Tier.CRITICAL)
        after = kept(session, workspace, vendor)
        assert after["risk"].due == by_hand
        assert after["business"].every == "quarterly"
        assert after["business"].id == before["business"].id
        assert TODAY < after["business"].due <= date(2027, 2, 18)
        assert set(after) > set(before)


def test_a_lower_tier_drops_what_it_does_not_ask_for(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=Tier.CRITICAL)
        kept(session, workspace, vendor)
        vendors.change(session, NOW, "U1", vendor, tier=Tier.LOW)
        assert set(kept(session, workspace, vendor)) == {"risk", "due_diligence"}
        assert "review.dropped" in {event.action for event in audit.history(session, vendor.subject)}


@pytest.mark.parametrize("status", [Status.PROSPECT, Status.EXITED, Status.REJECTED])
def test_who_is_no_vendor_has_no_reviews(engine: Engine, workspace: Workspace, status: Status) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=Tier.CRITICAL)
        kept(session, workspace, vendor)
        vendors.change(session, NOW, "U1", vendor, status=status)
        assert kept(session, workspace, vendor) == {}
        vendors.change(session, NOW, "U1", vendor, status=Status.LIVE)
        assert set(kept(session, workspace, vendor)) == {k.key for k in playbook.load().reviews.programme("critical")}


def test_a_past_review_from_a_register_dates_the_open_one(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=Tier.MEDIUM)
        kept(session, workspace, vendor)
        half_year = Cadence.parse("6 months")
        held = date(2026, 10, 3)
        assert reviews.recorded(session, NOW, "U1", vendor, "service", held, half_year)
        assert not reviews.recorded(session, NOW, "U1", vendor, "service", held, half_year)
        standing = kept(session, workspace, vendor)
        assert standing["service"].due == date(2027, 4, 5)  # 3 April 2027 is a Saturday
        assert standing["service"].every == "every 6 months"
        last = reviews.last_of(session, vendor)
        assert last
        assert (last.kind, last.held_on, last.rating) == ("service", held, None)


def test_a_register_may_come_before_the_programme_and_tell_of_what_is_long_overdue(
    engine: Engine, workspace: Workspace
) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=Tier.MEDIUM)
        reviews.recorded(session, NOW, "U1", vendor, "service", date(2025, 1, 7), Cadence.parse("quarterly"))
        assert kept(session, workspace, vendor)["service"].due == date(2025, 4, 7)


def test_a_register_that_only_changes_the_rhythm_makes_nothing_overdue(engine: Engine, workspace: Workspace) -> None:
    held, often = date(2026, 6, 1), Cadence.parse("monthly")
    with db.write(engine, workspace.id) as session:
        standing = builders.vendor(session, NOW, "Meridian", tier=Tier.MEDIUM)
        kept(session, workspace, standing)
        reviews.recorded(session, NOW, "U1", standing, "service", held)
        assert kept(session, workspace, standing)["service"].due == date(2026, 9, 1)  # overdue: it says so
        assert reviews.recorded(session, NOW, "U1", standing, "service", held, often)
        soon = kept(session, workspace, standing)["service"]
        assert (soon.every, soon.due) == ("monthly", date(2026, 11, 30))

        early = builders.vendor(session, NOW, "Juniper", tier=Tier.LOW)  # which has no service review of itself
        reviews.recorded(session, NOW, "U1", early, "service", held)
        assert "service" not in kept(session, workspace, early)
        assert reviews.recorded(session, NOW, "U1", early, "service", held, often)
        assert kept(session, workspace, early)["service"].due == TODAY + timedelta(days=1)


def test_an_own_cadence_adds_a_kind_that_the_tier_does_not_ask_for(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = builders.vendor(session, NOW, "Meridian", tier=Tier.LOW)
        reviews.recorded(session, NOW, "U1", vendor, "steering", None, Cadence.parse("yearly"))
        assert set(kept(session, workspace, vendor)) == {"risk", "due_diligence", "steering"}
