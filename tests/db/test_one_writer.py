"""One writer of a workspace at a time, also on PostgreSQL: no two can wait for each other, and the queue goes on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from slack_sdk import WebClient
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from govbot import audit, db
from govbot.escalations import finding, opening
from govbot.escalations import service as escalations
from govbot.escalations.models import Escalation, Severity
from govbot.outbox import claim
from govbot.outbox import service as outbox
from govbot.outbox.models import Lane
from govbot.people.directory import Directory
from govbot.slack.call import Call, Reply
from govbot.slack.dispatch import Dispatcher
from govbot.slack.router import Router
from govbot.vendors import moving
from govbot.vendors.models import Tier, Vendor
from govbot.workspace import Workspace, enrol
from tests import builders
from tests.people.test_two_at_once import until_somebody_waits

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Act = Callable[[Session], object]


@pytest.fixture
def place(postgres_engine: Engine) -> Workspace:
    """A vendor with an owner, and something escalated there."""
    with db.write(postgres_engine, None) as session:
        workspace = enrol(session, builders.TEAM, "Acme", "")
    with db.write(postgres_engine, workspace.id) as session:
        builders.person(session, "U0ANA", "Ana Costa")
        vendor = builders.vendor(session, NOW, "Acme")
        case = opening.Case(vendor, Severity.S3, "Late", "overdue:review:1:2026-02-01")
        assert opening.open_all(session, workspace, NOW, [case]) == 1
    return workspace


def one_beside_the_other(engine: Engine, workspace: Workspace, first: tuple[Act, Act], second: Act) -> None:
    """The first is in the middle of its work when the second comes and has to wait for it."""
    begin, end = first

    def comes() -> None:
        with db.write(engine, workspace.id) as session:
            second(session)

    with ThreadPoolExecutor(1) as pool:
        with db.write(engine, workspace.id) as session:
            begin(session)
            waiting = pool.submit(comes)
            until_somebody_waits(engine)
            end(session)
        waiting.result(timeout=20)


def says(session: Session) -> None:
    audit.record(session, NOW, "U0ANA", "toy.noted", "vendor:1")


def test_one_who_has_said_something_may_still_take_what_another_wants(
    postgres_engine: Engine, place: Workspace
) -> None:
    """Each of these stood in the way of the other while steps were written before rows were locked."""

    def acknowledges(session: Session) -> None:
        escalation = session.exec(select(Escalation)).one()
        escalations.acknowledge(session, place, NOW, "U0ANA", escalation)

    def settles(session: Session) -> None:
        assert len(finding.by_causes(session, "overdue:review:1")) == 1

    def tiers(session: Session) -> None:
        vendor = session.exec(select(Vendor)).one()
        moving.retier(session, NOW, "U0ANA", vendor, Tier.LOW, "Small by now")

    def holds(session: Session) -> None:
        session.refresh(session.exec(select(Vendor)).one(), with_for_update=True)

    one_beside_the_other(postgres_engine, place, (says, settles), acknowledges)
    one_beside_the_other(postgres_engine, place, (says, holds), tiers)
    with db.read(postgres_engine, place.id) as session:
        assert session.exec(select(Escalation)).one().acknowledged_by == "U0ANA"
        assert session.exec(select(Vendor)).one().tier is Tier.LOW
        assert not [found for found in audit.verify(session) if isinstance(found, audit.Fault)]


def test_a_long_piece_of_work_does_not_stop_the_queue(postgres_engine: Engine, place: Workspace) -> None:
    with db.write(postgres_engine, place.id) as session:
        outbox.post(session, NOW, key="news", channel="C0NEWS", text="News", blocks=None)
    with db.write(postgres_engine, place.id) as busy:
        says(busy)
        with db.beside(postgres_engine, place.id) as session:
            job = claim.claim(session, NOW, "C0NEWS")
        assert job
        assert job.message.key == "news"


def test_other_workspaces_write_meanwhile(postgres_engine: Engine, place: Workspace) -> None:
    with db.write(postgres_engine, None) as session:
        other = enrol(session, "T0OTHER", "Beta", "").id
    with db.write(postgres_engine, place.id) as busy:
        says(busy)
        with db.write(postgres_engine, other) as session:
            says(session)
    with db.read(postgres_engine, other) as session:
        assert audit.count(session) == 1


def takes(session: Session, *lanes: str) -> None:
    for lane in lanes:
        session.exec(select(Lane).where(Lane.lane == lane).with_for_update()).one()


def test_what_the_database_gave_up_for_another_is_done_once_more(postgres_engine: Engine, place: Workspace) -> None:
    """Only the queue still writes beside others: two who take its rows in opposite order."""
    routes, tries = Router(), []
    with db.write(postgres_engine, place.id) as session:
        session.add_all([Lane(lane="A"), Lane(lane="B")])

    @routes.word("take", "Take both", "/vendor take")
    def take(call: Call) -> Reply:
        tries.append(call.now)
        says(call.session)
        takes(call.session, "B", "A")
        return Reply(text="Both are yours")

    bot = Dispatcher(postgres_engine, lambda: NOW, routes, Directory(postgres_engine, WebClient()), WebClient())
    body = {
        "command": "/vendor",
        "text": "take",
        "team_id": builders.TEAM,
        "user_id": "U0ANA",
        "trigger_id": "1.1",
        "channel_id": "C1",
    }
    with ThreadPoolExecutor(1) as pool:
        with db.beside(postgres_engine, place.id) as session:
            session.execute(sa.text("SET LOCAL deadlock_timeout = '20s'"))  # whoever looks first gives up
            takes(session, "A")
            answer = pool.submit(bot.command, body)
            until_somebody_waits(postgres_engine)
            takes(session, "B")
        assert answer.result(timeout=20).text == "Both are yours"
    assert len(tries) == 2
    with db.read(postgres_engine, place.id) as session:
        assert [event.action for event in audit.history(session, "vendor:1")].count("toy.noted") == 1
