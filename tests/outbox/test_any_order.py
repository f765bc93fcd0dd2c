"""Whatever is written, fails and dies in whatever order: in the end each message stands once, in its place."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk import WebClient
from sqlalchemy.engine import Engine

from govbot import db
from govbot.outbox import service as outbox
from govbot.outbox.calls import Calls
from govbot.outbox.claim import claim
from govbot.outbox.delivery import Delivery
from govbot.outbox.lookup import look_up
from govbot.outbox.send import send
from govbot.sandbox import Sandbox
from govbot.workspace import enrol
from tests.outbox.house import House
from tests.walking import WalkingClock

FAULTS = ["server_error", "server_error_after_accept", "drop_before", "drop_after_accept", "rate_limited", "error"]
METHODS = ["chat.postMessage", "chat.update", "conversations.join", "conversations.history", "conversations.replies"]
MOST = 6  # faults in one story: fewer than it takes for a message to be given up

which = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), which),
        st.tuples(st.just("reply"), which),
        st.tuples(st.just("edit"), which),
        st.tuples(st.just("die"), which),
        st.tuples(st.just("deliver"), which),
        st.tuples(st.just("wait"), st.integers(1, 70)),
    ),
    min_size=3,
    max_size=25,
)
TROUBLE = st.lists(st.tuples(st.sampled_from(METHODS), st.sampled_from(FAULTS)), max_size=MOST)
fresh = itertools.count(1)


@dataclass
class Story:
    """One example: two channels of its own, in a Slack and a database that all examples share."""

    house: House
    calls: Calls
    places: list[str]
    cards: dict[str, list[str]]  # by channel
    threads: dict[str, list[str]] = field(default_factory=dict)  # by card
    newest: dict[str, str] = field(default_factory=dict)  # text by card

    def post(self, number: int) -> None:
        key, place = f"card-{next(fresh)}", self.places[number % 2]
        self.house.post(key, place)
        self.cards[place].append(key)
        self.threads[key], self.newest[key] = [], key

    def reply(self, number: int) -> None:
        if self.threads:
            card = list(self.threads)[number % len(self.threads)]
            key = f"reply-{next(fresh)}"
            self.house.reply(key, card)
            self.threads[card].append(key)

    def edit(self, number: int) -> None:
        if self.threads:
            card = list(self.threads)[number % len(self.threads)]
            self.newest[card] = f"{card}, edited {next(fresh)}"
            self.house.edit(card, self.newest[card])

    def deliver(self, number: int) -> None:
        self.house.delivery.deliver()

    def wait(self, seconds: int) -> None:
        self.house.clock.move(seconds=seconds)

    def die(self, number: int) -> None:
        """A worker that is gone after it claimed a message, or after it sent it."""
        lane = self.house.channel(self.places[number % 2])
        with db.write(self.house.engine, self.house.workspace.id) as session:
            job = claim(session, self.house.clock(), lane)
        if job is not None and number > 1:
            (look_up if job.look else send)(self.calls, job)

    def finish(self) -> None:
        self.house.slack.faults(clear=True)
        for _ in range(100):
            self.house.clock.move(seconds=10)
            self.house.delivery.deliver()
            with db.read(self.house.engine, self.house.workspace.id) as session:
                if outbox.waiting(session, self.house.clock()).due == 0:
                    return
        raise AssertionError("the queue does not empty")

    def check(self) -> None:
        assert self.house.failed() == []
        for place, cards in self.cards.items():
            assert self.house.texts(place) == [self.newest[card] for card in cards]
            for card in cards:
                thread = self.house.texts(place, thread=self.house.row(card).ts)
                assert thread == [self.newest[card], *self.threads[card]]


# The fixtures are shared on purpose: every story has channels of its own.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, trouble=TROUBLE)
def test_each_message_stands_once_and_in_order(
    sqlite_engine: Engine,
    clock: WalkingClock,
    slack: Sandbox,
    steps: list[tuple[str, int]],
    trouble: list[tuple[str, str]],
) -> None:
    client = WebClient("xoxb-sandbox", base_url=slack.api_url, retry_handlers=[], timeout=5)
    with db.write(sqlite_engine, None) as session:
        workspace = enrol(session, "T0", "Acme", "")
    delivery = Delivery(sqlite_engine, clock, client, lambda _session: [])
    places = [f"story-{next(fresh)}" for _ in range(2)]
    for place in places:
        slack.change_channel(f"C0{place}", name=place)
    for method, kind in trouble:
        slack.faults(method=method, kind=kind, retry_after=3)
    house = House(sqlite_engine, workspace, clock, slack, delivery)
    story = Story(house, Calls(client, clock), places, {place: [] for place in places})
    for word, number in steps:
        act: Callable[[int], None] = getattr(story, word)
        act(number)
    story.finish()
    story.check()
