"""No session sees or changes what belongs to another workspace, however the statement is put."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from govbot import db
from govbot.outbox.models import Lane
from govbot.workspace import Workspace

Other = aliased(Lane)


@pytest.fixture
def two(engine: Engine) -> tuple[int, int]:
    """Two workspaces, each with a lane `shared` and one of its own."""
    with db.write(engine, None) as session:
        both = [Workspace(team_id=team, name=team) for team in ("T1", "T2")]
        session.add_all(both)
        session.flush()
        for workspace in both:
            for name in ("shared", workspace.team_id):
                session.add(Lane(workspace_id=workspace.id, lane=name))
    return both[0].id, both[1].id


ASKED: list[Callable[[Session], Any]] = [
    lambda session: sorted(lane.lane for lane in session.exec(select(Lane))),
    lambda session: sorted(session.exec(select(Lane.lane))),
    lambda session: sorted(session.exec(select(Other.lane))),
    lambda session: sorted(session.exec(select(Lane.lane).where(col(Lane.id).in_(select(Other.id))))),
    lambda session: sorted(session.exec(select(Other.lane).join(Lane, col(Lane.id) == Other.id))),
]


@pytest.mark.parametrize("ask", ASKED)
def test_a_query_sees_its_own_workspace_alone(
    engine: Engine, two: tuple[int, int], ask: Callable[[Session], Any]
) -> None:
    for workspace_id, team in zip(two, ("T1", "T2"), strict=True):
        with db.read(engine, workspace_id) as session:
            assert ask(session) == [team, "shared"]


def test_numbers_and_subqueries_are_scoped_too(engine: Engine, two: tuple[int, int]) -> None:
    with db.read(engine, two[0]) as session:
        assert session.exec(select(sa.func.count()).select_from(Lane)).one() == 2
        foreign = select(Lane).where(col(Lane.lane).not_in(select(Other.lane)))
        assert session.exec(foreign).all() == []
        assert session.get(Lane, _lane_of(engine, two[1])) is None


def test_updates_and_deletes_stay_at_home(engine: Engine, two: tuple[int, int]) -> None:
    with db.write(engine, two[0]) as session:
        session.execute(sa.update(Lane).values(channel="C1"))
        session.execute(sa.delete(Lane).where(col(Lane.lane) == "shared"))
    with db.read(engine, None) as session:
        lanes = session.exec(select(Lane).order_by(col(Lane.id))).all()
    assert [(lane.lane, lane.channel) for lane in lanes] == [("T1", "C1"), ("shared", None), ("T2", None)]


def test_a_new_row_gets_the_workspace_and_may_not_name_another(engine: Engine, two: tuple[int, int]) -> None:
    with db.write(engine, two[0]) as session:
        lane = Lane(lane="new")
        session.add(lane)
        session.flush()
        assert lane.workspace_id == two[0]
    with pytest.raises(RuntimeError, match="session of"), db.write(engine, two[0]) as session:
        session.add(Lane(lane="theirs", workspace_id=two[1]))


def _lane_of(engine: Engine, workspace_id: int) -> int:
    with db.read(engine, workspace_id) as session:
        return session.exec(select(Lane.id)).first() or 0
