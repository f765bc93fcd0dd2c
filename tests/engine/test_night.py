"""Once a day, whenever a process happens to run: who left while nobody listened is noticed."""

from govbot import db
from govbot.people import service as people
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
