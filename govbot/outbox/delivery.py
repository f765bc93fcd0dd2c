"""Carries due messages to Slack: claim, commit, call, settle; lanes side by side."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

from slack_sdk import WebClient
from sqlalchemy.engine import Engine
from sqlmodel import col, select

from govbot import db
from govbot.clock import Clock
from govbot.outbox.calls import Calls
from govbot.outbox.claim import Job, claim, due_lanes
from govbot.outbox.detour import Admins
from govbot.outbox.lookup import look_up
from govbot.outbox.pictures import Draw, nothing
from govbot.outbox.send import send
from govbot.outbox.settle import settle
from govbot.workspace import Workspace


class Delivery:
    """Any number of these, in any number of processes, may work on one database.

    `slack` must have no retry handlers and a short timeout (10 s); `admins` names the Slack ids of those who
    are told of trouble; `draw` makes the pictures of messages that have one.
    """

    def __init__(
        self, engine: Engine, clock: Clock, slack: WebClient, admins: Admins, draw: Draw = nothing, *, workers: int = 4
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._calls = Calls(slack, clock)
        self._admins = admins
        self._draw = draw
        self._workers = workers
        self._one_pass = Lock()
        self._stopping = Event()

    def deliver(self, workspace_id: int | None = None) -> int:
        """One pass over what is due, in one workspace or in all; how many messages now stand in Slack."""
        # A pass that waits for another one must not see a clock that moved on under the first.
        with self._one_pass:
            ids = [workspace_id] if workspace_id is not None else self._workspaces()
            return sum(self._pass(id_) for id_ in ids)

    def stop(self) -> None:
        """Nothing new is begun; what is on its way is settled before `deliver` returns."""
        self._stopping.set()

    def _workspaces(self) -> Sequence[int]:
        with db.read(self._engine, None) as session:
            return session.exec(select(Workspace.id).where(col(Workspace.paused).is_(None))).all()

    def _pass(self, workspace_id: int) -> int:
        with db.read(self._engine, workspace_id) as session:
            lanes = due_lanes(session, self._clock())
        if not lanes:
            return 0
        with ThreadPoolExecutor(min(self._workers, len(lanes)), "outbox") as pool:
            return sum(pool.map(lambda lane: self._work(workspace_id, lane), lanes))

    def _work(self, workspace_id: int, lane: str) -> int:
        """Send what the lane holds until it has to wait."""
        arrived = 0
        while not self._stopping.is_set() and (job := self._claim(workspace_id, lane)):
            outcome = look_up(self._calls, job) if job.look else send(self._calls, job, self._draw)
            with db.beside(self._engine, workspace_id) as session:
                arrived += settle(session, self._clock(), job, outcome, self._admins)
        return arrived

    def _claim(self, workspace_id: int, lane: str) -> Job | None:
        with db.beside(self._engine, workspace_id) as session:
            return claim(session, self._clock(), lane)
