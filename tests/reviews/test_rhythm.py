"""How often reviews come, changed for one vendor and for a whole tier."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db
from govbot.errors import Refusal
from govbot.playbook import Cadence
from govbot.reviews import programme, rhythm
from govbot.reviews import service as reviews
from govbot.reviews.models import Review
from govbot.vendors import service as vendors
from govbot.vendors.models import Status, Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def added(session: Session, workspace: Workspace, name: str, tier: Tier = Tier.CRITICAL) -> Vendor:
    vendor = builders.vendor(session, NOW, name, tier=tier)
    reviews.keep_programme(session, workspace, NOW, "U1", vendor)
    return vendor


def standing(session: Session, vendor: Vendor, kind: str = "service") -> Review | None:
    return next((each for each in reviews.open_of(session, vendor) if each.kind == kind), None)


def dates(session: Session, vendor: Vendor) -> dict[str, tuple[date, str]]:
    return {each.kind: (each.due, each.every) for each in reviews.open_of(session, vendor)}


def change(session: Session, workspace: Workspace, word: str, kind: str = "service") -> rhythm.Change:
    planned = rhythm.plan(session, workspace, NOW, Tier.CRITICAL, kind, rhythm.read(word))
    rhythm.apply(session, NOW, "U1", planned)
    return planned


def test_a_vendors_own_day_wins_over_its_tier_and_goes_again(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = added(session, workspace, "Meridian")
        before = dates(session, vendor)
        last_friday = rhythm.read("monthly on the last friday")
        assert rhythm.set_own(session, workspace, NOW, "U1", vendor, "service", last_friday)
        service = standing(session, vendor)
        assert service
        assert (service.due, service.every) == (date(2026, 11, 27), "monthly on the last Friday")
        assert not rhythm.set_own(session, workspace, NOW, "U1", vendor, "service", last_friday)
        assert rhythm.set_own(session, workspace, NOW, "U1", vendor, "service", rhythm.read("Off"))
        assert standing(session, vendor) is None
        assert rhythm.set_own(session, workspace, NOW, "U1", vendor, "service", rhythm.read("default"))
        assert set(dates(session, vendor)) == set(before)
        assert dates(session, vendor)["service"][1] == "monthly"
        told = [event.detail["after"] for event in audit.history(session, vendor.subject) if "cadence" in event.action]
        assert told == ["monthly on the last Friday", "never", "default"]


def test_a_tiers_word_moves_its_vendors_and_nobody_elses(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        usual, by_hand, own, gone, other = (added(session, workspace, name) for name in "ABCDE")
        vendors.change(session, NOW, "U1", other, tier=Tier.HIGH)
        reviews.keep_programme(session, workspace, NOW, "U1", other)
        vendors.change(session, NOW, "U1", gone, status=Status.EXITED)
        reviews.keep_programme(session, workspace, NOW, "U1", gone)
        mine = standing(session, by_hand)
        assert mine
        reviews.move(session, workspace, NOW, "U1", mine, date(2027, 1, 20))
        rhythm.set_own(session, workspace, NOW, "U1", own, "service", "yearly")
        untouched = dates(session, other), dates(session, own)
        change(session, workspace, "every 2 weeks on tuesday")
        service = standing(session, usual)
        assert service
        assert (service.due, service.every) == (date(2026, 11, 17), "every 2 weeks on Tuesday")
        assert (mine.due, mine.every) == (date(2027, 1, 20), "every 2 weeks on Tuesday")
        assert (dates(session, other), dates(session, own)) == untouched
        assert standing(session, gone) is None
        assert dict(programme.of_tier(session, Tier.CRITICAL))["service"] == Cadence.parse(service.every)


def test_what_was_planned_is_what_a_new_look_at_each_vendor_would_do(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        several = [added(session, workspace, f"Vendor {number}") for number in range(6)]
        for word in ("weekly", "never", "monthly on the 15th", "default"):
            planned = change(session, workspace, word)
            as_planned = [dates(session, vendor) for vendor in several]
            for vendor in several:
                reviews.keep_programme(session, workspace, NOW, "U1", vendor)
            assert [dates(session, vendor) for vendor in several] == as_planned, word
            assert len(planned.moved) + len(planned.fresh) + len(planned.dropped) == 6
        assert all(standing(session, vendor) for vendor in several)


def test_a_plan_changes_nothing(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor = added(session, workspace, "Meridian")
        before = dates(session, vendor)
        planned = rhythm.plan(session, workspace, NOW, Tier.CRITICAL, "service", "weekly")
        assert len(planned.moved) == 1
        assert dates(session, vendor) == before


@pytest.mark.parametrize("word", ["yearly on 30 february", "sometimes", ""])
def test_what_is_no_rhythm_is_refused(word: str) -> None:
    with pytest.raises(Refusal):
        rhythm.read(word)


def test_first_dates_of_a_thousand_vendors_are_spread_over_the_year(workspace: Workspace) -> None:
    yearly = Cadence.parse("yearly")
    first = [
        programme.first_day(TODAY, yearly, Vendor(ref=f"VND-{number:04}", name="", name_key="", created_at=NOW), "risk")
        for number in range(1000)
    ]
    by_month = [sum(30 * month <= (day - TODAY).days - 1 < 30 * (month + 1) for day in first) for month in range(12)]
    assert min(by_month) > 50
    assert max(by_month) < 120
    assert all(TODAY < day <= TODAY + timedelta(days=365) for day in first)
