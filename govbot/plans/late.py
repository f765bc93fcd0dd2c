"""Each morning: what waits for a late task moves, and the plan's thread says so once."""

from datetime import datetime

from sqlalchemy.engine import Engine
from sqlmodel import Session

from govbot import audit, db
from govbot.plans import announce, finding, moves, plays, reading, rolling
from govbot.plans.models import Plan, State
from govbot.plans.plays import Plays
from govbot.slack import handled
from govbot.workspace import Workspace


def run(engine: Engine, workspace_id: int, now: datetime, plays_: Plays) -> int:
    """On business days, from the hour of the round on, once a day; returns how many plans moved."""
    with db.read(engine, workspace_id) as session:
        workspace = session.get_one(Workspace, workspace_id)
        today = workspace.today(now)
        begun = workspace.calendar.round_at(today, workspace.round_time) <= now
        if not begun or handled.was(session, f"plans:{today}"):
            return 0
    with db.write(engine, workspace_id) as session:
        if handled.was(session, f"plans:{today}"):
            return 0
        handled.once(session, f"plans:{today}", now)
        workspace = session.get_one(Workspace, workspace_id)
        alive = finding.all_alive(session)
        return sum(_moved(session, workspace, now, plan, plays_) for plan in alive)


def _moved(session: Session, workspace: Workspace, now: datetime, plan: Plan, plays_: Plays) -> bool:
    rolled = rolling.reroll(session, workspace, now, audit.SYSTEM, plan)
    if rolled.moves:
        file = reading.file(session, workspace, plan, workspace.today(now))
        announce.say(session, now, plan, f"late:{workspace.today(now)}", moves.sentences(file, rolled))
    if plan.state is State.RUNNING:
        announce.redraw(session, workspace, now, plan, plays.of(plays_, plan))
    return bool(rolled.moves)
