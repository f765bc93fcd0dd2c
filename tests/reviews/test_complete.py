"""A review ends once, with a named person's minutes, and is followed by the next one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db
from govbot.errors import Refusal, Refusals
from govbot.reminders import service as reminders
from govbot.reviews import actions
from govbot.reviews import service as reviews
from govbot.reviews.actions import Promise
from govbot.reviews.models import Outcome, Rating, Review
from govbot.reviews.reminders import KINDS
from govbot.reviews.service import Minutes
from govbot.vendors import service as vendors
from govbot.vendors.models import Status, Tier, Vendor
from govbot.workspace import Workspace
from tests import builders

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def minutes(held_on: date = TODAY, **more: object) -> Minutes:
    filled = {"rating": Rating.AMBER, "outcome": Outcome.IMPROVE, "attendees": ["U0IVO"]} | more
    filled |= {"no_actions": not more.get("actions")} | more
    return Minutes(held_on=held_on, **filled)  # type: ignore[arg-type]  # the tests' own shorthand


def quarterly(session: Session, workspace: Workspace, now: datetime = NOW) -> tuple[Vendor, Review]:
    """A vendor and its service review, which a medium tier has every quarter."""
    builders.person(session, "U0IVO", "Ivo Novak")
    vendor = builders.vendor(session, now, "Meridian", tier=Tier.MEDIUM)
    reviews.keep_programme(session, workspace, now, "U0IVO", vendor)
    return vendor, next(review for review in reviews.open_of(session, vendor) if review.kind == "service")


def test_the_next_one_is_counted_from_the_day_it_was_held(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor, review = quarterly(session, workspace)
        following = reviews.complete(session, workspace, NOW, "U0IVO", review, minutes())
        assert following
        assert following.due == date(2027, 2, 16)
        assert (review.rating, review.completed_by, review.is_open) == (Rating.AMBER, "U0IVO", False)
        standing = [each for each in reviews.open_of(session, vendor) if each.kind == "service"]
        assert standing == [following]


def test_it_cannot_be_completed_twice(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        _, review = quarterly(session, workspace)
        reviews.complete(session, workspace, NOW, "U0IVO", review, minutes())
        with pytest.raises(Refusal, match="already completed by @ivo on 16 November 2026"):
            reviews.complete(session, workspace, NOW, "U0IVO", review, minutes())


def test_minutes_that_come_late_do_not_make_the_next_one_overdue(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        _, review = quarterly(session, workspace)
        following = reviews.complete(session, workspace, NOW, "U0IVO", review, minutes(TODAY - timedelta(days=200)))
        assert following
        assert following.due == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"attendees": []}, "attendees"),
        ({"no_actions": False}, "action_1"),
    ],
)
def test_what_is_wrong_is_named_on_its_field_and_nothing_is_written(
    engine: Engine, workspace: Workspace, wrong: dict[str, object], field: str
) -> None:
    with db.write(engine, workspace.id) as session:
        vendor, review = quarterly(session, workspace)
        with pytest.raises(Refusals) as refused:
            reviews.complete(session, workspace, NOW, "U0IVO", review, minutes(**wrong))  # type: ignore[arg-type]
        assert set(refused.value.by_field) == {field}
        assert review.is_open
        assert "review.completed" not in {event.action for event in audit.history(session, vendor.subject)}


def test_it_is_held_after_the_last_one(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        _, review = quarterly(session, workspace)
        following = reviews.complete(session, workspace, NOW, "U0IVO", review, minutes())
        assert following
        with pytest.raises(Refusals, match="last one was held on 16 November 2026"):
            reviews.complete(session, workspace, NOW, "U0IVO", following, minutes())


def test_actions_are_dated_things_done_once(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor, review = quarterly(session, workspace)
        dora = builders.person(session, "U0DORA", "Dora Lind")
        promised = [Promise("Fix the <backlog>", dora, TODAY + timedelta(days=5))]
        reviews.complete(session, workspace, NOW, "U0IVO", review, minutes(actions=promised))
        [(action, owner)] = actions.of_review(session, review)
        assert owner.name == "Dora Lind"
        due = [thing for thing in reminders.gather(session, workspace, TODAY, KINDS) if thing.kind == "action"]
        assert [(thing.subject, thing.person_id, thing.finish.action) for thing in due] == [
            (action.subject, dora.id, "action.done:1")
        ]
        actions.done(session, workspace, NOW, "U0DORA", action)
        assert reminders.find(session, workspace, KINDS, action.subject) is None
        with pytest.raises(Refusal, match="already done by @dora"):
            actions.done(session, workspace, NOW, "U0IVO", action)
        told = [event.action for event in audit.history(session, vendor.subject)]
        assert told[-4:] == ["review.completed", "action.added", "review.scheduled", "action.done"]


def test_a_date_set_by_hand(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        _, review = quarterly(session, workspace)
        before = review.due
        assert reviews.move(session, workspace, NOW, "U0IVO", review, date(2027, 3, 1), "They asked") == before
        assert (review.due, review.by_hand) == (date(2027, 3, 1), True)
        for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=2000)):
            with pytest.raises(Refusal) as refused:
                reviews.move(session, workspace, NOW, "U0IVO", review, wrong)
            assert refused.value.field == "date"


def test_what_is_due_lists_the_overdue_first_and_no_retired_vendor(engine: Engine, workspace: Workspace) -> None:
    with db.write(engine, workspace.id) as session:
        vendor, review = quarterly(session, workspace)
        gone = builders.vendor(session, NOW, "Gone", tier=Tier.CRITICAL)
        reviews.keep_programme(session, workspace, NOW, "U0IVO", gone)
        vendors.change(session, NOW, "U0IVO", gone, status=Status.EXITED)
        reviews.move(session, workspace, NOW, "U0IVO", review, TODAY)
        later = NOW + timedelta(days=3)
        found = reviews.due(session, workspace.today(later) + timedelta(days=400))
        assert found[0] == (review, vendor)
        assert {each.id for _, each in found} == {vendor.id}
        assert [each for each, _ in reviews.due(session, TODAY, vendor)] == [review]
