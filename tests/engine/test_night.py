"""Once a day, whenever a process happens to run: what changed while nobody listened is noticed."""

from datetime import date

from govbot import db
from govbot.people import service as people
from govbot.playbook import versions
from govbot.reviews import service as reviews
from govbot.vendors import finding
from govbot.vendors.models import Status, Tier
from govbot.workspace import Workspace
from tests import builders
from tests.live import Live


def _gone(live: Live, name: str) -> bool:
    with db.read(live.bot.engine, live.workspace_id) as session:
        person = people.by_slack_id(session, live.id_of(name))
    assert person is not None
    return person.deleted


def test_the_night_finds_who_left_while_nobody_listened_and_comes_once_a_day(live: Live) -> None:
    assert live.heart.chores.nightly() == 1
    user = live.slack.world.user("dora.lind")
    assert user is not None
    user.deleted = True  # the event got lost
    assert live.heart.chores.nightly() == 0
    assert not _gone(live, "dora.lind")
    live.clock.move(days=1)
    assert live.heart.chores.nightly() == 1
    assert _gone(live, "dora.lind")
    assert live.heart.chores.nightly() == 0


def _service(live: Live, name: str) -> tuple[str, date]:
    """How often the service review comes, and when the next one is due."""
    with db.read(live.bot.engine, live.workspace_id) as session:
        standing = reviews.open_of(session, finding.find(session, name))
        return next((review.every, review.due) for review in standing if review.kind == "service")


def test_a_cadence_that_was_changed_in_the_playbook_holds_from_the_next_night_on(live: Live) -> None:
    by_hand = date(2026, 12, 1)
    with db.write(live.bot.engine, live.workspace_id) as session:
        place, now = session.get_one(Workspace, live.workspace_id), live.clock()
        for name, status in (("Meridian", Status.LIVE), ("Juniper", Status.LIVE), ("Maybe", Status.PROSPECT)):
            vendor = builders.vendor(session, now, name, tier=Tier.MEDIUM, status=status)
            reviews.keep_programme(session, place, now, "U0TEST", vendor)
        standing = reviews.open_of(session, finding.find(session, "Juniper"))
        due = next(review for review in standing if review.kind == "service")
        reviews.move(session, place, now, "U0TEST", due, by_hand)
    before = _service(live, "Meridian")
    live.heart.chores.nightly()
    assert (before[0], _service(live, "Meridian")) == ("quarterly", before)

    with db.write(live.bot.engine, live.workspace_id) as session:
        monthly = "reviews: {kinds: {service: {cadence: {medium: monthly}}}}"
        versions.apply(session, live.clock(), "somebody (terminal)", monthly, seen=0)
    live.clock.move(days=1)
    live.heart.chores.nightly()
    moved = _service(live, "Meridian")
    assert moved[0] == "monthly"
    assert moved[1] != before[1]
    assert _service(live, "Juniper") == ("monthly", by_hand)
    told = live.person("maya.lindqvist").types("/vendor history meridian")
    assert "govbot moved the service" in told
    live.clock.move(days=1)
    live.heart.chores.nightly()
    assert _service(live, "Meridian") == moved
    with db.read(live.bot.engine, live.workspace_id) as session:
        assert reviews.open_of(session, finding.find(session, "Maybe")) == []
