"""What happens by itself: a heartbeat that runs rounds, escalation clocks and deliveries; it stores nothing."""

import threading
from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

from govbot.bot import Bot

# A pass over all that is due; bounded, so that a fault cannot keep it busy for ever.
PASSES = 200
EVERY = {"rounds": 20, "clocks": 5, "deliveries": 1, "nightly": 24 * 60 * 60, "connection": 30}  # seconds


class Heartbeat:
    """What is due is a query on our tables, so a beat that was missed, or two hearts, do no harm."""

    def __init__(self, bot: Bot, watch: Callable[[], None] | None = None) -> None:
        self.bot = bot
        self._one_at_a_time = threading.Lock()
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        jobs = {
            "rounds": bot.round,
            "clocks": bot.climb,
            "deliveries": bot.deliver,
            "nightly": bot.nightly,
        }
        if watch:
            jobs["connection"] = watch
        for name, job in jobs.items():
            self._scheduler.add_job(job, "interval", seconds=EVERY[name], id=name)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """No new beat; what is being sent is finished by its own time limit, or looked up after the next start."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def beat(self) -> None:
        """Everything that is due now, until nothing is left."""
        with self._one_at_a_time:
            self.bot.round()
            self.bot.climb()
            for _ in range(PASSES):
                if not self.bot.deliver():
                    return
