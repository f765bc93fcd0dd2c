"""Two people at the same moment, on PostgreSQL, where two transactions really run side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from time import monotonic

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import db, workspace
from govbot.errors import Refusal
from govbot.people import away, directory, roles
from govbot.people import service as people
from govbot.people.models import Role
from govbot.slack import handled
from tests import builders

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY, LAST = date(2026, 3, 2), date(2026, 3, 13)


@pytest.fixture
def place(postgres_engine: Engine) -> int:
    """Two admins and nobody else."""
    with db.write(postgres_engine, None) as session:
        workspace_id = workspace.enrol(session, builders.TEAM, "Acme", "").id
    with db.write(postgres_engine, workspace_id) as session:
        for slack_id, name in (("U0MAX", "Max Admin"), ("U0MIA", "Mia Admin")):
            builders.person(session, slack_id, name, is_admin=True)
    return workspace_id


def side_by_side(engine: Engine, workspace_id: int, *acts: Callable[[Session], object]) -> list[str]:
    """Each in a transaction of its own, let go together; what was refused."""
    together = Barrier(len(acts), timeout=20)

    def run(number: int) -> str:
        together.wait()
        try:
            with db.write(engine, workspace_id) as session:
                handled.once(session, f"press:{number}", NOW)
                acts[number](session)
        except Refusal as refusal:
            return refusal.text
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, range(len(acts))))


def test_two_admins_do_not_remove_each_other(postgres_engine: Engine, place: int) -> None:
    def removes(actor: str, whom: str) -> Callable[[Session], object]:
        return lambda session: roles.grant(session, NOW, actor, people.find(session, whom), Role.MEMBER)

    said = side_by_side(postgres_engine, place, removes("U0MAX", "U0MIA"), removes("U0MIA", "U0MAX"))
    assert said[0] == ""
    assert said[1].startswith("That would leave nobody who may settle things here.")


def test_the_same_role_twice_is_given_once(postgres_engine: Engine, place: int) -> None:
    def gives(session: Session) -> object:
        return roles.grant(session, NOW, "U0MAX", people.find(session, "U0MIA"), Role.AUDITOR)

    assert side_by_side(postgres_engine, place, gives, gives) == ["", ""]


def test_two_do_not_name_each_other_as_deputies(postgres_engine: Engine, place: int) -> None:
    def goes(who: str, deputy: str) -> Callable[[Session], object]:
        return lambda session: away.go(
            session, NOW, TODAY, people.find(session, who), people.find(session, deputy), LAST
        )

    said = side_by_side(postgres_engine, place, goes("U0MAX", "U0MIA"), goes("U0MIA", "U0MAX"))
    assert said[0] == ""
    assert "that would be a circle" in said[1]


def test_two_processes_learn_of_the_same_newcomer(postgres_engine: Engine, place: int) -> None:
    def hears(session: Session) -> object:
        here = session.get_one(workspace.Workspace, place)
        directory.remember(session, NOW, here, {"user": {"id": "U0NEW", "name": "nia.new", "tz": "Europe/Berlin"}})
        return directory.remember_group(session, NOW, here, {"subteam": {"id": "S0NEW", "handle": "crew"}})

    assert side_by_side(postgres_engine, place, hears, hears) == ["", ""]


def test_two_processes_that_start_together_enrol_one_workspace(postgres_engine: Engine) -> None:
    def enrols() -> int:
        with db.write(postgres_engine, None) as session:
            return workspace.enrol(session, "T0FRESH", "Acme", "U0BOT").id

    with ThreadPoolExecutor(1) as pool:
        with db.write(postgres_engine, None) as session:
            first = workspace.enrol(session, "T0FRESH", "Acme", "U0BOT").id
            second = pool.submit(enrols)
            until_somebody_waits(postgres_engine)
        assert second.result(timeout=20) == first


def until_somebody_waits(engine: Engine) -> None:
    """For a lock that an open transaction holds."""
    waiting = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    limit = monotonic() + 20
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as looking:
        while not looking.scalar(waiting):
            assert monotonic() < limit, "nobody waits"


def test_two_vendors_are_added_at_once(postgres_engine: Engine, place: int) -> None:
    def adds(name: str) -> Callable[[Session], object]:
        return lambda session: builders.vendor(session, NOW, name)

    assert side_by_side(postgres_engine, place, adds("Acme"), adds("Beta")) == ["", ""]
