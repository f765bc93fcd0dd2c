"""Several workers on one database, and workers that are killed: each message stands in Slack exactly once."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import db
from govbot.clock import system_clock
from govbot.outbox import service as outbox
from govbot.outbox.delivery import Delivery
from govbot.outbox.models import OutboxMessage, State
from govbot.sandbox import Sandbox
from tests.outbox.house import House
from tests.walking import WalkingClock

ROOT = Path(__file__).parents[2]
EACH = 5


@pytest.fixture
def clock() -> WalkingClock:
    """A process of its own has the machine's time."""
    return WalkingClock(system_clock())


@contextmanager
def worker(house: House) -> Iterator[subprocess.Popen[str]]:
    url = house.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.outbox.worker", url, house.slack.api_url, str(house.workspace.id)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert line_of(process) == "ready"
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def fill(house: House, lanes: int) -> list[str]:
    """Five messages for each of so many channels: none has to wait for Slack's pace."""
    channels = [house.slack.change_channel(f"C0LANE{number}", name=f"lane-{number}") for number in range(lanes)]
    ids = [added["channel"]["id"] for added in channels]
    with db.write(house.engine, house.workspace.id) as session:
        for number in range(EACH):
            for id_ in ids:
                key = f"{id_}:{number}"
                outbox.post(session, house.clock(), key=key, channel=id_, text=str(number), blocks=None)
    return ids


def assert_each_stands_once(house: House, ids: list[str]) -> None:
    for id_ in ids:
        assert [message["text"] for message in house.slack.messages(id_) if "subtype" not in message] == [
            str(number) for number in range(EACH)
        ]
    with db.read(house.engine, house.workspace.id) as session:
        states = Counter(session.exec(select(OutboxMessage.state)))
    assert states == {State.SENT: len(ids) * EACH}


def test_two_workers_in_one_process(house: House, new_delivery: Callable[[], Delivery]) -> None:
    ids = fill(house, lanes=20)
    together = Barrier(2)

    def work(delivery: Delivery) -> int:
        together.wait()
        return delivery.deliver(house.workspace.id)

    with ThreadPoolExecutor(2) as pool:
        arrived = list(pool.map(work, [new_delivery(), new_delivery()]))
    house.delivery.deliver()
    assert_each_stands_once(house, ids)
    assert min(arrived) > 0


def test_two_worker_processes(house: House) -> None:
    ids = fill(house, lanes=100)
    with worker(house) as one, worker(house) as two:
        go(one)
        go(two)
        arrived = [int(line_of(one)), int(line_of(two))]
    house.delivery.deliver()
    assert_each_stands_once(house, ids)
    assert min(arrived) > 0


def hangs(slack: Sandbox, kind: str) -> None:
    """Returns once a call of the worker hangs."""
    struck = threading.Event()
    for _ in range(3000):
        if slack.counts[f"fault:{kind}"]:
            return
        struck.wait(0.01)
    raise AssertionError(f"no call met the fault {kind}")


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("conversations.join", "timeout"),  # claimed
        ("chat.postMessage", "timeout"),  # on its way
        ("chat.postMessage", "timeout_after_accept"),  # arrived, and nobody knows
    ],
)
def test_a_worker_killed_while_it_sends(house: House, method: str, kind: str) -> None:
    house.slack.faults(method=method, kind=kind)
    house.post("first")
    house.post("second")
    with worker(house) as process:
        go(process)
        hangs(house.slack, kind)
        process.kill()
    house.slack.faults(clear=True)
    assert house.row("first").state is State.SENDING
    house.pass_time(30)
    assert house.row("first").state is State.SENDING, "nobody touches it before its lease runs out"
    house.pass_time(60)
    assert house.texts() == ["first", "second"]
    assert house.row("first").state is State.SENT


def test_a_worker_killed_before_it_settles(house: House, engine: Engine) -> None:
    house.slack.faults(method="chat.postMessage", kind="timeout_after_accept")
    house.post("first")
    house.post("second")
    with worker(house) as process:
        go(process)
        hangs(house.slack, "timeout_after_accept")
        with db.write(engine, house.workspace.id) as session:
            session.exec(select(OutboxMessage).with_for_update()).all()
            house.slack.faults(clear=True)  # the call comes back, and the worker meets our lock
            assert process.stderr is not None
            assert "Failed to send a request" in process.stderr.readline()
            process.kill()
            process.wait()
    house.pass_time(120)
    assert house.texts() == ["first", "second"]
    assert house.row("first").state is State.SENT
