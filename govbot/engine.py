"""What happens by itself: a heartbeat that runs rounds, escalation clocks and deliveries; it stores nothing."""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler

from govbot.bot import Bot
from govbot.chores import Chores

logger = logging.getLogger(__name__)
SECOND = timedelta(seconds=1)
# A pass over all that is due; bounded, so that a fault cannot keep it busy for ever.
PASSES = 200
# Seconds between two of each.
EVERY = {
    "rounds": 20,
    "clocks": 5,
    "deliveries": 1,
    "nightly": 600,
    "checkup": 600,
    "pulse": 20,
    "connection": 30,
}


class Heartbeat:
    """What is due is a query on our tables, so a beat that was missed, or two hearts, do no harm."""

    def __init__(self, bot: Bot, watch: Callable[[], None] | None = None) -> None:
        self.chores = Chores(bot)
        self._one_at_a_time = threading.Lock()
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        jobs: dict[str, Callable[[], object]] = {
            "rounds": self.chores.round,
            "clocks": self.chores.climb,
            "deliveries": self.chores.deliver,
            "nightly": self.chores.nightly,
            "checkup": self.chores.checkup,
            "pulse": self.chores.pulse,
        }
        if watch:
            jobs["connection"] = watch
        for name, job in jobs.items():
            self._scheduler.add_job(job, "interval", seconds=EVERY[name], id=name)

    def start(self) -> None:
        self.chores.pulse()
        self._scheduler.start()

    def stop(self) -> None:
        """No new beat; what is being sent is finished by its own time limit, or looked up after the next start."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def beat(self) -> None:
        """Everything that is due now, until nothing is left."""
        with self._one_at_a_time:
            self.chores.round()
            self.chores.climb()
            for _ in range(PASSES):
                if not self.chores.deliver():
                    return


class Movable(Protocol):
    """A clock that can be moved forward."""

    def now(self) -> datetime: ...

    def move_to(self, instant: datetime) -> datetime: ...


def walk(heart: Heartbeat, clock: Movable, target: datetime, stops: int) -> Iterator[datetime]:
    """Move the clock to `target`, stopping wherever something is due so that the bot does it at its time.

    Each stop is yielded after its beat, the last one at `target`.
    """
    for _ in range(stops):
        now, due = clock.now(), heart.chores.next_due()
        if due is None or due > target or now >= target:
            break
        # What stays due in spite of a beat (Slack refuses, say) must not hold the clock.
        clock.move_to(min(max(due, now + SECOND), target))
        heart.beat()
        yield clock.now()
    else:
        logger.warning("more than %s instants at which something is due: the rest of them were passed over", stops)
    clock.move_to(target)
    heart.beat()
    yield clock.now()
