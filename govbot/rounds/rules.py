"""What the playbook's rules raise by themselves, opened after the morning's messages."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.engine import Engine

from govbot import db
from govbot.escalations import opening
from govbot.escalations.rules import Watch
from govbot.workspace import Workspace

AT_ONCE = 200  # in one transaction: long enough to be quick, short enough that a command gets its turn


def apply(engine: Engine, workspace: Workspace, now: datetime, today: date, watches: Sequence[Watch]) -> int:
    """Open what the rules ask for and is not open or settled yet, some at a time; returns how many."""
    with db.read(engine, workspace.id) as session:
        found = [case for watch in watches for case in watch(session, workspace, today)]
    opened = 0
    for start in range(0, len(found), AT_ONCE):
        with db.write(engine, workspace.id) as session:
            opened += opening.open_all(session, workspace, now, found[start : start + AT_ONCE])
    return opened
