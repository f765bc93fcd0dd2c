"""The chain: every step in order, and any later change of one is found."""

from threading import Thread

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from govbot import audit, db
from govbot.workspace import Workspace
from tests.walking import WalkingClock


def _record(engine: Engine, workspace: Workspace, clock: WalkingClock, count: int) -> None:
    for number in range(count):
        with db.write(engine, workspace.id) as session:
            audit.record(
                session, clock(), "U1", "vendor.changed", f"vendor:{number}", about="vendor:0", reason="äöü 🚀"
            )


def _faults(engine: Engine, workspace: Workspace) -> list[audit.Fault]:
    with db.read(engine, workspace.id) as session:
        return [link for link in audit.verify(session) if isinstance(link, audit.Fault)]


def test_an_untouched_chain_holds(engine: Engine, workspace: Workspace, clock: WalkingClock) -> None:
    _record(engine, workspace, clock, 5)
    with db.read(engine, workspace.id) as session:
        links = list(audit.verify(session))
    assert [link.sequence for link in links] == [1, 2, 3, 4, 5]
    assert not _faults(engine, workspace)


@pytest.mark.parametrize(
    "forge",
    [
        "UPDATE audit_event SET actor = 'U666' WHERE sequence = 2",
        'UPDATE audit_event SET detail = \'{"reason": "other"}\' WHERE sequence = 2',
        "DELETE FROM audit_event WHERE sequence = 2",
    ],
)
def test_the_database_refuses_to_alter_a_step(
    engine: Engine, workspace: Workspace, clock: WalkingClock, forge: str
) -> None:
    _record(engine, workspace, clock, 3)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), db.write(engine, workspace.id) as session:
        session.connection().exec_driver_sql(forge)
    assert not _faults(engine, workspace)


@pytest.mark.parametrize(
    ("forge", "sequence", "what"),
    [
        ("UPDATE audit_event SET actor = 'U666' WHERE sequence = 2", 2, "was altered"),
        ("UPDATE audit_event SET detail = '{}' WHERE sequence = 2", 2, "was altered"),
        ("UPDATE audit_event SET hash = 'f00' WHERE sequence = 2", 2, "was altered"),
        ("DELETE FROM audit_event WHERE sequence = 2", 2, "missing"),
    ],
)
def test_a_forged_step_is_found(
    engine: Engine, workspace: Workspace, clock: WalkingClock, forge: str, sequence: int, what: str
) -> None:
    """Whoever owns the database can drop its triggers; the hashes still tell."""
    _record(engine, workspace, clock, 3)
    with db.write(engine, None) as session:
        for statement in _without_triggers(engine):
            session.connection().exec_driver_sql(statement)
        session.connection().exec_driver_sql(forge)
    faults = _faults(engine, workspace)
    assert (faults[0].sequence, what in faults[0].what) == (sequence, True)


def _without_triggers(engine: Engine) -> list[str]:
    if engine.dialect.name == "postgresql":
        return ["ALTER TABLE audit_event DISABLE TRIGGER USER"]
    return ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"]


def test_writers_side_by_side_make_one_chain(engine: Engine, workspace: Workspace, clock: WalkingClock) -> None:
    threads = [Thread(target=_record, args=(engine, workspace, clock, 10)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read(engine, workspace.id) as session:
        links = list(audit.verify(session))
    assert len(links) == 40
    assert not [link for link in links if isinstance(link, audit.Fault)]


def test_history_finds_what_belongs_to_a_subject(engine: Engine, workspace: Workspace, clock: WalkingClock) -> None:
    _record(engine, workspace, clock, 3)
    with db.read(engine, workspace.id) as session:
        assert [event.subject for event in audit.history(session, "vendor:0")] == ["vendor:0", "vendor:1", "vendor:2"]
