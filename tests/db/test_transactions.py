"""A transaction is whole or nothing, and no writer overwrites what another one wrote."""

from threading import Barrier, Thread

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import select

from govbot import db
from govbot.people.models import Person
from govbot.workspace import Workspace


def _add(engine: Engine, workspace: Workspace, slack_id: str) -> int:
    with db.write(engine, workspace.id) as session:
        person = Person(slack_id=slack_id, name=slack_id)
        session.add(person)
        session.flush()
        return person.id


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
