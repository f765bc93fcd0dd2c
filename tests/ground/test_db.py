"""A session sees and writes the rows of its workspace, and of no other."""

from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import db
from govbot.people.models import Person
from govbot.workspace import Workspace, enrol


@pytest.fixture
def other(engine: Engine) -> Workspace:
    with db.write(engine, None) as session:
        return enrol(session, "TOTHER", "Other", "")


def _add(engine: Engine, workspace: Workspace, slack_id: str) -> int:
    with db.write(engine, workspace.id) as session:
        person = Person(slack_id=slack_id, name=slack_id)
        session.add(person)
        session.flush()
        return person.id


def test_rows_of_another_workspace_are_not_seen(engine: Engine, workspace: Workspace, other: Workspace) -> None:
    mine, theirs = _add(engine, workspace, "U1"), _add(engine, other, "U2")
    with db.read(engine, workspace.id) as session:
        assert [person.id for person in session.exec(select(Person))] == [mine]
        assert session.get(Person, theirs) is None
        assert session.exec(select(sa.func.count()).select_from(Person)).one() == 1


def test_updates_and_deletes_stay_inside_the_workspace(engine: Engine, workspace: Workspace, other: Workspace) -> None:
    _add(engine, workspace, "U1"), _add(engine, other, "U2")
    with db.write(engine, workspace.id) as session:
        session.exec(sa.update(Person).values(name="changed"))
    with db.read(engine, None) as session:
        assert {p.slack_id: p.name for p in session.exec(select(Person))} == {"U1": "changed", "U2": "U2"}
    with db.write(engine, workspace.id) as session:
        session.exec(sa.delete(Person))
    with db.read(engine, None) as session:
        assert [person.slack_id for person in session.exec(select(Person))] == ["U2"]


def test_writing_a_row_of_another_workspace_is_an_error(engine: Engine, workspace: Workspace, other: Workspace) -> None:
    with pytest.raises(RuntimeError, match="in a session of"), db.write(engine, workspace.id) as session:
        session.add(Person(slack_id="U3", name="Eve", workspace_id=other.id))


def test_an_exception_takes_everything_back(engine: Engine, workspace: Workspace) -> None:
    def fail() -> None:
        with db.write(engine, workspace.id) as session:
            session.add(Person(slack_id="U4", name="Gone"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with db.read(engine, workspace.id) as session:
        assert session.exec(select(Person)).all() == []


def test_no_update_is_lost_between_writers(engine: Engine, workspace: Workspace) -> None:
    """On SQLite a write transaction takes the lock before it reads; on PostgreSQL the row is locked."""
    person_id, writers, rounds = _add(engine, workspace, "U5"), 4, 15
    start = Barrier(writers)

    def write() -> None:
        start.wait()
        for _ in range(rounds):
            with db.write(engine, workspace.id) as session:
                row = session.exec(select(Person).where(Person.id == person_id).with_for_update()).one()
                row.name = str(int(row.name.removeprefix("U5") or 0) + 1)

    threads = [Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read(engine, workspace.id) as session:
        assert session.exec(select(Person.name)).one() == str(writers * rounds)
